"""Queries on the selected stories: totals, lists, pictures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

import pandas as pd

from lib.actors.sentences import sentences
from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query.filter.compile import compile_filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.names import names
from lib.query.filter.selection import selection
from lib.query.frames import OWN_TIME, PRECISION, Columns, frame, frame_of
from lib.query.relations import Relations
from lib.query.relevance import scores
from lib.store.archive import ArchiveReader
from lib.store.batches.days import naive
from lib.store.statements import column, value

TOTALS: Columns = {
    "stories": "count", "briefs": "count", "publishers": "count", "authors": "count", "tags": "count",
    "actors": "count", "first_day": "date", "last_day": "date", "undated": "count", "assumed": "count",
}  # fmt: skip
Order = Literal["newest", "oldest", "arrived", "relevance", "publisher", "length", "named"]
# The columns of a list: those that are stored with a story, and what is found beside it.
_STORED: Columns = {
    "article_id": "text", "headline": "text", "kicker": "text", "deck": "text", "publisher": "text",
    "section": "text", "authors": "list", "tags": "list", "day": "date", "published_at": "time",
    "published_precision": "text", "published_as": "text", "zone_name": "text", "zone_assumed": "flag",
    "read_minutes": "number", "words": "count", "has_audio": "flag", "form": "text",
}  # fmt: skip
_BESIDE: Columns = {"revisions": "count", "caption": "text", "credit": "text", "first_sentence": "text"}
NEWEST: Columns = {**_STORED, **_BESIDE}
OPENING = ", ".join(str(ZONES.index(zone)) for zone in ("body", "quote", "ticker"))  # where a text can begin


def totals(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return one row of totals of the selection.

    stories counts briefs too. actors are those the filter counts. undated are the stories without a date that
    meet the rest of the filter: with a filter by date they are left out of all other numbers. assumed are the
    stories whose timezone was assumed.
    """
    relations = Relations(db, criteria)
    *numbers, first, last, undated, assumed = relations.totals
    if criteria.since or criteria.until:
        where = compile_filter(replace(criteria, since=None, until=None), db, besides="day is null")
        sql = f"select count(*) from article where {where.condition}"
        undated = value(db, sql, where.parameters)
    days = (None if day is None else EPOCH + timedelta(days=day) for day in (first, last))
    return frame([(*numbers, relations.number_of_actors, *days, undated, assumed)], TOTALS)


def newest(
    db: ArchiveReader, criteria: Filter, *, limit: int = 50, offset: int = 0, order: Order = "newest"
) -> pd.DataFrame:
    """Return a page of the selected stories and briefs, by default newest first, undated ones last.

    In other orders, equal stories are sorted newest first. "relevance" is how well a story matches the search
    (lib.query.relevance), "named" the number of actors that the filter counts, "arrived" when the shown
    revision was stored.
    """
    found = newest_rows(db, criteria, limit=limit, offset=offset, order=order)
    return rows_of(db, found, as_of=criteria.as_of)


def newest_rows(
    db: ArchiveReader, criteria: Filter, *, limit: int, offset: int = 0, order: Order = "newest"
) -> list[int]:
    """Return the ids of the rows of `article` that `newest` lists, in its order."""
    beside, sorting = _ordering(db, criteria, order)
    near = Relations(db, criteria).newest_days(limit + offset) if order == "newest" else "true"
    sql = f"""
        select id from {selection(db, criteria).rows} s {beside} where {near}
        order by {sorting} limit $limit offset $offset"""
    return column(db, sql, {"limit": limit, "offset": offset})


def in_order(db: ArchiveReader, criteria: Filter, *, order: Order = "newest") -> tuple[str, ...]:
    """Return the ids of all selected stories in the order of `newest`."""
    beside, sorting = _ordering(db, criteria, order)
    sql = f"""
        select article from (
            select id, row_number() over (order by {sorting}) as place
            from {selection(db, criteria).rows} s {beside})
        join article using (id) order by place"""
    return tuple(column(db, sql))


def rows_with_ids(db: ArchiveReader, criteria: Filter, articles: Collection[str]) -> list[int]:
    """Return the rows of `article` of those selected stories that have one of these ids, newest first."""
    sql = f"""
        select id from {selection(db, criteria).articles}
        where article in (select unnest($articles::varchar[]))
        order by published_at desc nulls last, id desc"""
    return column(db, sql, {"articles": list(articles)})


