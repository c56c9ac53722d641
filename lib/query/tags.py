"""The publishers' tags: how many stories carry them, and with what."""

import pandas as pd

from lib.model.filter import Filter
from lib.query.carried import Having
from lib.query.carried import counts as carried
from lib.query.columns import Columns
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "tag": "text",
    "stories": "count",
    "share": "share",
    "first_day": "date",
    "last_day": "date",
}
TOGETHER: Columns = {"tag": "text", "stories": "count"}
AUTHORS: Columns = {"author": "text", "desk": "flag", "stories": "count", "share": "share"}


def counts(db: ArchiveReader, criteria: Filter, *, limit: int = 50, like: str = "") -> pd.DataFrame:
    """Return the tags of the selected stories, those of most stories first.

    Share is of the selected stories.
    """
    return carried(db, criteria, "tag", COLUMNS, limit=limit, like=like)


def together(db: ArchiveReader, criteria: Filter, *, tag: str, limit: int = 20) -> pd.DataFrame:
    """Return the tags that stand beside one tag, and in how many stories."""
    return carried(db, criteria, "tag", TOGETHER, limit=limit, beside=Having("tag", tag))


def authors(db: ArchiveReader, criteria: Filter, *, tag: str, limit: int = 20) -> pd.DataFrame:
    """Return the authors of the stories of one tag; share is of the tag's stories."""
    return carried(db, criteria, "author", AUTHORS, limit=limit, beside=Having("tag", tag))
