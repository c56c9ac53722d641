"""The Timeline page: stories over time, with a selection of days and a list of bursts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Literal

import pandas as pd

from lib.charts.spans import coarsest, moment
from lib.model.periods import TimeUnit
from lib.model.wording import count
from lib.query import coverage, stories
from lib.ui.cache import archive_zone, ask
from lib.ui.chart import chart
from lib.ui.component import draw, say
from lib.ui.event_folds import folded
from lib.ui.render import Link
from lib.ui.view import View, go_to, in_days
from lib.ui.wording import Row, days, headline_of, records, story_count

# The widest span in days that a unit still draws well.
UNITS: tuple[tuple[int, TimeUnit], ...] = ((3, "hour"), (120, "day"), (900, "week"), (6_000, "month"))

# Half of a bar in days, and the period of pandas whose days it has.
PERIODS = {
    "hour": (1 / 48, "D"), "day": (0.5, "D"), "week": (3.5, "W"), "month": (15, "M"), "year": (183, "Y"),
}  # fmt: skip
NAMED, READ = 3, 12  # headlines beside a time that stood out, of stories that are looked at for them

LAYOUTS: Mapping[coverage.Layout, str] = {"stacked": "in one chart", "apart": "one below another"}
Bar = TimeUnit | Literal["auto"]
BARS: Mapping[Bar, str] = {
    "auto": "automatic", "hour": "an hour", "day": "a day", "week": "a week", "month": "a month",
    "year": "a year",
}  # fmt: skip
Stack = coverage.By | Literal["auto"]
STACKS: Mapping[Stack, str] = {
    "auto": "automatic", **{by: one for by, (one, _) in coverage.NOUNS.items()}, "none": "nothing",
}  # fmt: skip


def show(view: View, *, by: Stack, unit: Bar, layout: coverage.Layout) -> None:
    """Show the stories over time and their bursts; dragging across days narrows the selection to them."""
    if by == "auto" or layout == "stacked":  # what stands apart need not fill the columns
        by, why = ask(coverage.fitting, view.criteria, by=by)
    else:
        why = ""
    if why:
        say("stacked-why", why)
    totals = ask(stories.totals, view.criteria).iloc[0]
    first, last = totals["first_day"], totals["last_day"]
    asked, unit = unit, drawable(first, last, fitting(first, last) if unit == "auto" else unit)
    if (asked, unit) == ("auto", "hour"):  # which leave those out that have none
        timeless = ask(coverage.stories_without_time, view.criteria)
        unit = "day" if 2 * timeless > totals["stories"] else unit
    if asked not in ("auto", unit):
        words = f"Each bar is a {unit}: {asked}s would be too many to draw."
        say("unit-why", words)
    key = f"timeline-{view.criteria.since}-{view.criteria.until}-{by}-{unit}-{layout}"
    pick = partial(brush_days, view=view, unit=unit)
    chart("timeline", view, key, select="box", on_pick=pick, by=by, unit=unit, layout=layout)
    if bursts := [burst(row, view, unit) for row in records(ask(coverage.bursts, view.criteria, unit=unit))]:
        draw("page/bursts.html", "bursts", bursts=bursts)


@dataclass(frozen=True, slots=True)
class Burst:
    """A burst: its days as a link, how far it is above the usual in words, links to some of its stories."""

    days: Link
    words: str
    stories: tuple[Link, ...]


def burst(row: Row, view: View, unit: TimeUnit) -> Burst:
    """Return a burst with a sentence and links to up to three of its stories that name most actors."""
    span = in_days(view.criteria, row["first_day"], row["last_day"])
    whole = unit in ("month", "year") and (span.since, span.until) == (row["first_day"], row["last_day"])
    said = moment(pd.Timestamp(row["first_day"]), unit) if whole else days(span.since, span.until)
    named = ask(stories.newest, span, limit=READ, order="named")
    called = {str(each["article_id"]): headline_of(each) for each in records(named)}
    # Not one event of several papers again and again.
    events = islice(folded(named, view, archive_zone()), NAMED)
    return Burst(
        Link(view.narrowed(span), said),
        f"{story_count(row['stories'])}, {against(row['stories'], row['usual'], unit)}",
        tuple(Link(view.to("read", article=each.article), called[each.article]) for each in events),
    )


def against(stories: int, usual: float, unit: str) -> str:
    """Return a number against the usual: "2.0 times the usual 3.5 a day", "usually one in 4 days"."""
    usual = round(usual, 1) if usual >= 1 else usual
    if usual >= 1:
        return f"{stories / usual:.1f} times the usual {usual:.1f} a {unit}"
    if not usual:
        return f"usually none a {unit}"
    every = round(1 / usual)
    return f"usually one in {count(every, unit)}" if every > 1 else f"usually one a {unit}"


def fitting(first: Any, last: Any) -> TimeUnit:
    """Return the finest unit of time whose columns between two days can be told apart; "day" for none."""
    if pd.isna(first) or pd.isna(last):
        return "day"
    span = (pd.Timestamp(last) - pd.Timestamp(first)).days + 1
    return next((unit for most, unit in UNITS if span <= most), "year")


def drawable(first: Any, last: Any, unit: TimeUnit) -> TimeUnit:
    """Return the unit, or the next wider one that gives few enough columns between two days."""
    if pd.isna(first) or pd.isna(last):
        return unit
    ends = pd.DatetimeIndex([first, pd.Timestamp(last) + pd.Timedelta(hours=23)])
    return coarsest(pd.DataFrame({"stories": 0}, index=ends), unit)[1]


def brush_days(found: dict[str, Any], view: View, unit: str) -> None:
    """Narrow the page to the days selected by dragging."""
    if not found["box"]:
        return
    ends = sorted(pd.Timestamp(str(x)) for x in found["box"][0]["x"])
    since, until = days_of(ends[0], unit)[0], days_of(ends[1], unit)[1]
    go_to(view.selecting(in_days(view.criteria, since, until)))


def days_of(edge: pd.Timestamp, unit: str) -> tuple[date, date]:
    """Return the first and last day of the column nearest to the edge of a dragged selection."""
    half, period = PERIODS[unit]
    bar = (edge + pd.Timedelta(days=half)).to_period(period)
    return bar.start_time.date(), bar.end_time.date()
