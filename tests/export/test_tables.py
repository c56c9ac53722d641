"""Frames as CSV and Parquet."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

from lib.export.tables import as_csv, as_parquet, as_xlsx, disarm
from tests.cases import every_case

ARMED = [
    "=1+2", "+4", "-4", "@now", "\tindent", "\rreturn", "\nline", "＝1", "＋1", "－1", "＠now",
    "\ufeff=1", " =1", "\u200b@x", '"=1"', "'=1", "\u00a0-2", "=cmd|'/c x'!A0", "\0=1",
]  # fmt: skip
HARMLESS = ["harbour", "a,b", 'he said "no"', "two\nlines", "1+1", "5 - 3", "", "— a dash", "Łódź", "a;=1"]
CELLS: list[tuple[Any, str]] = [
    (None, ""), (float("nan"), ""), (pd.NaT, ""), (True, "yes"), (3, "3"), (-3, "-3"), (-0.5, "-0.5"),
    (np.int64(-7), "-7"), (float("inf"), "inf"), (float("-inf"), "-inf"),
    (Decimal("2.50"), "2.50"),
    (date(2024, 4, 9), "2024-04-09"), (datetime(2024, 4, 9, 6, 31, tzinfo=UTC), "2024-04-09T06:31:00+00:00"),
    ({"=a": 1, "b": ["c"]}, '{"=a": 1, "b": ["c"]}'),
    ([("a", 1), ("b", None)], '{"a": 1, "b": null}'), ([], ""),
    (pd.DateOffset(days=1, months=0, nanoseconds=12_600_000_000_000), "1 day 3:30:00"),
    (pd.DateOffset(days=0, months=0, nanoseconds=-60_000_000_000), "'-0:01:00"),
    (pd.DateOffset(days=0, months=0, nanoseconds=0), "0:00:00"),
    (["Cuba", "Blockade"], "Cuba; Blockade"), (["=1", "b"], "'=1; b"), (np.array(["a", "b"]), "a; b"),
]  # fmt: skip


def read(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8"), newline="")))


@every_case("text", ARMED)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    rows = read(as_csv(pd.DataFrame({"headline": [text]})))
    assert rows[1] == ["'" + text.replace("\0", "")]


@every_case("text", HARMLESS)
def test_any_other_cell_reads_back_as_it_was(text: str) -> None:
    assert disarm(text) == text
    assert read(as_csv(pd.DataFrame({"headline": [text], "n": [1]})))[1] == [text, "1"]


@every_case(("value", "wanted"), CELLS)
def test_values_are_written_plainly(value: Any, wanted: str) -> None:
    frame = pd.DataFrame({"value": pd.Series([value], dtype="object"), "n": [1]})
    assert read(as_csv(frame))[1] == [wanted, "1"]


def test_a_column_of_midnights_is_a_column_of_days() -> None:
    days, hours = pd.Series([datetime(2024, 4, 9), pd.NaT]), pd.Series([datetime(2024, 4, 9, 6), pd.NaT])
    rows = read(as_csv(pd.DataFrame({"day": days, "hour": hours, "n": [1, 2]})))
    assert rows[1:] == [["2024-04-09", "2024-04-09T06:00:00", "1"], ["", "", "2"]]


def test_the_header_is_disarmed_too() -> None:
    assert read(as_csv(pd.DataFrame({"=1": [1], "stories": [2]})))[0] == ["'=1", "stories"]


def test_an_empty_frame_keeps_its_header() -> None:
    assert read(as_csv(pd.DataFrame(columns=["tag", "stories"]))) == [["tag", "stories"]]


def test_words_stay_in_their_cell_where_a_semicolon_splits() -> None:
    line = as_csv(pd.DataFrame({"headline": ["a;=1"]})).decode().splitlines()[1]
    assert next(csv.reader([line], delimiter=";")) == ["a;=1"]


def test_parquet_keeps_types() -> None:
    frame = pd.DataFrame({"tag": ["=1"], "stories": [3], "day": [datetime(2024, 4, 9)]})
    back = pd.read_parquet(io.BytesIO(as_parquet(frame)))
    assert back["tag"].tolist() == ["=1"] and back["stories"].dtype == "int64"


def test_what_parquet_has_no_type_for_is_text() -> None:
    frame = pd.DataFrame({"either": [1, "two", None], "map": [{1: "a"}, None, {}], "n": [1, 2, 3]})
    back = pd.read_parquet(io.BytesIO(as_parquet(frame)))
    assert back.fillna("").to_dict("list") == {
        "either": ["1", "two", ""], "map": ["{1: 'a'}", "", "{}"], "n": [1, 2, 3],
    }  # fmt: skip


def test_a_number_has_no_more_digits_than_it_is_sure_of() -> None:
    frame = pd.DataFrame({"p": [1 / 3, 2.5e-300, 1234567.0], "n": [1234567, 2, 3]})
    short, whole = as_csv(frame, digits=6).decode(), as_csv(frame).decode()
    assert short.splitlines()[1:] == ["0.333333,1234567", "2.5e-300,2", "1234567.0,3"]
    assert "0.3333333333333333,1234567" in whole


def test_a_workbook_holds_numbers_without_end_as_words() -> None:
    content = as_xlsx({"Answer": pd.DataFrame({"share": [float("inf"), 0.5]})})
    rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    assert [*rows] == [("share",), ("inf",), (0.5,)]
