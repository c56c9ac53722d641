"""How the house stands: what became of arrivals, what was refused, what was removed."""

from typing import get_args

import pandas as pd

from lib.query.captures import RECEIPTS
from lib.query.columns import Columns, ask, frame
from lib.store.archive import ArchiveReader
from lib.store.batches.deduplicate import Outcome

__all__ = ["HASHED", "OUTCOMES", "REMOVED", "arrived", "frame", "receipts", "removed"]

OUTCOMES = get_args(Outcome)
HASHED: Columns = {**RECEIPTS, "sha256": "text"}
REMOVED: Columns = {"article_id": "text", "captures": "count", "removed_at": "time"}
_IN_FILE = "split_part(origin, '#', 1), length(origin), origin, sha256"  # record 2 of a file before record 10
_ROW = """
    origin, outcome, c.kind, reason, c.article, headline, c.captured_at, c.batch, sha256 from {}
    left join (select article, headline from article join article_text using (id) where shown) t
        using (article)"""


def receipts(db: ArchiveReader, *, outcome: str = "", limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """Return the receipts of captures, those of the newest batch first; all, or those of one outcome."""
    chosen = f"""(select * from capture where $outcome in ('', outcome)
        order by batch desc, {_IN_FILE} limit $limit offset $offset) c"""
    sql = f"select {_ROW.format(chosen)} order by c.batch desc, {_IN_FILE}"
    return ask(db, sql, {"outcome": outcome, "limit": limit, "offset": offset}, HASHED)


def arrived(db: ArchiveReader, *, under: str, mark: str) -> pd.DataFrame:
    """Return the receipts of captures from a folder.

    Where there is none, of those whose hash begins with the mark.

    The second tells of a capture that was known before it arrived.
    """
    for condition, asked in (("starts_with(origin, $asked)", under), ("starts_with(sha256, $asked)", mark)):
        sql = f"select {_ROW.format('capture c')} where {condition} order by {_IN_FILE}"
        found = ask(db, sql, {"asked": asked}, HASHED)
        if len(found) or not mark:
            break
    return found


def removed(db: ArchiveReader, *, limit: int = 100) -> pd.DataFrame:
    """Return the stories that were removed, the last first; of a story only its id is left."""
    sql = """
        select article, count(*), max(removed_at) from tombstone
        group by article order by max(removed_at) desc, article limit $limit"""
    return ask(db, sql, {"limit": limit}, REMOVED)
