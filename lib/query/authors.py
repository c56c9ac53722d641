"""The authors, people and desks: how much they write, and about what."""

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import Columns
from lib.query.tags import Within, tally
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
    return tally(db, criteria, "author", COLUMNS, limit=limit, like=like)


def tags(db: ArchiveReader, criteria: Filter, *, author: str, limit: int = 20) -> pd.DataFrame:
    """Return the tags of one author's stories: the beat; share is of the author's stories."""
    return tally(db, criteria, "tag", TAGS, limit=limit, within=Within("author", author))
