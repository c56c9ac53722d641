"""The share of stories that name an actor, or two together, over time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import Literal, NamedTuple

import pandas as pd

from lib.model.errors import QueryError
from lib.model.filter import Choice, Filter
from lib.model.periods import PANDAS_STEPS, WIDER, Period
from lib.model.wording import listed
from lib.query import actors, workbench
from lib.query.coverage import UNITS
from lib.query.filter.names import actor_name, ids, keys, keys_of, matches
from lib.query.filter.selection import asked_for, selection
from lib.query.filter.syntax import parse
from lib.query.filter.tree import Field, leaves
from lib.query.frames import Columns, frame
from lib.query.pairs import PairRequest, Unit
from lib.query.relations import Relations
from lib.query.workbench import Frames, mention_conditions, story_conditions, where
from lib.stats.trend import bursts, rates
from lib.store.archive import ArchiveReader
from lib.store.literals import literals
from lib.store.statements import value

By = Literal["auto", "day", "week", "month", "year"]
Among = Literal["selection", "all"]
COUNTED: Columns = {
    "series": "text", "actor_id": "text", "other_id": "text", "day": "moment", "count": "count",
    "of": "count",
}  # fmt: skip
COLUMNS: Columns = {**COUNTED, "share": "share", "low": "share", "high": "share", "burst": "flag"}
MOST_PERIODS = 200  # more would be columns too thin to see or to click
MOST_DAYS_BY_DAY = 21  # of a selection that is drawn by day: three weeks show the rhythm of a week
MOST_DAYS_BY_WEEK = 1100  # three years, as some 150 weeks; a longer selection is drawn by month
WITH = " with "


def shares(
    db: ArchiveReader,
    criteria: Filter,
    *,
    actor: str = "",
    other: str = "",
    versus: str = "",
    unit: Unit = "sentence",
    by: By = "auto",
    top: int = 6,
    among: Among = "selection",
) -> pd.DataFrame:
    """Return the share of each period's stories that name the actor, or with `other` both actors together.

    With `versus` there are three series: the actor, the one it is set against, and both together. Without
    `actor` the `top` most named actors, the most named first. Every period between the first and the last
    selected story has a row in each series: count of `of` stories, share = count / of (NaN where of is 0)
    with its 95 % interval low to high (lib.stats.trend), and burst, whether it belongs to a burst. With
    `among` "all", of counts the stories that the filter would select without its actors. Periods become
    longer if there would be too many to draw. `attrs` gives the period (by), the timezone and the number of
    undated stories, which are in no period.
    """
    base = criteria if among == "selection" else without_actors(criteria)
    length, totals, periods = _periods(db, base, by)
    series, top_note = _series_asked_for(db, criteria, actor, other, versus, top) if periods else ([], "")
    counted = [] if series else [frame([], COUNTED)]
    for named in series:
        condition = _naming_condition(db, criteria, [each.key for each in named], unit)
        counts = _by_period(db, criteria, length, condition)
        ends = (WITH.join(each.name for each in named), named[0].key, named[1].key if len(named) > 1 else "")
        rows = [(*ends, day, counts.get(day, 0), totals.get(day, 0)) for day in periods]
        counted.append(frame(rows, COUNTED))
    each_rated = [bursts(rates(each)) for each in counted]  # a burst is of one series
    answer = pd.concat(each_rated, ignore_index=True)
    longer = by not in ("auto", length)
    length_note = f"A column is a {length}: {by}s would be too many to draw." if longer else ""
    notes = (_note_on_required_actors(db, answer, criteria), top_note, length_note)
    answer.attrs = {
        "by": length, "unit": unit, "zone": db.setting("desk_zone"),
        "undated": Relations(db, base).undated, "note": " ".join(filter(None, notes)), "among": among,
    }  # fmt: skip
    return answer


def without_actors(criteria: Filter) -> Filter:
    """Return the filter without conditions on actors; a search with actor: or with: is dropped as a whole."""
    search = "" if _searched_actors(criteria) else criteria.text
    return replace(criteria, actors=Choice(), text=search)


def _searched_actors(criteria: Filter) -> list[str]:
    """Return the actors that a search asks for, as actor:"Ada Holm" or with:"Ada Holm", also in negations."""
    node = parse(criteria.text).node
    fields = [each for each in leaves(node) if isinstance(each, Field)] if node else []
    return [value for each in fields if each.name in ("actor", "with") for value in each.values]


def _note_on_required_actors(db: ArchiveReader, answer: pd.DataFrame, criteria: Filter) -> str:
    """Return a sentence on actors that are in every story because the filter asks for them.

    It is "" if the filter asks for no actor of the answer.
    """
    sums = answer.groupby(["series", "actor_id", "other_id"], sort=False)[["count", "of"]].sum()
    in_every_story = sums.index[sums["count"] == sums["of"]].tolist()
    if not in_every_story:
        return ""
    numbers = {*ids(db, "actor", (*criteria.actors.any, *criteria.actors.all))}
    if values := _searched_actors(criteria):
        numbers.update(number for meant in matches(db, "actor", values) for number, _ in meant)
    required = {*keys_of(db, numbers)}
    names = [str(name) for name, *actor_ids in in_every_story if {*filter(None, actor_ids)} <= required]
    if not names:
        return ""
    return f"Each story here names {listed(names)}, as the filter asks: a share of 100% is no finding."


class Named(NamedTuple):
    """An actor of a series: key and present name."""

    key: str
    name: str


def _series_asked_for(
    db: ArchiveReader, criteria: Filter, actor: str, other: str, versus: str, top: int
) -> tuple[list[tuple[Named, ...]], str]:
    """Return the series to draw, each of one actor or of a pair, and a sentence on the choice or "".

    The series are the actor; with `other` the pair; with `versus` each actor and the pair; without an actor
    the `top` most named ones. A name that several actors bear gives a series for each, an unknown name none.
    """
    if actor:
        asked = {name: keys(db, name) for name in (actor, other or versus) if name}
        called = (f"{len(held)} actors are called {name}." for name, held in asked.items() if len(held) > 1)
        bearers: list[tuple[str, ...]] = [*product(*asked.values())]
        if versus:
            bearers = [*((key,) for held in asked.values() for key in held), *bearers]
        return [tuple(Named(key, actor_name(db, key)) for key in each) for each in bearers], " ".join(called)
    most = actors.counts(db, criteria, limit=top)
    series: list[tuple[Named, ...]] = [
        (Named(key, name),) for key, name in zip(most["actor_id"], most["actor"], strict=True)
    ]
    every = most.attrs["of"]
    return series, f"The {len(most)} most named of {every:,} actors." if len(most) < every else ""


def _naming_condition(db: ArchiveReader, criteria: Filter, actor_keys: Sequence[str], unit: Unit) -> str:
    """Return the SQL condition on rows of stories: the story names the actors together in one `unit`.

    A single actor, given by its key, has only to be named.
    """
    request = PairRequest(criteria=asked_for(criteria, actor_keys), unit=unit)
    relations = Relations(db, request.criteria)
    first, *rest = [ids(db, "actor", [key])[0] for key in actor_keys]
    if not rest:
        return f"id in (select id from {relations.names_anywhere([first])})"
    table = relations.unlisted(request, (first, rest[0]))
    together = "" if unit == "article" else "and a.chunk = b.chunk and (a.mask & b.mask) <> 0"
    return f"""id in (
        select a.id from {table} a join {table} b on a.id = b.id {together}
        where a.actor_id = {first} and b.actor_id = {rest[0]})"""


def _by_period(
    db: ArchiveReader, criteria: Filter, length: Period, condition: str = "true"
) -> dict[datetime, int]:
    """Return {start of period: number} of the selected stories that meet an SQL condition."""
    sql = f"""
        select {UNITS[length]} as period, count(*) from {selection(db, criteria).rows}
        where day is not null and {condition} group by 1 order by 1"""
    return dict(db.execute(sql).fetchall())


def _periods(
    db: ArchiveReader, criteria: Filter, by: By
) -> tuple[Period, dict[datetime, int], list[datetime]]:
    """Return the length of periods, the number of stories by start of period, and all starts, first to last.

    For "auto" periods are days for up to three weeks, months from three years on; any length becomes longer
    if there would be too many to draw.
    """
    length: Period = "day" if by == "auto" else by
    if by == "auto":
        sql = f"select max(day) - min(day) + 1 from {selection(db, criteria).rows}"
        days = value(db, sql) or 1  # null where no story has a day
        if days > MOST_DAYS_BY_DAY:
            length = "week" if days <= MOST_DAYS_BY_WEEK else "month"
    while True:
        totals = _by_period(db, criteria, length)
        periods: list[datetime] = []
        if totals:
            step = PANDAS_STEPS[length]
            periods = pd.date_range(min(totals), max(totals), freq=step).to_pydatetime().tolist()
        if len(periods) <= MOST_PERIODS or length not in WIDER:
            return length, totals, periods
        length = WIDER[length]


def shares_sql(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return SQL on the documented views for a drawn actor's stories by period; QueryError for a pair."""
    drawn = frames["frame"]
    if (drawn["other_id"] != "").any():
        raise QueryError("pair", "There is no SQL for two actors together over time; follow one of them.")
    by = drawn.attrs["by"]
    moment = workbench.UNITS[by]
    series = dict(zip(drawn["actor_id"], drawn["series"], strict=True))
    rows = where(["day is not null", *story_conditions(db, criteria)])
    among, base = "selected", ""
    if drawn.attrs["among"] == "all":
        all_of = where(["day is not null", *story_conditions(db, without_actors(criteria))])
        among, base = "base", f"\nbase as (select article_id, {moment} as day from stories{all_of}),"
    followed = ", ".join(f"({literals(each)})" for each in series.items()) or "(null, null)"
    naming = " and ".join([*mention_conditions(asked_for(criteria, series)), "true"])
    return f"""with selected as (select article_id, {moment} as day from stories{rows}),{base}
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
