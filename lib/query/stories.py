"""The selected stories: how many, the list of them, the front page, and single ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pandas as pd

from lib.actors.sentences import sentences
from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query.columns import Columns, frame
from lib.query.filter.conditions import EPOCH
from lib.query.filter.names import names
from lib.query.filter.selection import last_day, named, selection
from lib.query.filter.where import compile
from lib.query.one_story import article, briefs, mentions, related, removed, revisions
from lib.store.archive import ArchiveReader

__all__ = [
    "Desk", "article", "briefs", "desk", "mentions", "newest", "related", "removed", "revisions", "totals",
]  # fmt: skip

TOTALS: Columns = {
    "stories": "count", "briefs": "count", "publishers": "count", "authors": "count", "tags": "count",
    "actors": "count", "first_day": "date", "last_day": "date", "undated": "count", "assumed": "count",
}  # fmt: skip
DAYS_BEFORE = 28  # days before the newest, of which the mean is taken
NEAR = 2  # days before the newest on which a story still belongs to the same coverage
SHARED = 2  # actors that two stories of one coverage both name
CANDIDATES = 200
Order = Literal["newest", "oldest"]
NEWEST: Columns = {
    "article_id": "text", "headline": "text", "kicker": "text", "deck": "text", "publisher": "text",
    "section": "text", "authors": "list", "tags": "list", "day": "date", "published_at": "time",
    "published_as": "text", "zone_name": "text", "zone_assumed": "flag", "read_minutes": "number",
    "words": "count", "has_audio": "flag", "form": "text", "revisions": "count", "caption": "text",
    "credit": "text", "first_sentence": "text",
}  # fmt: skip
OPENING = ", ".join(str(ZONES.index(zone)) for zone in ("body", "quote", "ticker"))  # where a text can begin


def totals(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return one row: what the selection holds.

    stories counts briefs too. actors are those the filter counts. undated are the stories that lack a date
    and fit all else of the filter: with a filter by date they are left out of all other numbers. assumed are
    the stories whose time zone was assumed.
    """
    selected = selection(db, criteria)
    sql = f"""
        with sel as (select * from {selected.rows})
        select count(*), count(*) filter (form = 'brief'), count(distinct publisher_id),
            (select count(distinct k) from (select unnest(authors) as k from sel)),
            (select count(distinct k) from (select unnest(tags) as k from sel)),
            (select count(distinct actor_id) from {named(db, criteria)}),
            date '1970-01-01' + min(day), date '1970-01-01' + max(day), count(*) filter (day is null),
            (select count(*) from article_text where zone_assumed and id in (select id from sel))
        from sel"""
    row = list(db.execute(sql, selected.parameters).fetchall()[0])
    if criteria.since or criteria.until:
        row[8] = _undated(db, criteria)
    return frame([row], TOTALS)


