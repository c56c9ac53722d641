"""Queries on authors, people and desks, and how many stories they wrote."""

import pandas as pd

from lib.model.filter import Filter
from lib.query.frames import Columns
from lib.query.tags import tally
from lib.query.workbench import ranking
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "author": "text", "desk": "flag", "stories": "count", "share": "share",
    "first_day": "date", "last_day": "date",
}  # fmt: skip


def counts(db: ArchiveReader, criteria: Filter, *, limit: int = 50, like: str = "") -> pd.DataFrame:
    """Return the authors of the selected stories, those with most stories first, in the columns of COLUMNS.

    share is of the selected stories, 0 to 1; desk is true of a desk or an agency. `like` keeps names with a
    word that starts with it.
    """
    return tally(db, criteria, "author", COLUMNS, limit=limit, like=like)


counts_sql = ranking("authors", "author")
