"""Stories over time: how many in each hour, day, week, month or year."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd

from lib.model import wording
from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.languages import language
from lib.model.periods import PANDAS_STEPS, TimeUnit
from lib.query import workbench
from lib.query.filter.names import Named, name_column, names
from lib.query.filter.selection import Selection, selection
from lib.query.frames import PRECISION, Columns, frame
from lib.query.publishers import display_names, publisher_names
from lib.query.story_sums import StorySums
from lib.query.workbench import Frames, story_conditions, where
from lib.store.archive import ArchiveReader
from lib.store.literals import literal, literals
from lib.store.statements import column, value
from lib.store.summaries import LARGEST, LISTED, TOP, first_of

By = Literal["none", "tag", "author", "publisher", "section", "language"]
Layout = Literal["stacked", "apart"]
COLUMNS: Columns = {"day": "moment", "series": "text", "stories": "count"}
ALL, OTHERS, CALLED_OTHERS = "Stories", "Others", "“Others”"  # a section of that name is not the rest
NOTES: Mapping[By, str] = {
    "tag": "A story with several of the tags stands under the one that its publisher names first.",
    "author": "A story by several of the authors stands under the one whose name is printed first.",
}
APART: Mapping[By, str] = {
    "tag": "A story with several of the tags is counted for each.",
    "author": "A story by several of the authors is counted for each.",
}
NOUNS: Mapping[By, tuple[str, str]] = {
    "tag": ("tag", "tags"), "publisher": ("publisher", "publishers"), "section": ("section", "sections"),
    "language": ("language", "languages"), "author": ("author", "authors"),
}  # fmt: skip
BURSTS: Columns = {"first_day": "date", "last_day": "date", "stories": "count", "usual": "share"}
UNITS_BEFORE = 8  # whose mean is a unit's usual number
MIN_BURST_STORIES = 5
MIN_DEVIATIONS = 3.0  # of a burst above its usual, for a Poisson number: chance brings one in 700 periods
MIN_STACKED_PART = 1 / 3  # of the stories, which the LARGEST names must hold for a stack to mean anything
DAY = "date '1970-01-01' + day"
HAS_TIME = f"{PRECISION} <> 'day'"  # of rows with the provenance of article_text
UNITS: Mapping[TimeUnit, str] = {
    "hour": "time_bucket(interval '15 minutes', published_at)",  # zones differ by quarters of an hour
    "day": f"({DAY})::timestamp",
    "week": f"date_trunc('week', {DAY})::timestamp",
    "month": f"date_trunc('month', {DAY})::timestamp",
    "year": f"date_trunc('year', {DAY})::timestamp",
}


def over_time(
    db: ArchiveReader,
    criteria: Filter,
    *,
    by: By = "none",
    unit: TimeUnit = "day",
    top: int = TOP,
    layout: Layout = "stacked",
) -> pd.DataFrame:
    """Return the number of stories in each unit of time, divided among the `top` names and all others.

    A story is counted once, under the first of the top names that it has, so that a column's height is its
    number of stories and the series add up to what a list of the selection shows. With `layout="apart"` it is
    counted for each of the top names that it has, and the others are left out.

    Units are in the archive's timezone, weeks begin on Monday, units without a story have no row. `attrs`
    gives the unit, the zone, the number of stories without a date (undated) or with a day but no hour
    (without_time), and a note.
    """
    sums = StorySums(db, criteria)
    series = _largest(db, criteria, by, top) if by != "none" else {}
    layout = layout if series else "stacked"
    if unit == "hour" or layout == "apart":
        counted = _counts(db, sums.stories, by, unit, list(series), apart=layout == "apart")
    else:
        table, key = sums.days, "-1"
        if by != "none":
            table, key = sums.days_by(by, list(series)), "number"
        counted = db.frame(f"""
            select {UNITS[unit]} as unit, {key} as key, sum(stories)::bigint as stories from {table}
            group by 1, 2""")
    answer = _frame(db, counted, {**series, -1: OTHERS if series else ALL}, unit)
    note = NOTES.get(by, "")
    if layout == "apart" and by != "none":
        names_in_all = sums.count(sums.links(by))
        cut = len(series) < names_in_all
        shown = f"The {len(series)} largest of {names_in_all:,} {NOUNS[by][1]}. " if cut else ""
        note = shown + APART.get(by, "")
    answer.attrs = {
        "unit": unit,
        "by": by,
        "zone": db.setting("desk_zone"),
        "undated": sums.undated,
        "without_time": stories_without_time(db, criteria) if unit == "hour" else 0,
        "layout": layout,
        "note": note,
    }
    return answer


def stories_without_time(db: ArchiveReader, criteria: Filter) -> int:
    """Return how many dated stories have no time of day, as their pages give only the day."""
    sql = f"""
        select count(*) from {selection(db, criteria).rows} s join article_text using (id)
        where day is not null and not {HAS_TIME}"""
    return int(value(db, sql))


def bursts(db: ArchiveReader, criteria: Filter, *, unit: TimeUnit = "day", limit: int = 3) -> pd.DataFrame:
    """Return up to `limit` units of time with clearly more stories than usual, clearest first; none by hour.

    usual is the mean of the UNITS_BEFORE units before. A burst has at least MIN_BURST_STORIES, and
    MIN_DEVIATIONS standard deviations more than usual.
    """
    counted = over_time(db, criteria, unit=unit)
    if unit == "hour" or len(counted) < 2:
        return frame([], BURSTS)
    by_unit = counted.set_index("day")["stories"]
    step = pd.tseries.frequencies.to_offset(PANDAS_STEPS[unit])
    every = by_unit.reindex(pd.date_range(by_unit.index[0], by_unit.index[-1], freq=step), fill_value=0)
    usual = every.rolling(UNITS_BEFORE, min_periods=3).mean().shift(1)
    clear = ((every - usual) / usual.clip(lower=1) ** 0.5)[every >= MIN_BURST_STORIES]
    first = clear[clear >= MIN_DEVIATIONS].sort_values(ascending=False, kind="stable").index[:limit]
    ends = [(day + step - timedelta(days=1)).date() for day in first]
    rows = zip(first, ends, every[first], usual[first], strict=True)
    return frame([(day.date(), end, int(stories), float(mean)) for day, end, stories, mean in rows], BURSTS)


def fitting(db: ArchiveReader, criteria: Filter, *, by: By | Literal["auto"] = "auto") -> tuple[By, str]:
    """Return the field to stack by, and a sentence on fields that were tried and do not fit, or "".

    A field fits if its LARGEST names have a MIN_STACKED_PART of the stories. Tried are `by`, then the fields
    of NOUNS in turn; the result is "none" if no field fits or `by` is "none".
    """
    if by == "none":
        return by, ""
    sums, shares = StorySums(db, criteria), dict[By, float]()
    chosen: By = "none"
    for field in dict.fromkeys((*([by] if by != "auto" else ()), *NOUNS)):
        shares[field] = sums.share_of_largest(field)
        if shares[field] >= MIN_STACKED_PART:
            chosen = field
            break
    small = [(NOUNS[field][1], f"{share:.0%}") for field, share in shares.items() if field != chosen]
    if not small:
        return chosen, ""
    (first, part), *more = small
    of_all = f"The top {LARGEST} {first} cover only {part} of the stories"
    reason = wording.listed([of_all, *(f"the top {LARGEST} {noun} {share}" for noun, share in more)])
    so = f"the columns are stacked by {NOUNS[chosen][0]}" if chosen != "none" else "nothing is stacked"
    return chosen, f"{reason}, so {so}."


def _largest(db: ArchiveReader, criteria: Filter, by: Named, top: int) -> dict[int, str]:
    """Return the `top` names with most stories as {id: label of the legend}; languages are in English."""
    table = StorySums(db, criteria).links(by)
    largest = column(db, f"select number from {table} order by stories desc, number limit {top}")
    labels = names(db, by, largest)
    if by == "language":
        labels = {number: language(code) for number, code in labels.items()}
    if by == "publisher":
        printed = display_names(db, [*labels.values()])
        labels = {number: printed[domain] for number, domain in labels.items()}
    return {number: CALLED_OTHERS if labels[number] == OTHERS else labels[number] for number in largest}


def _counts(
    db: ArchiveReader, selected: Selection, by: By, unit: TimeUnit, series: list[int], *, apart: bool
) -> pd.DataFrame:
    """Return a frame (unit, key, stories): the start of a unit, the id of a name, and how many stories.

    A story counts under the first id of `series` that it has, under -1 if it has none; with `apart`, under
    each.
    """
    key = "-1" if by == "none" else first_of(by, series)
    if apart:
        numbers = f"{by}s" if by in LISTED else f"[{by}_id]"
        key = f"unnest(list_filter({numbers}, lambda each: list_contains({series}::integer[], each)))"
    source = selected.articles if by in LISTED else selected.rows
    placed = f"{source} where day is not null"
    if unit == "hour":
        placed = f"{source} s join article_text using (id) where day is not null and {HAS_TIME}"
    sql = f"""
        with counted as (select {UNITS[unit]} as unit, {key} as key from {placed})
        select unit, key, count(*) as stories from counted group by 1, 2"""
    return db.frame(sql)


def _frame(
    db: ArchiveReader, counted: pd.DataFrame, series: Mapping[int, str], unit: TimeUnit
) -> pd.DataFrame:
    """Return the counts in COLUMNS by time; within a unit the largest series comes first, others last."""
    if unit == "hour":
        zone = ZoneInfo(db.setting("desk_zone") or "UTC")
        local = counted["unit"].dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)
        counted = counted.assign(unit=local.dt.floor("h")).groupby(["unit", "key"], as_index=False).sum()
    place = counted["key"].map({key: number for number, key in enumerate(series)})
    counted = counted.assign(place=place).sort_values(["unit", "place"])
    named = [series[key] for key in counted["key"].tolist()]
    return frame(zip(counted["unit"], named, counted["stories"], strict=True), COLUMNS)


def over_time_sql(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return SQL for the rows of `over_time`; raises QueryError for hours if a story has only a day."""
    drawn = frames["frame"]
    unit, by = drawn.attrs["unit"], drawn.attrs["by"]
    if unit == "hour":
        if drawn.attrs["without_time"]:
            raise QueryError(
                unit,
                "The tables do not say of which stories the page gives a day alone, so there is no SQL for "
                "these hours.",
            )
        zone = literal(db.setting("desk_zone") or "UTC")
        moment = f"date_trunc('hour', timezone({zone}, timezone('UTC', published_at)))"
    else:
        moment = workbench.UNITS[unit]
    shown = [each for each in drawn["series"].unique() if each != OTHERS]
    series = _series_of(db, by, shown)
    rows = where(["day is not null", *story_conditions(db, criteria)])
    if drawn.attrs["layout"] == "apart":
        if by in LISTED:
            series = f"unnest(list_filter({_names_of(by, shown)}, lambda each: each in ({literals(shown)})))"
        return f"""select day, series, count(*) as stories
from (select {moment} as day, {series} as series from stories{rows})
where series <> {literal(OTHERS)}
group by all
order by all"""
    return f"""select {moment} as day, {series} as series, count(*) as stories
from stories{rows}
group by all
order by all"""


