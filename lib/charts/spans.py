"""Periods of time on a chart's axis: filling empty ones, choosing their length, labelling them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.model.periods import PANDAS_STEPS, WIDER, TimeUnit

Chosen = npt.NDArray[np.bool_]

MOST_COLUMNS = 200  # more are thinner than two pixels on a phone

_MOST_TICKS = 7  # labels side by side on a phone
_MOST_DAYS = 14  # that a phone shows with a number each
_EDGE = 0.055  # of the axis: on a phone, half a label; a quarter reaches over the right end, into the margin
_ALL_INSIDE = 4  # periods: of so few the first and last are further from the ends than half a label

_HOURS: Mapping[TimeUnit, int] = {
    "hour": 1, "day": 24, "week": 7 * 24, "month": 365 * 24 // 12, "year": 365 * 24,
}  # fmt: skip


def coarsest(counts: pd.DataFrame, unit: TimeUnit) -> tuple[pd.DataFrame, TimeUnit]:
    """Return the counts with a row for every period of a unit, and the unit.

    The unit is the one asked for or the first wider one with MOST_COLUMNS rows or fewer, else the year.
    Counts have the start of a period as index.
    """
    filled = _filled(counts, unit)
    while len(filled) > MOST_COLUMNS and unit in WIDER:
        unit = WIDER[unit]
        filled = _filled(counts, unit)
    return filled, unit


def moments(counts: pd.DataFrame) -> pd.DatetimeIndex:
    """Return the start of each row's period."""
    return pd.DatetimeIndex(counts.index)


def for_plotly(counts: pd.DataFrame) -> list[str]:
    """Return the start of each row's period in the form that Plotly reads."""
    return [f"{when:%Y-%m-%d %H:%M}" for when in moments(counts)]


def axis_range(counts: pd.DataFrame, unit: TimeUnit) -> list[str]:
    """Return the first and last time on an axis that reaches half a column beyond the outer columns."""
    half = pd.Timedelta(hours=_HOURS[unit] / 2)
    return [str(moments(counts)[0] - half), str(moments(counts)[-1] + half)]


def lone_width(counts: pd.DataFrame, unit: TimeUnit) -> float | None:
    """Return the width of a column that is the only one, in milliseconds; None if there are several.

    It is a tenth of the axis: Plotly takes the width of columns from the time between them, and draws an only
    one without any.
    """
    return _HOURS[unit] * 3_600_000 / 10 if len(counts) == 1 else None


def moment(when: pd.Timestamp, unit: TimeUnit) -> str:
    """Return the period that begins at `when` in readers' words.

    Examples: "24 October 1962", "Week of 22 October 1962".
    """
    words = brief(when, unit, year=True)
    return f"Week of {words.removeprefix('the week of ')}" if unit == "week" else words


def brief(when: pd.Timestamp, unit: TimeUnit, *, year: bool) -> str:
    """Return a period for use in a sentence: "24 October", with the year where the axis has several."""
    month = f"{when:%B} {when.year}" if year else f"{when:%B}"
    day = f"{when.day} {month}"
    return {
        "hour": f"{day}, {when:%H:%M}",
        "day": day,
        "week": f"the week of {day}",
        "month": month,
        "year": f"{when.year}",
    }[unit]


def ticks(counts: pd.DataFrame, unit: TimeUnit) -> tuple[list[str], list[str]]:
    """Return positions, as times in text, and labels of an axis: few round dates, none cut off on a phone."""
    when = moments(counts)
    share = (np.arange(len(when)) + 0.5) / len(when)
    inside = (share > _EDGE) & (share < 1 - _EDGE / 2) | (len(when) <= _ALL_INSIDE)
    level, chosen = next(
        (rule.level, kept)
        for rule in _RULES
        if unit in rule.units
        and rule.least <= len(kept := when[(inside | rule.is_narrow) & rule.chosen(when)]) <= rule.most
    )
    texts = [_tick(each, before, level, unit) for each, before in zip(chosen, [None, *chosen], strict=False)]
    if level == "day":  # month and year under the label at the edge would be cut: the next one has them
        texts[:2] = [f"{chosen[0].day}", _tick(chosen[1], None, level, unit)]
    return [f"{each:%Y-%m-%d %H:%M}" for each in chosen], texts