def _ordering(db: ArchiveReader, criteria: Filter, order: Order) -> tuple[str, str]:
    """Return the SQL join that an order needs, "" for none, and the expressions to sort by."""
    beside = first = ""
    match order:
        case "arrived":
            first = "batch desc,"
        case "publisher":
            beside, first = "left join publisher using (publisher_id)", "lower(name) nulls last,"
        case "length":
            first = "words desc,"
        case "named":
            names = Relations(db, criteria).names
            counted = f"select id, count(distinct actor_id) as naming from {names} group by 1"
            beside, first = f"left join ({counted}) using (id)", "naming desc nulls last,"
        case "relevance" if table := scores(db, criteria):
            beside, first = f"left join {table} using (id)", "score desc nulls last,"
    way = "asc" if order == "oldest" else "desc"
    return beside, f"{first} published_at {way} nulls last, id {way}"


def rows_of(db: ArchiveReader, rows: Sequence[int], *, as_of: datetime | None = None) -> pd.DataFrame:
    """Return a frame of these rows of `article`, in this order, with all columns of a list of stories."""
    sql = f"""
        select id, article, headline, kicker, deck, coalesce(p.name, ''), s.name, authors, tags,
            date '1970-01-01' + day, {OWN_TIME}, {PRECISION}, published_as, zone_name,
            coalesce(zone_assumed, false), read_minutes, words, has_audio, form
        from article join article_text using (id) left join publisher p using (publisher_id)
        left join section s using (section_id) where id in (select unnest($rows::integer[]))"""
    answer = db.execute(sql, {"rows": list(rows)}).fetchall()
    stored = {row: dict(zip(_STORED, values, strict=True)) for row, *values in answer}
    author = names(db, "author", {number for story in stored.values() for number in story["authors"] or ()})
    tag = names(db, "tag", {number for story in stored.values() for number in story["tags"] or ()})
    for story in stored.values():
        story["authors"] = [author[number] for number in story["authors"] or ()]
        story["tags"] = [tag[number] for number in story["tags"] or ()]
    beside = _beside(db, rows, as_of)
    return frame_of((stored[row] | beside[row] for row in rows), NEWEST)


def _beside(db: ArchiveReader, rows: Sequence[int], as_of: datetime | None) -> Mapping[int, dict[str, Any]]:
    """Return {row: columns of _BESIDE}: number of revisions, words of the lead picture, first sentence."""
    if not rows:
        return {}
    former = "not shown and" if as_of is None else ""  # as most stories have one text
    sql = f"""
        with chosen as (select id, article from article where id in (select unnest($rows::integer[]))),
        picture as (
            select id, arg_min(caption, (not lead, position)) as caption,
                arg_min(credit, (not lead, position)) as credit
            from image where id in (select id from chosen) and caption is not null group by id),
        opening as (
            select id, arg_min(text, block) as text from article_block
            where id between $first and $last and id in (select unnest($rows::integer[]))
                and zone in ({OPENING}) and level = 0 group by id),
        former as (
            select article, count(*) as n from article
            where {former} id not in (select id from chosen) and article in (select article from chosen)
                and batch not in (select batch from batch where stored_at > $then) group by 1)
        select id, 1 + coalesce(n, 0), caption, credit, text
        from chosen left join former using (article) left join picture using (id)
        left join opening using (id)"""
    given = {"rows": list(rows), "first": min(rows), "last": max(rows), "then": naive(as_of) or datetime.max}
    found = {}
    for row, revisions, caption, credit, opening in db.execute(sql, given).fetchall():
        start, end = next(iter(sentences(opening or "")), (0, 0))
        first_sentence = opening[start:end] if end else None
        found[row] = dict(zip(_BESIDE, (revisions, caption, credit, first_sentence), strict=True))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a story as its page gives it: address and credit."""

    url: str
    credit: str = ""


def pictures(
    db: ArchiveReader, *, articles: tuple[str, ...], as_of: datetime | None = None
) -> dict[str, tuple[Picture, ...]]:
    """Return {story id: pictures with an address, the lead picture first}, without stories that have none."""
    shown = selection(db, Filter(as_of=as_of))
    sql = f"""
        select article, url, coalesce(credit, '') from image join {shown.articles} using (id)
        where url is not null and article in (select unnest($articles::varchar[]))
        order by article, lead desc, position"""
    given = {"articles": list(articles)}
    found: dict[str, tuple[Picture, ...]] = {}
    for story, url, credit in db.execute(sql, given).fetchall():
        found[story] = (*found.get(story, ()), Picture(url=url, credit=credit))
    return found
