"""What is new in a selection, by the time it was stored in the archive."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.selection import memoize, selection
from lib.query.frames import Columns, ask
from lib.query.stories import Order, newest, rows_of, rows_with_ids
from lib.store import receipts
from lib.store.archive import ArchiveReader
from lib.store.statements import value
from lib.store.stored_settings import FORMER_BATCHES

SINCE: Columns = {"article_id": "text"}
CHANGED: Columns = {"article_id": "text", "headline": "text"}
BESIDE: Columns = {"article_id": "text", "stored_at": "time", "canonical_url": "text", "language": "text"}


def last_batch(db: ArchiveReader) -> int:
    """Return the number of the last batch; 0 if the archive has no batch."""
    return int(value(db, "select coalesce(max(batch), 0) from batch"))


def since(db: ArchiveReader, criteria: Filter, batch: int) -> pd.DataFrame:
    """Return the ids of the selected stories that are new since a batch, newest first.

    A known story with a newer revision is not new, nor is one that is stored again after a restore.
    """
    sql = f"""
        select article from {selection(db, criteria).articles}
        where article not in (select article from article where batch <= $batch)
        order by published_at desc nulls last, id desc"""
    return _unseen(db, ask(db, sql, {"batch": batch}, SINCE), batch, by="article_id")


def _unseen(db: ArchiveReader, found: pd.DataFrame, batch: int, *, by: str) -> pd.DataFrame:
    """Return the rows of stories or captures that no receipt up to a batch names.

    Receipts of a former archive count too. `by` is the column that identifies the rows: story id or sha256.
    """
    if found.empty or not db.setting(FORMER_BATCHES):
        return found
    history = memoize(db, "receipts", lambda: receipts.history(db.path))
    seen = (each for line in history if line.batch <= batch for each in line.captures)
    before = {name for each in seen for name in (each.article, each.sha256)}
    return found[~found[by].isin(before)].reset_index(drop=True)


def stories_by_id(db: ArchiveReader, articles: Sequence[str]) -> pd.DataFrame:
    """Return stories by their ids, newest first, with stored_at, canonical_url and language."""
    return with_beside(db, rows_of(db, rows_with_ids(db, Filter(), articles)))


def revised_stories(db: ArchiveReader, criteria: Filter, batch: int) -> pd.DataFrame:
    """Return id and headline of the selected stories with another revision since a batch, last first.

    A revision that is stored again after a restore is not new.
    """
    sql = f"""
        select article, headline, sha256
        from {selection(db, criteria).articles} s join article_text using (id)
        where s.batch > $batch and article in (select article from article where batch <= $batch)
        order by s.batch desc, id desc"""
    found = ask(db, sql, {"batch": batch}, {**CHANGED, "sha256": "text"})
    return _unseen(db, found, batch, by="sha256")[[*CHANGED]]


def latest(db: ArchiveReader, criteria: Filter, *, limit: int = 50, order: Order = "arrived") -> pd.DataFrame:
    """Return selected stories, by default last stored first, with stored_at, canonical_url and language."""
    return with_beside(db, newest(db, criteria, limit=limit, order=order), as_of=criteria.as_of)


def with_beside(db: ArchiveReader, frame: pd.DataFrame, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Return a frame of stories with the columns stored_at, canonical_url and language added."""
    sql = f"""
        select article, stored_at, canonical_url, code from {selection(db, Filter(as_of=as_of)).articles}
        join article_text using (id) join batch using (batch) left join language using (language_id)
        where article in (select unnest($articles))"""
    more = ask(db, sql, {"articles": list(frame["article_id"])}, BESIDE)
    return frame.merge(more, on="article_id", how="left")