def _tick(when: pd.Timestamp, before: pd.Timestamp | None, level: str, unit: TimeUnit) -> str:
    """Return a label's date, with a second line for what changed since the label before, as the year."""
    if level == "year" or unit == "year":
        return f"{when.year}"
    if unit == "hour":
        same = before is not None and when.date() == before.date()
        return f"{when:%H:%M}" if same else f"{when:%H:%M}<br>{when.day} {when:%b %Y}"
    if level == "day":
        same = before is not None and (when.year, when.month) == (before.year, before.month)
        return f"{when.day}" if same else f"{when.day}<br>{when:%b %Y}"
    text = f"{when:%b}" if level == "month" or unit == "month" else f"{when.day} {when:%b}"
    return text if before is not None and when.year == before.year else f"{text}<br>{when.year}"


def _changed(parts: "pd.Index[int]") -> Chosen:
    """Return for each period whether a part of its date, such as the year, differs from the period before."""
    values = parts.to_numpy()
    return np.concatenate([[False], values[1:] != values[:-1]])


def _every(step: int) -> Callable[[pd.DatetimeIndex], Chosen]:
    """Return a rule that chooses every `step`-th period."""
    return lambda when: np.arange(len(when)) % step == 0


def _hours(step: int) -> Callable[[pd.DatetimeIndex], Chosen]:
    """Return a rule that chooses the hours that `step` divides."""
    return lambda when: when.hour.to_numpy() % step == 0


def _mondays(when: pd.DatetimeIndex) -> Chosen:
    """Return for each period whether it begins with a Monday, at midnight."""
    chosen: Chosen = (when.day_of_week.to_numpy() == 0) & (when.hour.to_numpy() == 0)
    return chosen


def _every_other(rule: Callable[[pd.DatetimeIndex], Chosen]) -> Callable[[pd.DatetimeIndex], Chosen]:
    """Return a rule that chooses the first, third, ... of the periods that another rule chooses."""
    return lambda when: rule(when) & (rule(when).cumsum() % 2 == 1)


def _years(step: int) -> Callable[[pd.DatetimeIndex], Chosen]:
    """Return a rule that chooses the first period of each year that `step` divides."""
    return lambda when: _changed(when.year) & (when.year.to_numpy() % step == 0)


_HOUR: frozenset[TimeUnit] = frozenset(("hour",))
_DAY: frozenset[TimeUnit] = frozenset(("day",))
_ANY: frozenset[TimeUnit] = frozenset(("hour", "day", "week", "month", "year"))


class _Rule(NamedTuple):
    """A choice of the periods that get a label: how it is written, for which units, and how many."""

    level: str
    units: frozenset[TimeUnit]
    chosen: Callable[[pd.DatetimeIndex], Chosen]
    least: int = 2
    most: int = _MOST_TICKS
    is_narrow: bool = False  # whether labels fit at the ends of the axis


# From fine to coarse; the first that gives enough labels, and few enough, is taken, the last always does.
_RULES = (
    _Rule("span", _ANY, _every(1), least=1),
    _Rule("day", _DAY, _every(1), most=_MOST_DAYS, is_narrow=True),
    _Rule("span", _ANY - _HOUR, _every(2)),
    *(_Rule("span", _HOUR, _hours(step)) for step in (3, 6, 12, 24)),
    _Rule("span", _HOUR, _every_other(_hours(24))),
    _Rule("span", _DAY, _mondays),
    _Rule("span", _DAY, _every_other(_mondays)),
    _Rule("month", _ANY, lambda when: _changed(when.month)),
    _Rule("month", _ANY, lambda when: _changed(when.quarter)),
    _Rule("month", _ANY, lambda when: _changed(when.quarter) & (when.quarter.to_numpy() % 2 == 1)),
    *(_Rule("year", _ANY, _years(step)) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)),
    _Rule("span", _ANY, lambda when: np.arange(len(when)) == len(when) // 2, least=1),
)


def _filled(counts: pd.DataFrame, unit: TimeUnit) -> pd.DataFrame:
    """Return the counts summed by period of the unit, with 0 for periods between that have none."""
    totals = counts.groupby(_start(moments(counts), unit)).sum()
    every = pd.date_range(totals.index[0], totals.index[-1], freq=PANDAS_STEPS[unit])
    return totals.reindex(every, fill_value=0)


def beginning(day: date, unit: TimeUnit) -> pd.Timestamp:
    """Return the start of the period that a day is in; for hours, midnight."""
    return _start(pd.DatetimeIndex([day]), unit)[0]


def _start(when: pd.DatetimeIndex, unit: TimeUnit) -> pd.DatetimeIndex:
    """Return the start of the period that each time is in."""
    if unit in ("month", "year"):
        return when.to_period("M" if unit == "month" else "Y").to_timestamp()
    if unit == "week":
        return when.normalize() - pd.to_timedelta(when.day_of_week, unit="D")
    return when.floor("h") if unit == "hour" else when.normalize()
