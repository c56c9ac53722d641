"""Queries on one story: its article, cuts, cards, briefs, revisions and mentions."""

from datetime import datetime

import pandas as pd

from lib.model.article import ZONES, Article
from lib.model.cleaned import Cut
from lib.model.filter import Filter
from lib.model.mention import DOUBTS, codes_of, has_doubt, is_recorded, role_of
from lib.model.rules import current_name
from lib.query.filter.compile import shown_rows
from lib.query.filter.conditions import Parameters
from lib.query.filter.selection import memoize, selection
from lib.query.frames import OWN_TIME, PRECISION, Columns, ask, frame
from lib.query.stored_articles import articles
from lib.store.archive import ArchiveReader
from lib.store.statements import column, value

REMOVED: Columns = {
    "text": "text", "rule": "text", "reason": "text", "at": "count", "end": "count", "confidence": "share",
}  # fmt: skip
RELATED: Columns = {
    "headline": "text", "deck": "text", "publisher": "text", "authors": "list", "url": "text",
    "at": "count", "end": "count", "slot": "text", "rank": "number", "article_id": "text",
}  # fmt: skip
BRIEFS: Columns = {
    "article_id": "text", "headline": "text", "text": "text", "published_at": "time",
    "published_precision": "text", "published_as": "text", "zone_name": "text", "zone_assumed": "flag",
}  # fmt: skip
REVISIONS: Columns = {
    "revision": "text", "captured_at": "time", "words": "count", "batch": "count", "shown": "flag",
}  # fmt: skip
MENTIONS: Columns = {
    "block": "count", "start": "count", "end": "count", "surface": "text", "actor_id": "text",
    "actor": "text", "kind": "text", "role": "text", "sentence_start": "count", "sentence_end": "count",
    "zone": "text", "undecided": "flag", "unsure": "flag", "counted": "flag",
}  # fmt: skip
# The condition on rows that they are of a story, which may be asked for by a former id.
ITS = "article = coalesce((select article from alias where former = $article limit 1), $article)"
SHOWN = f"(select id from article where shown and {ITS})"  # the row of its shown revision


def article(
    db: ArchiveReader, article_id: str, revision: str | None = None, *, as_of: datetime | None = None
) -> Article | None:
    """Return the story as it was stored, by default in its shown revision; None if there is none.

    With as_of it is the revision shown then; None if the story was not in the archive.
    """
    if as_of is None:
        row = row_of(db, article_id, revision)
    else:
        given = Parameters()
        row = value(db, shown_rows(as_of, given, ITS), {**given.values, "article": article_id})
    return next(articles(db, [row])) if row is not None else None


def cuts_frame(db: ArchiveReader, article_id: str, revision: str | None = None) -> pd.DataFrame:
    """Return what was cut from the story's page, by which rule, and why, as a frame in page order."""
    found = cuts(db, article_id, revision)
    return frame([tuple(getattr(each, name) for name in REMOVED) for each in found], REMOVED)


def cuts(db: ArchiveReader, article_id: str, revision: str | None = None) -> list[Cut]:
    """Return what was cut from the story's page, as Cut objects in page order."""
    sql = 'select text, rule, reason, "at", "end", confidence from cut where id = $row order by position'
    row = {"row": row_of(db, article_id, revision)}
    return [
        Cut(text=text, rule=current_name(rule), reason=reason, at=at, end=end, confidence=confidence)
        for text, rule, reason, at, end, confidence in db.execute(sql, row).fetchall()
    ]


def source_capture(db: ArchiveReader, article_id: str) -> str | None:
    """Return the sha256 of the capture of the shown revision; None for a brief, which has none of its own."""
    sql = f"select sha256 from article_text where id = {SHOWN} and host is null"
    sha256: str | None = value(db, sql, {"article": article_id})
    return sha256


def related(db: ArchiveReader, article_id: str, revision: str | None = None) -> pd.DataFrame:
    """Return the cards on the story's page, each with the id of the story it links to, if that is stored.

    That is the story of the card's address, else a story of the page's publisher with the card's headline.
    """
    row = {"row": row_of(db, article_id, revision)}
    if not db.execute("select 1 from related where id = $row limit 1", row).fetchall():
        return frame([], RELATED)  # no need to look through all headlines
    shown = "select t.*, article from article_text t join article using (id) where shown"
    sql = f"""
        with card as (select * from related where id = $row),
        linked as ({shown} and canonical_url in (select url from card)),
        headed as (
            {shown} and form <> 'brief' and t.headline in (select headline from card)
            and publisher_id is not distinct from (select publisher_id from article where id = $row))
        select headline, deck, coalesce(publisher, ''), authors, url, "at", "end", slot, rank, coalesce(
            (select min(article) from linked where canonical_url = url),
            (select min(article) from headed where headed.headline = card.headline))
        from card order by position"""
    return ask(db, sql, row, RELATED)


def briefs(db: ArchiveReader, article_id: str, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Return the briefs on the story's page, newest first."""
    sql = """
        select article from carried
        where host = coalesce((select article from alias where former = $article limit 1), $article)"""
    carried = column(db, sql, {"article": article_id})
    if not carried:
        return frame([], BRIEFS)  # as for most: no need to look at all stories
    shown = selection(db, Filter(as_of=as_of))
    sql = f"""
        select article, headline, string_agg(text, '\n\n' order by block), {OWN_TIME}, {PRECISION},
            published_as, zone_name, coalesce(zone_assumed, false)
        from {shown.articles} join article_text using (id) join article_block using (id)
        where zone <> {ZONES.index("headline")} and article in (select unnest($carried::varchar[]))
        group by all order by max(published_at) desc nulls last, headline, min(id)"""
    return ask(db, sql, {"carried": carried}, BRIEFS)


def revisions(db: ArchiveReader, article_id: str) -> pd.DataFrame:
    """Return the revisions of a story, newest first."""
    sql = f"""
        select revision, captured_at, words, batch, shown from article join article_text using (id)
        where {ITS} order by captured_at desc, id desc"""
    return ask(db, sql, {"article": article_id}, REVISIONS)


def mentions(
    db: ArchiveReader, article_id: str, criteria: Filter, revision: str | None = None
) -> pd.DataFrame:
    """Return all names in the story's blocks; `counted` says whether the filter counts them."""
    sql = """
        select block, start, "end", surface, key, name, kind, role, sentence_start, sentence_end, zone
        from mention join actor using (actor_id) where id = $row order by block, start, "end" desc"""
    rows, codes = [], codes_of(criteria.roles)
    row = {"row": row_of(db, article_id, revision)}
    for *place, code, start, end, zone in db.execute(sql, row).fetchall():
        counted = ZONES[zone] in criteria.zones and code in codes and place[6] in criteria.kinds
        counted = counted and (criteria.cast == "all" or is_recorded(place[4]))
        doubts = [has_doubt(doubt, code) for doubt in DOUBTS]
        rows.append((*place, role_of(code), start, end, ZONES[zone], *doubts, counted))
    return frame(rows, MENTIONS)


def row_of(db: ArchiveReader, article_id: str, revision: str | None = None) -> int | None:
    """Return the row id of a story's revision, by default the shown one; None if there is none."""
    sql, given = f"select {SHOWN}", {"article": article_id}
    if revision is not None:
        sql = f"select max(id) from article where revision = $revision and {ITS}"
        given["revision"] = revision
    key = ("row", article_id, revision)
    row: int | None = memoize(db, key, lambda: value(db, sql, given))
    return row