def _undated(db: ArchiveReader, criteria: Filter) -> int:
    where = compile(replace(criteria, since=None, until=None), db, besides="day is null")
    sql = f"select count(*) from article where {where.condition}"
    return int(db.execute(sql, where.parameters).fetchall()[0][0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the front page shows of a selection; frames have the columns of `stories.newest`."""

    day: date | None  # the newest day with a story: "today" where nothing is newer
    today: int  # stories and briefs of that day
    usual: float | None  # mean of the days before, up to four weeks; None where there are none
    earlier_days: int
    lead: pd.DataFrame  # one story, or none
    coverage: pd.DataFrame  # other stories of the lead's coverage
    newest: pd.DataFrame  # without these


def desk(db: ArchiveReader, criteria: Filter, *, limit: int = 20) -> Desk:
    """Return the front page of a selection.

    The lead is a story of the newest day that has one: first one with a deck and a picture with a caption,
    then the one with which most stories of these days share two actors, then the longest.
    """
    day = last_day(db, criteria)
    today, usual, earlier_days = _compared(db, criteria, day) if day else (0, None, 0)
    lead = _lead(db, criteria)
    coverage = _coverage(db, criteria, lead) if lead is not None else []
    listed = newest(db, criteria, limit=limit + 1 + len(coverage))
    first, beside = rows_of(db, [] if lead is None else [lead]), rows_of(db, coverage)
    above = {*first["article_id"], *beside["article_id"]}
    rest = listed[~listed["article_id"].isin(above)].head(limit).reset_index(drop=True)
    return Desk(
        day=day, today=today, usual=usual, earlier_days=earlier_days, lead=first, coverage=beside, newest=rest
    )


def _compared(db: ArchiveReader, criteria: Filter, day: date) -> tuple[int, float | None, int]:
    selected = selection(db, criteria)
    number = (day - EPOCH).days
    sql = f"""
        select count(*) filter (day = $day), count(*) filter (day < $day), min(day)
        from {selected.rows} where day between $day - {DAYS_BEFORE} and $day"""
    today, before, first = db.execute(sql, {**selected.parameters, "day": number}).fetchall()[0]
    days = number - first
    return today, before / days if days else None, days


def _lead(db: ArchiveReader, criteria: Filter) -> int | None:
    selected, table = selection(db, criteria), named(db, criteria)
    sql = f"""
        with story as (select * from {selected.rows} where form <> 'brief' and day is not null),
        last as (select max(day) as day from story),
        near as (select id, story.day from story, last where story.day >= last.day - {NEAR}),
        candidate as materialized (
            select story.* from story join last using (day) order by published_at desc limit {CANDIDATES}),
        shared as (
            select a.id, b.id as other from {table} a join {table} b using (actor_id)
            where a.id in (select id from candidate) and b.id in (select id from near) and a.id <> b.id
            group by 1, 2 having count(distinct actor_id) >= {SHARED}),
        covered as (select id, count(*) as others from shared group by 1)
        select id from candidate join article_text using (id) left join covered using (id)
        order by (deck is not null)::int + (id in (select id from image where caption is not null))::int desc,
            coalesce(others, 0) desc, words desc, published_at desc, id limit 1"""
    rows = db.execute(sql, selected.parameters).fetchall()
    return rows[0][0] if rows else None


def _coverage(db: ArchiveReader, criteria: Filter, lead: int, limit: int = 3) -> list[Any]:
    """Return the stories that share most actors with the lead, of its days."""
    selected = selection(db, criteria)
    sql = f"""
        with near as (
            select id, published_at from {selected.rows} where form <> 'brief' and id <> $lead
            and day >= (select day - {NEAR} from article where id = $lead))
        select b.id from {named(db, criteria)} a join {named(db, criteria)} b using (actor_id)
        join near on near.id = b.id where a.id = $lead
        group by 1 having count(distinct actor_id) >= {SHARED}
        order by count(distinct actor_id) desc, max(near.published_at) desc, 1 limit $limit"""
    parameters = {**selected.parameters, "lead": lead, "limit": limit}
    return [row[0] for row in db.execute(sql, parameters).fetchall()]


def newest(
    db: ArchiveReader, criteria: Filter, *, limit: int = 50, offset: int = 0, order: Order = "newest"
) -> pd.DataFrame:
    """Return the selected stories and briefs in order of time; undated ones stand last."""
    selected = selection(db, criteria)
    direction = "desc" if order == "newest" else "asc"
    sql = f"""
        select id from {selected.rows}
        order by published_at {direction} nulls last, id {direction} limit $limit offset $offset"""
    found = db.execute(sql, {**selected.parameters, "limit": limit, "offset": offset}).fetchall()
    return rows_of(db, [row[0] for row in found])


def rows_of(db: ArchiveReader, rows: Sequence[int]) -> pd.DataFrame:
    """Return the list's frame for rows of `article`, in the order given."""
    sql = """
        select id, article, headline, kicker, deck, coalesce(p.name, ''), s.name, authors, tags,
            date '1970-01-01' + day, published_at, published_as, zone_name, coalesce(zone_assumed, false),
            read_minutes, words, has_audio, form
        from article join article_text using (id) left join publisher p using (publisher_id)
        left join section s using (section_id) where id in (select unnest($rows::integer[]))"""
    found = {row[0]: row for row in db.execute(sql, {"rows": list(rows)}).fetchall()}
    author = names(db, "author", {each for row in found.values() for each in row[7] or ()})
    tag = names(db, "tag", {each for row in found.values() for each in row[8] or ()})
    beside = _beside(db, rows)
    listed = [
        (
            *found[row][1:7],
            [author[each] for each in found[row][7] or ()],
            [tag[each] for each in found[row][8] or ()],
            *found[row][9:],
            *beside.get(row, (1, None, None, None)),
        )
        for row in rows
    ]
    return frame(listed, NEWEST)


def _beside(db: ArchiveReader, rows: Sequence[int]) -> Mapping[int, tuple[Any, ...]]:
    """Return each row's number of revisions, caption and credit of its picture, and first sentence."""
    sql = f"""
        with chosen as (select id, article from article where id in (select unnest($rows::integer[]))),
        picture as (
            select id, arg_min(caption, (not lead, position)) as caption,
                arg_min(credit, (not lead, position)) as credit
            from image where id in (select id from chosen) and caption is not null group by id),
        opening as (
            select id, arg_min(text, block) as text from article_block
            where id in (select id from chosen) and zone in ({OPENING}) and level = 0 group by id),
        version as (
            select article, count(*) as n from article
            where article in (select article from chosen) group by 1)
        select id, n, caption, credit, text
        from chosen join version using (article) left join picture using (id) left join opening using (id)"""
    answer = db.execute(sql, {"rows": list(rows)}).fetchall()
    return {row[0]: (*row[1:4], _first_sentence(row[4])) for row in answer}


def _first_sentence(text: str | None) -> str | None:
    bounds = sentences(text) if text else []
    return text[bounds[0][0] : bounds[0][1]] if text and bounds else None
