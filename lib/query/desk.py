"""The front page: the lead story, the newest stories, and the newest day against a usual one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import last_day, named, selection
from lib.query.lists import newest, rows_of
from lib.store.archive import ArchiveReader

EARLIER = 28  # days before the newest, of which the mean is taken
NEAR = 2  # days before the newest on which a story still belongs to the same coverage
SHARED = 2  # actors that two stories of one coverage both name
CANDIDATES = 200


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
        from {selected.rows} where day between $day - {EARLIER} and $day"""
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
