"""The authors, people and desks: how much they write, and about what."""

import pandas as pd

from lib.model.filter import Filter
from lib.query.carried import Having
from lib.query.carried import counts as carried
from lib.query.columns import Columns
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "author": "text", "desk": "flag", "stories": "count", "share": "share",
    "first_day": "date", "last_day": "date",
}  # fmt: skip
TAGS: Columns = {"tag": "text", "stories": "count", "share": "share"}


def counts(db: ArchiveReader, criteria: Filter, *, limit: int = 50, like: str = "") -> pd.DataFrame:
    """Return the authors of the selected stories, those of most stories first.

    Share is of the selected stories.
    """
    return carried(db, criteria, "author", COLUMNS, limit=limit, like=like)


def tags(db: ArchiveReader, criteria: Filter, *, author: str, limit: int = 20) -> pd.DataFrame:
    """Return the tags of one author's stories: the beat; share is of the author's stories."""
    return carried(db, criteria, "tag", TAGS, limit=limit, beside=Having("author", author))
