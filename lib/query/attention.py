"""The share of stories that name an actor, or two together, over time."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

import pandas as pd

from lib.model.errors import QueryError
from lib.model.filter import Choice, Filter
from lib.model.wording import listed
from lib.query import actors, workbench
from lib.query.coverage import STEPS, UNITS
from lib.query.filter.compile import fields_of
from lib.query.filter.conditions import members
from lib.query.filter.names import ids, keys, matches, printed
from lib.query.filter.selection import asked_for, selection
from lib.query.filter.syntax import parse
from lib.query.frames import Columns, frame
from lib.query.pairs import PairRequest, Unit
from lib.query.relations import Relations
from lib.query.workbench import Frames, on_mentions, on_stories, where
from lib.stats.trend import bursts, rates
from lib.store.archive import ArchiveReader
from lib.store.literals import literals

Period = Literal["day", "week", "month", "year"]
By = Literal["auto", "day", "week", "month", "year"]
Among = Literal["selection", "all"]
COUNTED: Columns = {
    "series": "text", "actor_id": "text", "other_id": "text", "day": "moment", "count": "count",
    "of": "count",
}  # fmt: skip
COLUMNS: Columns = {**COUNTED, "share": "share", "low": "share", "high": "share", "burst": "flag"}
WIDER: dict[str, Period] = {"day": "week", "week": "month", "month": "year"}
MOST_PERIODS = 200  # more would be columns too thin to see or to click
WITH = " with "
_SOUGHT = re.compile(r"\b(?:actor|with):", re.IGNORECASE)  # a search that asks for actors


def shares(
    db: ArchiveReader,
    criteria: Filter,
    *,
    actor: str = "",
    other: str = "",
    unit: Unit = "sentence",
    by: By = "auto",
    top: int = 6,
    among: Among = "selection",
) -> pd.DataFrame:
    """Return the share of each period's stories that name the actor; with `other`, that name both together.

    Without `actor` the `top` most named actors, the most named first. Every period between the first and the
    last selected story has a row: count of `of` stories, share (NaN where there are no stories) with its 95 %
    interval low to high (lib.stats.trend), and whether it belongs to a burst. `of` are the stories of the
    selection, or with `among` "all" those it would have without its actors. Periods become longer if there
    would be too many to draw. `attrs` gives the period (by), the time zone and the number of undated stories,
    which are in no period.
    """
    length, totals, periods = _periods(db, criteria if among == "selection" else without_actors(criteria), by)
    chosen, few = _chosen(db, criteria, actor, other, top) if periods else ([], "")
    series = [_series(db, criteria, pair, length, unit, totals, periods) for pair in chosen]
    answer = pd.concat(series, ignore_index=True) if series else _weighed(frame([], COUNTED))
    wide = "" if by in ("auto", length) else f"A column is a {length}: {by}s would be too many to draw."
    zone = db.setting("desk_zone")
    note = " ".join(filter(None, (_certain(db, answer, criteria), few, wide)))
    answer.attrs = {
        "by": length, "unit": unit, "zone": zone, "undated": Relations(db, criteria).undated, "note": note,
        "among": among,
    }  # fmt: skip
    return answer


def without_actors(criteria: Filter) -> Filter:
    """Return the filter without conditions on actors, and without its search if that asks for actors."""
    text = "" if _SOUGHT.search(criteria.text) else criteria.text
    return replace(criteria, actors=Choice(), text=text)


def _certain(db: ArchiveReader, answer: pd.DataFrame, criteria: Filter) -> str:
    """Return a sentence on actors that are in every story because the filter asks for them; "" for none."""
    sums = answer.groupby(["series", "actor_id", "other_id"], sort=False)[["count", "of"]].sum()
    every = sums.index[sums["count"] == sums["of"]].tolist()
    asked = _asked(db, criteria) if every else set()
    sure = [str(name) for name, *actors in every if {*filter(None, actors)} <= asked]
    if not sure:
        return ""
    return f"Each story here names {listed(sure)}, as the filter asks: a share of 100 % is no finding."


def _asked(db: ArchiveReader, criteria: Filter) -> set[str]:
    """Return the keys of the actors that the filter asks for, in its conditions or its search."""
    numbers = {*ids(db, "actor", (*criteria.actors.any, *criteria.actors.all))}
    node = parse(criteria.text).node
    sought = [each for each in fields_of(node) if each.name in ("actor", "with")] if node else []
    if values := [value for each in sought for value in each.values]:
        numbers.update(number for found in matches(db, "actor", values) for number, _ in found)
    sql = f"select key from actor where actor_id in ({members(numbers) or 'null'})"
    return {key for (key,) in db.execute(sql).fetchall()}


Named = tuple[str, str]  # key and name


def _chosen(
    db: ArchiveReader, criteria: Filter, actor: str, other: str, top: int
) -> tuple[list[tuple[Named, ...]], str]:
    """Return the actors asked for, as (key, name), or the most named ones, and a sentence on that or ""."""
    if not actor:
        most = actors.counts(db, criteria, limit=top)
        few = f"The {len(most)} most named of {most.attrs['of']:,} actors."
        chosen: list[tuple[Named, ...]] = [
            ((key, name),) for key, name in zip(most["actor_id"], most["actor"], strict=True)
        ]
        return chosen, few if len(most) < most.attrs["of"] else ""
    found = [keys(db, each)[:1] for each in (actor, other) if each]
    if not all(found):
        return [], ""
    return [tuple((key, printed(db, key)) for (key,) in found)], ""


def _series(
    db: ArchiveReader, criteria: Filter, pair: Sequence[Named], by: Period, unit: Unit,
    totals: dict[datetime, int], periods: Sequence[datetime],
) -> pd.DataFrame:  # fmt: skip
    counts = _by_period(db, criteria, by, _naming(db, criteria, [key for key, _ in pair], unit))
    label = WITH.join(name for _, name in pair)
    other = pair[1][0] if len(pair) > 1 else ""
    rows = [(label, pair[0][0], other, day, counts.get(day, 0), totals.get(day, 0)) for day in periods]
    return _weighed(frame(rows, COUNTED))


def _weighed(counted: pd.DataFrame) -> pd.DataFrame:
    return bursts(rates(counted))


def _naming(db: ArchiveReader, criteria: Filter, named: Sequence[str], unit: Unit) -> str:
    """Return SQL to end a WHERE clause: "and" the story names the actor, or both in one place of the unit."""
    asked = PairRequest(criteria=asked_for(criteria, named), unit=unit)
    relations = Relations(db, asked.criteria)
    first, *rest = [ids(db, "actor", [key])[0] for key in named]
    if not rest:
        return f"and id in (select id from {relations.names_of([first])})"
    table = relations.unlisted(asked)
    place = "" if unit == "article" else "and a.chunk = b.chunk and (a.mask & b.mask) <> 0"
    return f"""and id in (
        select a.id from {table} a join {table} b on a.id = b.id {place}
        where a.actor_id = {first} and b.actor_id = {rest[0]})"""


def _by_period(db: ArchiveReader, criteria: Filter, by: Period, condition: str) -> dict[datetime, int]:
    sql = f"""
        select {UNITS[by]} as period, count(*) from {selection(db, criteria).rows}
        where day is not null {condition} group by 1 order by 1"""
    return dict(db.execute(sql).fetchall())


def _periods(
    db: ArchiveReader, criteria: Filter, by: By
) -> tuple[Period, dict[datetime, int], list[datetime]]:
    """Return the length of periods, the number of stories by period, and all periods from first to last.

    By default periods are days for up to three weeks, months from three years on; longer if there would be
    too many to draw.
    """
    sql = f"select max(day) - min(day) + 1 from {selection(db, criteria).rows}"
    days = db.execute(sql).fetchall()[0][0] or 1
    fitting: Period = "day" if days <= 21 else "week" if days <= 1100 else "month"
    length = fitting if by == "auto" else by
    while True:
        totals = _by_period(db, criteria, length, "")
        ends = (min(totals), max(totals)) if totals else ()
        periods = pd.date_range(*ends, freq=STEPS[length]).to_pydatetime().tolist() if ends else []
        if len(periods) <= MOST_PERIODS or length not in WIDER:
            return length, totals, periods
        length = WIDER[length]


def shares_sql(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return SQL for the periods of each drawn actor, without intervals; raises QueryError for a pair."""
    frame = frames["frame"]
    if (frame["other_id"] != "").any():
        raise QueryError("pair", "There is no SQL for two actors together over time; follow one of them.")
    by, series = frame.attrs["by"], dict(zip(frame["actor_id"], frame["series"], strict=True))
    rows = where(["day is not null", *on_stories(db, criteria)])
    among, base = "selected", ""
    if frame.attrs["among"] == "all":
        all_of = where(["day is not null", *on_stories(db, without_actors(criteria))])
        unit = workbench.UNITS[by]
        among, base = "base", f"\nbase as (select article_id, {unit} as day from stories{all_of}),"
    followed = ", ".join(f"({literals(each)})" for each in series.items()) or "(null, null)"
    naming = " and ".join([*on_mentions(asked_for(criteria, series)), "true"])
    return f"""with selected as (select article_id, {workbench.UNITS[by]} as day from stories{rows}),{base}
period as (select unnest(range(min(day), max(day) + interval 1 {by}, interval 1 {by})) as day from {among}),
named as (
    select distinct m.actor_id, s.article_id, s.day
    from (select * from mentions where {naming}) m join selected s using (article_id))
select series, actor_id, period.day,
    (select count(*) from named n where n.actor_id = a.actor_id and n.day = period.day) as count,
    (select count(*) from {among} s where s.day = period.day) as of
from (values {followed}) a(actor_id, series), period
where actor_id is not null
order by series, day"""
