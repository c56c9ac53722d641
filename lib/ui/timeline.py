"""The Timeline page: stories over time, with a selection of days and a list of bursts."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Literal, NamedTuple, get_args

import pandas as pd

from lib.charts.spans import coarsest, moment
from lib.model.filter import Filter
from lib.model.periods import TimeUnit
from lib.model.wording import against
from lib.query import coverage, stories
from lib.ui.cache import archive_zone, ask
from lib.ui.chart import chart
from lib.ui.component import draw, say
from lib.ui.event_folds import folds
from lib.ui.muted import without_muted
from lib.ui.options import Option, choices
from lib.ui.render import Link
from lib.ui.view import View, go_to, in_days
from lib.ui.wording import Row, days, headline_of, records, story_count


class Bar(NamedTuple):
    """A unit of time as a bar: half its width, its period in pandas, the most days that it can show well."""

    half: float  # days
    period: str
    widest: float  # days


BARS: Mapping[str, Bar] = {
    "hour": Bar(1 / 48, "D", 3), "day": Bar(0.5, "D", 120), "week": Bar(3.5, "W", 900),
    "month": Bar(15, "M", 6_000), "year": Bar(183, "Y", math.inf),
}  # fmt: skip
NAMED, READ = 3, 12  # headlines beside a time that stood out, of stories that are looked at for them

BY: Option[coverage.By | Literal["auto"]] = Option("by", "Split by", {
    "auto": "automatic", **{by: one for by, (one, _) in coverage.NOUNS.items()}, "none": "nothing",
})  # fmt: skip
LAYOUT: Option[coverage.Layout] = Option(
    "layout", "Drawn", {"stacked": "in one chart", "apart": "one below another"}
)
UNIT: Option[TimeUnit | Literal["auto"]] = Option("unit", "Each bar", {
    "auto": "automatic", "hour": "an hour", "day": "a day", "week": "a week", "month": "a month",
    "year": "a year",
})  # fmt: skip


def show(view: View) -> None:
    """Show the stories over time and their bursts; dragging across days narrows the selection to them."""
    choices(view, BY, folded=(LAYOUT, UNIT))
    by, layout, why = BY.chosen(view), LAYOUT.chosen(view), ""
    if by == "auto" or layout == "stacked":  # what stands apart need not fill the columns
        by, why = ask(coverage.fitting, view.criteria, by=by)
    if why:
        say("stacked-why", why)
    unit = _drawn_unit(view, UNIT.chosen(view))
    key = f"timeline-{view.criteria.since}-{view.criteria.until}-{by}-{unit}-{layout}"
    pick = partial(brush_days, view=view, unit=unit)
    chart("timeline", view, key, select="box", on_pick=pick, by=by, unit=unit, layout=layout)
    if bursts := [burst(row, view, unit) for row in records(ask(coverage.bursts, view.criteria, unit=unit))]:
        draw("page/bursts.html", "bursts", bursts=bursts)


def _drawn_unit(view: View, asked: TimeUnit | Literal["auto"]) -> TimeUnit:
    """Return the unit of the bars; show a note if bars of the `asked` unit would be too many to draw."""
    if asked == "auto":
        return automatic_unit(view.criteria)
    totals = ask(stories.totals, view.criteria).iloc[0]
    unit = drawable(totals["first_day"], totals["last_day"], asked)
    if unit != asked:
        say("unit-why", f"Each bar is a {unit}: {asked}s would be too many to draw.")
    return unit


def automatic_unit(criteria: Filter) -> TimeUnit:
    """Return the unit that fits the days of the stories; hours only if most of them have a time."""
    totals = ask(stories.totals, criteria).iloc[0]
    unit = fitting(totals["first_day"], totals["last_day"])
    if unit == "hour":  # bars of hours leave stories without a time out
        dated = totals["stories"] - totals["undated"]
        return "day" if 2 * ask(coverage.stories_without_time, criteria) > dated else unit
    return unit


@dataclass(frozen=True, slots=True)
class Burst:
    """A burst: its days as a link, how far it is above the usual in words, links to some of its stories."""

    days: Link
    words: str
    stories: tuple[Link, ...]


def burst(row: Row, view: View, unit: TimeUnit) -> Burst:
    """Return a row of `coverage.bursts` as a Burst, with up to three of its stories that name most actors."""
    span = in_days(view.criteria, row["first_day"], row["last_day"])
    whole = unit in ("month", "year") and (span.since, span.until) == (row["first_day"], row["last_day"])
    said = moment(pd.Timestamp(row["first_day"]), unit) if whole else days(span.since, span.until)
    named = ask(stories.newest, without_muted(span), limit=READ, order="named")
    called = {str(each["article_id"]): headline_of(each) for each in records(named)}
    # Not one event of several papers again and again.
    events = islice(folds(named, view, archive_zone()), NAMED)
    return Burst(
        Link(view.narrowed(span), said),
        f"{story_count(row['stories'])}, {against(row['stories'], row['usual'], unit)}",
        tuple(Link(view.to("read", article=each.article), called[each.article]) for each in events),
    )


def fitting(first: Any, last: Any) -> TimeUnit:
    """Return the finest unit whose columns are distinct from `first` to `last`; "day" without days."""
    if pd.isna(first) or pd.isna(last):
        return "day"
    span = (pd.Timestamp(last) - pd.Timestamp(first)).days + 1
    units: tuple[TimeUnit, ...] = get_args(TimeUnit)  # the finest first
    return next(unit for unit in units if span <= BARS[unit].widest)


def drawable(first: Any, last: Any, unit: TimeUnit) -> TimeUnit:
    """Return the unit, or the next wider one that gives few enough columns from `first` to `last`."""
    if pd.isna(first) or pd.isna(last):
        return unit
    ends = pd.DatetimeIndex([first, pd.Timestamp(last) + pd.Timedelta(hours=23)])
    return coarsest(pd.DataFrame({"stories": 0}, index=ends), unit)[1]


def brush_days(found: dict[str, Any], view: View, unit: str) -> None:
    """Go to the view of the days that the reader selected by dragging in a chart; stay if there are none."""
    if not found["box"]:
        return
    ends = sorted(pd.Timestamp(str(x)) for x in found["box"][0]["x"])
    since, until = days_of(ends[0], unit)[0], days_of(ends[1], unit)[1]
    go_to(view.selecting(in_days(view.criteria, since, until)))


def days_of(edge: pd.Timestamp, unit: str) -> tuple[date, date]:
    """Return the first and last day of the column nearest to the edge of a dragged selection."""
    bar = BARS[unit]
    days = (edge + pd.Timedelta(days=bar.half)).to_period(bar.period)
    return days.start_time.date(), days.end_time.date()
