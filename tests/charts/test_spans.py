"""Spans of time: none is left out, none is too narrow to be seen."""

import pandas as pd

from lib.charts import spans
from lib.model.periods import TimeUnit
from tests.cases import every_case

NAMED: list[tuple[TimeUnit, str, str]] = [
    ("hour", "4 April 2024, 09:00", "4 April, 09:00"),
    ("day", "4 April 2024", "4 April"),
    ("week", "Week of 4 April 2024", "the week of 4 April"),
    ("month", "April 2024", "April"),
    ("year", "2024", "2024"),
]
WIDENED: list[tuple[str, TimeUnit, TimeUnit]] = [
    ("2024-04-10", "hour", "day"),
    ("2024-04-03", "hour", "hour"),
    ("2025-04-01", "day", "week"),
    ("2034-04-01", "day", "month"),
    ("2074-04-01", "day", "year"),
]


def counts(*days: str) -> pd.DataFrame:
    return pd.DataFrame({"Stories": range(1, len(days) + 1)}, index=pd.DatetimeIndex(days))


@every_case(("unit", "whole", "brief"), NAMED)
def test_a_span_has_a_name(unit: TimeUnit, whole: str, brief: str) -> None:
    when = pd.Timestamp("2024-04-04 09:00")
    assert (spans.moment(when, unit), spans.brief(when, unit, year=False)) == (whole, brief)
    assert "2024" in spans.brief(when, unit, year=True)


def test_days_without_a_story_are_days_with_none() -> None:
    filled, unit = spans.coarsest(counts("2024-04-01", "2024-04-04"), "day")
    assert unit == "day" and filled["Stories"].tolist() == [1, 0, 0, 2]


@every_case(("last", "asked", "given"), WIDENED)
def test_too_many_columns_become_wider_ones(last: str, asked: TimeUnit, given: TimeUnit) -> None:
    filled, unit = spans.coarsest(counts("2024-04-01", last), asked)
    assert unit == given and len(filled) <= spans.MOST_COLUMNS and filled["Stories"].sum() == 3


def test_weeks_begin_on_monday() -> None:
    filled, _ = spans.coarsest(counts("2024-04-03", "2024-04-14"), "week")
    assert spans.for_plotly(filled) == ["2024-04-01 00:00", "2024-04-08 00:00"]


FREQUENCIES: dict[TimeUnit, str] = {"hour": "h", "day": "D", "week": "W-MON", "month": "MS", "year": "YS"}
LABELLED: list[tuple[str, str, TimeUnit, list[str]]] = [
    ("2024-04-01", "2024-04-03", "day", ["1 Apr<br>2024", "2 Apr", "3 Apr"]),
    (
        "2024-03-27",
        "2024-04-04",
        "day",
        ["27", "28<br>Mar 2024", "29", "30", "31", "1<br>Apr 2024", "2", "3", "4"],
    ),
    ("2024-04-01", "2024-04-30", "day", ["8 Apr<br>2024", "15 Apr", "22 Apr", "29 Apr"]),
    ("2023-10-10", "2024-03-20", "day", ["Nov<br>2023", "Dec", "Jan<br>2024", "Feb", "Mar"]),
    (
        "2024-04-01 00:00",
        "2024-04-02 00:00",
        "hour",
        ["03:00<br>1 Apr 2024", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"],
    ),
    ("2022-02-01", "2024-05-01", "month", ["Jul<br>2022", "Jan<br>2023", "Jul", "Jan<br>2024"]),
    ("2024-04-02", "2024-05-30", "day", ["8 Apr<br>2024", "22 Apr", "6 May", "20 May"]),
    (
        "2024-04-06 13:00",
        "2024-04-14 05:00",
        "hour",
        ["00:00<br>7 Apr 2024", "00:00<br>9 Apr 2024", "00:00<br>11 Apr 2024", "00:00<br>13 Apr 2024"],
    ),
    ("0900-01-01", "2024-01-01", "year", ["1000", "1200", "1400", "1600", "1800"]),
    ("1990-01-01", "2024-01-01", "year", ["1995", "2000", "2005", "2010", "2015", "2020"]),
    ("2024-04-01", "2024-04-01", "day", ["1 Apr<br>2024"]),
]


@every_case(("first", "last", "unit", "wanted"), LABELLED)
def test_the_axis_has_few_round_labels_and_tells_the_year(
    first: str, last: str, unit: TimeUnit, wanted: list[str]
) -> None:
    filled, unit = spans.coarsest(counts(first, last) if first != last else counts(first), unit)
    assert spans.ticks(filled, unit)[1] == wanted


@every_case("unit", FREQUENCIES)
def test_any_axis_has_labels_and_not_too_many(unit: TimeUnit) -> None:
    for length in range(1, spans.MOST_COLUMNS):
        when = pd.date_range("1962-10-15", periods=length, freq=FREQUENCIES[unit])
        places, texts = spans.ticks(pd.DataFrame({"Stories": 1}, index=when), unit)
        assert min(length, 2) <= len(places) == len(texts) <= (14 if unit == "day" else 7)


def test_the_axis_ends_half_a_column_outside() -> None:
    assert spans.axis_range(counts("2024-04-01"), "day") == ["2024-03-31 12:00:00", "2024-04-01 12:00:00"]
