"""The chart of an answer is of the kind that its columns are, and none where it would mislead."""

from datetime import date
from typing import Any

import pandas as pd

from lib.charts import sql_result
from tests.cases import every_case

DAYS = [date(2024, 4, 9), date(2024, 4, 10), date(2024, 4, 11)]
KINDS: tuple[tuple[str, dict[str, list[Any]]], ...] = (
    ("time", {"day": DAYS, "n": [3, 1, 2]}),
    ("time", {"at": pd.to_datetime(DAYS).tolist(), "n": [3, 1, 2], "share": [0.1, 0.2, 0.3]}),
    ("time", {"day": [DAYS[0], DAYS[0], DAYS[1]], "tag": ["Oil", None, "Oil"], "n": [1, 2, 3]}),
    ("bars", {"tag": ["Oil", "Gas", None], "n": [3, 1, 2]}),
    ("points", {"words": [300, 400, 500], "minutes": [2, 3, 3]}),
    ("", {"tag": ["Oil", "Oil"], "n": [3, 1]}),  # two rows of one name
    ("", {"day": [DAYS[0], DAYS[0]], "n": [3, 1]}),  # two numbers of one day
    ("", {"tag": ["Oil", "Gas"], "n": [3, -1]}),
    ("", {"tag": ["Oil", "Gas"], "desk": [True, False]}),
    ("", {"day": DAYS[:2], "n": [float("nan")] * 2}),  # numbers that are all NULL
    ("", {"at": pd.to_datetime(DAYS[:2]).tolist(), "n": [float("nan")] * 2}),
    ("", {"day": [*DAYS[:2], None], "n": [None, None, 3.0]}),
    ("", {"x": [1.0, None], "y": [None, 3.0]}),
    ("", {"n": [3, 1]}),
    ("", {"tag": ["Oil"], "n": [3]}),
    ("", {"tags": [["Oil"], ["Gas"]], "headline": ["a", "b"]}),
    ("", {}),
)


@every_case(("kind", "columns"), KINDS)
def test_the_columns_say_the_kind(kind: str, columns: dict[str, list[Any]]) -> None:
    frame = pd.DataFrame(columns)
    assert sql_result.kind_of(frame) == kind
    if kind:
        drawn = sql_result.figure(frame, theme="dark")
        values = sorted(each for trace in drawn.data for each in (trace.x if kind == "bars" else trace.y))
        numbers = [column for column in ("n", "share", "minutes") if column in columns]
        assert values == sorted(each for name in numbers for each in columns[name])
        assert sql_result.alt(frame).endswith(".")


def test_more_rows_than_bars_are_told_and_foreign_words_are_no_markup() -> None:
    many = pd.DataFrame({"<b>tag": [f"<i>{n}" for n in range(40)], "n": range(40, 0, -1)})
    drawn = sql_result.figure(many)
    assert "The first 30 of 40 rows" in drawn.layout.title.text and len(drawn.data[0].x) == 30
    assert "<b>" not in drawn.layout.title.text and "<i>" not in "".join(drawn.data[0].y)


def test_rows_without_a_day_are_told() -> None:
    drawn = sql_result.figure(pd.DataFrame({"day": [None, *DAYS], "n": [9, 3, 1, 2]}))
    assert "1 row without day not drawn" in drawn.layout.title.text and len(drawn.data[0].x) == 3
    note = sql_result.figure(pd.DataFrame({"day": [None, *DAYS], "stories": [6, 3, 1, 2]})).layout
    assert note.title.text == "stories<br>6 stories without a day (1 row) not drawn"
    assert note.yaxis.side == "right" and note.margin.b >= 4 + 2 * 17
    assert [stop.value for stop in note.xaxis.tickformatstops][2].startswith("%-d %b")


def test_bars_say_how_many_rows_have_no_number() -> None:
    frame = pd.DataFrame({"publisher": ["a.example", "b.example", "c.example"], "words": [3.0, None, 5.0]})
    drawn = sql_result.figure(frame)
    assert drawn.layout.title.text == "words by publisher<br>1 row without words not drawn"
    assert len(drawn.data[0].x) == 2


def test_points_and_moments_without_a_number_are_told_and_no_description_counts_them() -> None:
    lacking = pd.DataFrame({"words": [300.0, None, 500.0], "minutes": [2.0, 3.0, None]})
    drawn = sql_result.figure(lacking)
    assert "2 rows without words or minutes not drawn" in drawn.layout.title.text
    assert len(drawn.data[0].x) == 1 and sql_result.alt(lacking).endswith(", 1 row.")
    days = pd.DataFrame({"day": DAYS, "n": [3.0, 2.0, None]})
    dated = sql_result.figure(days)
    assert "1 row without n not drawn" in dated.layout.title.text and len(dated.data[0].x) == 2
    assert sql_result.alt(days) == "Numbers over time: n, from 2024-04-09 to 2024-04-10."
    hours = pd.DataFrame({"hour": pd.to_datetime(["2024-04-09 09:00", "2024-04-09 12:00"]), "n": [3.0, 2.0]})
    assert sql_result.alt(hours) == "Numbers over time: n, all on 2024-04-09."
    bars = pd.DataFrame({"publisher": ["a.example", "b.example"], "words": [None, 5.0]})
    assert sql_result.alt(bars) == "Bars: words by publisher, b.example 5; 1 row in all."