def _series_of(db: ArchiveReader, by: By, shown: Sequence[str]) -> str:
    """Return the SQL expression for a story's series: one of those shown, else "Others"."""
    if by == "none" or shown == [ALL]:
        return literal(ALL)
    if by in LISTED:
        first = f"list_filter({_names_of(by, shown)}, lambda each: each in ({literals(shown) or 'null'}))[1]"
        return f"coalesce({first}, {literal(OTHERS)})"
    stored = column(db, f"select {name_column(by)} from {by}")
    labels = publisher_names(db) if by == "publisher" else {}
    if by == "language":
        labels = {code: language(code) for code in stored}
    labels[OTHERS] = CALLED_OTHERS
    cases = [
        f"when {literal(name)} then {literal(series)}"
        for series in shown
        for name in ([series] if series in stored else stored)
        if series in (name, labels.get(name))
    ]
    return f"case {by} {' '.join(cases)} else {literal(OTHERS)} end" if cases else literal(OTHERS)


def _names_of(by: By, shown: Sequence[str]) -> str:
    """Return the SQL for a story's list of tags or authors, with a name "Others" as the legend writes it."""
    if CALLED_OTHERS not in shown:
        return f"{by}s"
    return f"list_transform({by}s, lambda each: if(each = {literal(OTHERS)}, {literal(CALLED_OTHERS)}, each))"
