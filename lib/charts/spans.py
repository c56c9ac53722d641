"""Spans of time: filling the empty ones, widening them when there are too many, naming them."""

from typing import Literal

import pandas as pd

Unit = Literal["hour", "day", "week", "month", "year"]

MOST_COLUMNS = 200

_WIDER: dict[Unit, Unit] = {"hour": "day", "day": "week", "week": "month", "month": "year"}
_RULES = {"hour": "h", "day": "D", "week": "W-MON", "month": "MS", "year": "YS"}


def coarsest(counts: pd.DataFrame, unit: Unit) -> tuple[pd.DataFrame, Unit]:
    """The counts with a row for every span, empty ones too, in the first unit wide enough to be drawn."""
    filled = _filled(counts, unit)
    while len(filled) > MOST_COLUMNS and unit in _WIDER:
        unit = _WIDER[unit]
        filled = _filled(counts, unit)
    return filled, unit


def moments(counts: pd.DataFrame) -> pd.DatetimeIndex:
    """The moments that the rows stand for."""
    return pd.DatetimeIndex(counts.index)


def written(counts: pd.DataFrame) -> list[str]:
    """The moments as Plotly reads them."""
    return [f"{when:%Y-%m-%d %H:%M}" for when in moments(counts)]


def regular(counts: pd.DataFrame, unit: Unit) -> list[str]:
    """The range of an axis that ends half a column outside the first and the last."""
    half = pd.Timedelta(hours={"hour": 0.5, "day": 12, "week": 84, "month": 365, "year": 4_380}[unit])
    return [str(moments(counts)[0] - half), str(moments(counts)[-1] + half)]


def moment(when: pd.Timestamp, unit: Unit) -> str:
    """A span as a reader names it: 24 October 1962."""
    day = f"{when.day} {when:%B %Y}"
    return {
        "hour": f"{day}, {when:%H:%M}",
        "day": day,
        "week": f"Week of {day}",
        "month": f"{when:%B %Y}",
        "year": f"{when.year}",
    }[unit]


def brief(when: pd.Timestamp, unit: Unit) -> str:
    """A span where the axis already tells the year: 24 October."""
    day = f"{when.day} {when:%B}"
    return {
        "hour": f"{day}, {when:%H:%M}",
        "day": day,
        "week": f"the week of {day}",
        "month": f"{when:%B}",
        "year": f"{when.year}",
    }[unit]


def _filled(counts: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    told = counts.groupby(_start(moments(counts), unit)).sum()
    every = pd.date_range(told.index[0], told.index[-1], freq=_RULES[unit])
    return told.reindex(every, fill_value=0)


def _start(when: pd.DatetimeIndex, unit: Unit) -> pd.DatetimeIndex:
    if unit in ("month", "year"):
        return when.to_period("M" if unit == "month" else "Y").to_timestamp()
    if unit == "week":
        return when.normalize() - pd.to_timedelta(when.day_of_week, unit="D")
    return when.floor("h") if unit == "hour" else when.normalize()
