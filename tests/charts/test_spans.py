"""Spans of time: none is left out, none is too narrow to be seen."""

import pandas as pd
import pytest

from lib.charts import spans
from lib.charts.spans import Unit

NAMED: list[tuple[Unit, str, str]] = [
    ("hour", "4 April 2024, 09:00", "4 April, 09:00"),
    ("day", "4 April 2024", "4 April"),
    ("week", "Week of 4 April 2024", "the week of 4 April"),
    ("month", "April 2024", "April"),
    ("year", "2024", "2024"),
]
WIDENED: list[tuple[str, Unit, Unit]] = [
    ("2024-04-10", "hour", "day"),
    ("2024-04-03", "hour", "hour"),
    ("2025-04-01", "day", "week"),
    ("2034-04-01", "day", "month"),
    ("2074-04-01", "day", "year"),
]


def counts(*days: str) -> pd.DataFrame:
    return pd.DataFrame({"Stories": range(1, len(days) + 1)}, index=pd.DatetimeIndex(days))


@pytest.mark.parametrize(("unit", "whole", "brief"), NAMED)
def test_a_span_has_a_name(unit: Unit, whole: str, brief: str) -> None:
    when = pd.Timestamp("2024-04-04 09:00")
    assert (spans.moment(when, unit), spans.brief(when, unit)) == (whole, brief)


def test_days_without_a_story_are_days_with_none() -> None:
    filled, unit = spans.coarsest(counts("2024-04-01", "2024-04-04"), "day")
    assert unit == "day" and filled["Stories"].tolist() == [1, 0, 0, 2]


@pytest.mark.parametrize(("last", "asked", "given"), WIDENED)
def test_too_many_columns_become_wider_ones(last: str, asked: Unit, given: Unit) -> None:
    filled, unit = spans.coarsest(counts("2024-04-01", last), asked)
    assert unit == given and len(filled) <= spans.MOST_COLUMNS and filled["Stories"].sum() == 3


def test_weeks_begin_on_monday() -> None:
    filled, _ = spans.coarsest(counts("2024-04-03", "2024-04-14"), "week")
    assert spans.written(filled) == ["2024-04-01 00:00", "2024-04-08 00:00"]


def test_the_axis_ends_half_a_column_outside() -> None:
    assert spans.regular(counts("2024-04-01"), "day") == ["2024-03-31 12:00:00", "2024-04-01 12:00:00"]
