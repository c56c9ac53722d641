"""Queries on captures: what became of them, how doubtful their stories are, which stories were removed."""

import json
from typing import Any, get_args

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.query.frames import Columns, ask, ask_first, frame
from lib.query.one_story import row_of
from lib.store.archive import ArchiveReader
from lib.store.batches.batch_changes import Outcome
from lib.store.batches.days import naive
from lib.store.followed import CLEANED_WITH
from lib.store.schema import UNDERSTOOD

RECEIPTS: Columns = {
    "origin": "text", "outcome": "text", "kind": "text", "reason": "text", "article_id": "text",
    "headline": "text", "captured_at": "time", "batch": "count", "sha256": "text",
}  # fmt: skip
BEHIND: Columns = {
    "article_id": "text", "revision": "text", "sha256": "text", "media_type": "text", "outcome": "text",
    "captured_at": "time", "captured_assumed": "text", "batch": "count", "batch_hash": "text",
    "stored_at": "time",
}  # fmt: skip
OUTCOMES: Columns = {"outcome": "text", "captures": "count"}
DOUBTFUL: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "language": "text", "origin": "text",
    "confidence": "share", "doubts": "list", "captured_at": "time",
}  # fmt: skip
DOUBTED: Columns = {"stories": "count", "of": "count"}
DOUBTS: Columns = {"kind": "text", "reason": "text", "weight": "share"}
REMOVED: Columns = {"article_id": "text", "captures": "count", "removed_at": "time"}
OUTCOME_NAMES = get_args(Outcome)
_IN_FILE = "split_part(origin, '#', 1), length(origin), origin, sha256"  # record 2 of a file before record 10


def outcomes(db: ArchiveReader) -> pd.DataFrame:
    """Return the number of captures for each outcome (stored, revision, known ...), the largest first."""
    return ask(db, "select outcome, count(*) from capture group by 1 order by 2 desc, 1", {}, OUTCOMES)


def receipts(db: ArchiveReader, *, outcome: str = "", limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """Return a page of the receipts of all captures, or of those with one outcome, newest batch first."""
    page = f"""(select * from capture where $outcome in ('', outcome)
        order by batch desc, {_IN_FILE} limit $limit offset $offset) c"""
    sql = f"{_receipts_of(page)} order by c.batch desc, {_IN_FILE}"
    return ask(db, sql, {"outcome": outcome, "limit": limit, "offset": offset}, RECEIPTS)


def receipts_under(db: ArchiveReader, *, under: str, mark: str) -> pd.DataFrame:
    """Return the receipts of captures whose origin begins with `under`, the path of a folder.

    If there are none, those of captures whose sha256 begins with `mark`, unless `mark` is "": the capture may
    have been known before it arrived again in this folder.
    """
    sql = f"{_receipts_of('capture c')} where {{}} order by {_IN_FILE}"
    found = ask(db, sql.format("starts_with(origin, $under)"), {"under": under}, RECEIPTS)
    if len(found) or not mark:
        return found
    return ask(db, sql.format("starts_with(sha256, $mark)"), {"mark": mark}, RECEIPTS)


def _receipts_of(captures: str) -> str:
    """Return the SQL for the columns of RECEIPTS; `captures` is SQL for rows of `capture`, called c."""
    return f"""
        select origin, outcome, c.kind, reason, c.article, headline, c.captured_at, c.batch, sha256
        from {captures}
        left join (select article, headline from article join article_text using (id) where shown) t
            using (article)"""


def of_selection(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return a row for each capture of the selected stories; with as_of, for those stored by then."""
    then = "b.stored_at <= $then" if criteria.as_of else "true"
    sql = f"""
        select article, c.revision, c.sha256, c.media_type, c.outcome, c.captured_at, c.captured_assumed,
            c.batch, b.hash, b.stored_at
        from capture c join (select article from {selection(db, criteria).articles}) using (article)
        left join batch b using (batch)
        where c.outcome in {UNDERSTOOD} and {then}
        order by article, c.captured_at, c.sha256"""
    return ask(db, sql, {"then": naive(criteria.as_of)} if criteria.as_of else {}, BEHIND)


def with_corrections(db: ArchiveReader, hashes: tuple[str, ...]) -> list[tuple[str, str, str | None]]:
    """Return (sha256, story, ids of corrections) of captures with corrections, or with these hashes."""
    found = db.execute(CLEANED_WITH, [list(hashes)]).fetchall()
    return [(str(sha256), str(article), ids) for sha256, article, ids in found]


def _newest(condition: str) -> str:
    """Return the SQL for (article, origin, captured_at, confidence, doubts) of each story's newest capture.

    Only captures of one revision count: `condition` is SQL that chooses it, on rows of `article` with the
    alias s.
    """
    newest = "(c.captured_at, c.batch, c.sha256)"  # the last one decides between two of one moment
    return f"""
        select c.article, arg_max(origin, {newest}) as origin, max(c.captured_at) as captured_at,
            arg_max(coalesce(confidence, 1), {newest}) as confidence,
            arg_max(coalesce(doubts, '[]'), {newest}) as doubts
        from capture c join article s on s.article = c.article and s.revision = c.revision
        where c.outcome in {UNDERSTOOD} and {condition} group by c.article"""


def doubtful(db: ArchiveReader, *, below: float, limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """Return a page of the stories whose confidence (0 to 1) is less than `below`, lowest first.

    doubts is a list of [kind, reason, weight], the largest weight first.
    """
    sql = f"""
        select c.article, headline, coalesce(p.name, ''), code, origin, confidence, doubts, c.captured_at
        from ({_newest("s.shown")}) c join article a using (article) join article_text t using (id)
        left join publisher p using (publisher_id) left join language l using (language_id)
        where a.shown and confidence < $below
        order by confidence, c.captured_at desc, c.article limit $limit offset $offset"""
    found = db.execute(sql, {"below": below, "limit": limit, "offset": offset}).fetchall()
    rows = [(*story, _heaviest_first(stored), captured_at) for *story, stored, captured_at in found]
    return frame(rows, DOUBTFUL)


def doubtful_stories(db: ArchiveReader, *, below: float) -> pd.DataFrame:
    """Return one row: how many stories have a confidence (0 to 1) below `below`, and how many there are."""
    sql = f"select count(*) filter (confidence < $below), count(*) from ({_newest('s.shown')})"
    return ask(db, sql, {"below": below}, DOUBTED)


def doubts(db: ArchiveReader, article_id: str, revision: str | None = None) -> pd.DataFrame:
    """Return the doubts about a story's revision, by default the shown one, the largest weight first."""
    row = {"row": row_of(db, article_id, revision)}
    found = db.execute(f"select doubts from ({_newest('s.id = $row')})", row).fetchall()
    return frame(_heaviest_first(found[0][0]) if found else [], DOUBTS)


def _heaviest_first(stored: str | None) -> list[list[Any]]:
    """Return stored doubts, JSON of [kind, reason, weight], the largest weight first; [] for no doubts."""
    return sorted(json.loads(stored or "[]"), key=lambda doubt: -float(doubt[2]))


def removed_stories(db: ArchiveReader, *, limit: int = 100) -> pd.DataFrame:
    """Return ids of removed stories, last removed first; `attrs["of"]` counts all, whatever the limit."""
    sql = """
        select article, count(*), max(removed_at), count(*) over () from tombstone
        group by article order by max(removed_at) desc, article limit $limit"""
    return ask_first(db, sql, {"limit": limit}, REMOVED)
