"""The Workbench: what is typed is asked, kept in the address, and shown as a table."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lib.store.sql import as_python
from lib.ui.workbench import answer_table, answered
from lib.ui.workbench.sql_field import FIRST
from tests.builders import archive, article, parsed
from tests.cases import every_case
from tests.running import opened
from tests.ui.conftest import Sheets


def test_what_is_typed_is_answered_and_stands_in_the_address(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, sheets: Sheets
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    app = opened("6_Workbench")
    assert "sql-answer" not in sheets and app.text_area[0].value == FIRST
    typed = "select publisher, count(*) as n from stories group by all"
    app.text_area[0].set_value(typed).run()
    assert app.text_area[0].value == typed  # not what the address holds
    app.button(key="ask-sql").click().run()
    assert not app.exception and app.text_area[0].value in app.query_params["sql"]
    assert '<th scope="col">publisher</th>' in sheets["sql-table"] and " seconds.<" in sheets["sql-answer"]
    app.text_area[0].set_value("select nothing\nfrom stories").run()
    app.button(key="ask-sql").click().run()
    assert "Line 1, column 8: There is no column “nothing”" in sheets["sql-answer"]
    asked = app.text_area[0].value
    app.switch_page("../../pages/8_Intake.py").run().switch_page("../../pages/6_Workbench.py").run()
    assert app.text_area[0].value in (asked, FIRST)  # whatever the address keeps, the field is not empty


@pytest.mark.process
def test_a_question_that_runs_away_is_stopped_and_may_run_for_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheets: Sheets
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setattr(answered, "SECONDS", 0.3)
    archive(tmp_path, parsed(article("Fog")))
    endless = "with recursive x as (select 1 as n union all select n + 1 from x) select max(n) from x"
    assert not opened("6_Workbench", {"sql": endless}).exception
    assert "was stopped" in sheets["sql-answer"] and "seconds=60" in sheets["sql-answer"]


def test_a_chart_shows_its_question(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, sheets: Sheets
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    chart = {"chart": "timeline"}
    app = opened("6_Workbench", {**chart, "by": "tag", "unit": "week", "tags": "Cuba", "ask": "x"})
    asked = str(app.text_area[0].value)
    assert not app.exception and "-- Tagged Cuba\nselect date_trunc('week', day)" in asked
    assert '<th class="number" scope="col">stories</th>' in sheets["sql-table"]
    opened("6_Workbench", {**chart, "by": "moon"})
    assert "The option by of the chart timeline is one of" in sheets["sql-of-chart"]


SAID: tuple[tuple[Any, str], ...] = (
    (None, ""), (float("nan"), ""), (pd.NaT, ""), (True, "yes"), (12_345, "12,345"), (0.123456, "0.1235"),
    (2024, "2024"), (2024.0, "2024"), (12_345.0, "12,345"), (12_345.678, "12,345.7"), (9_999.96, "10,000.0"),
    (2**63 - 1, "9,223,372,036,854,775,807"),
    (["a", "b"], "a; b"), (b"\x01x", "01 78"),
    (bytearray(b"\x01x"), "01 78"), ({"a": 1}, "a: 1"), (pd.Timestamp("2024-04-09"), "2024-04-09"),
    (pd.Timestamp("2024-04-09 06:31"), "2024-04-09 06:31"), ("x" * 400, "x" * 299 + "…"),
    (pd.Timestamp("2024-04-09 06:31:07"), "2024-04-09 06:31:07"),
    (pd.Timestamp("2024-04-09 00:00:30"), "2024-04-09 00:00:30"),
    (pd.Timestamp(np.datetime64("290000-01-01", "us")), "290000-01-01"),
    (pd.Timestamp("2024-04-09", tz="UTC"), "2024-04-09"),
    (pd.DateOffset(months=0, days=0, nanoseconds=12_600_000_000_000), "3:30:00"),
    (pd.DateOffset(months=14, days=2, nanoseconds=0), "14 months 2 days"),
    (pd.DateOffset(months=0, days=0, nanoseconds=0), "0:00:00"),
    (np.array([True, False]), "yes; no"), ([("a", 1), ("b", [2, 3])], "a: 1, b: 2; 3"), ([], ""),
    (np.array(["2024-04-09T06:31", "NaT"], dtype="datetime64[us]"), "2024-04-09 06:31; "),
)  # fmt: skip


@every_case(("value", "words"), SAID)
def test_a_value_is_shown_as_a_reader_expects(value: Any, words: str) -> None:
    assert answer_table.cell_text(value) == words


def test_yes_and_no_are_said_in_words(sheets: Sheets) -> None:
    answer_table.answer_table(pd.DataFrame({"desk": [True, False]}))
    assert "<td>yes</td>" in sheets["sql-table"] and "<td>no</td>" in sheets["sql-table"]


def test_foreign_words_in_an_answer_are_no_markup(sheets: Sheets) -> None:
    answer_table.answer_table(pd.DataFrame({"<i>": ["<script>x</script>", "![](https://a.example/b)"]}))
    assert "<script" not in sheets["sql-table"] and "<i>" not in sheets["sql-table"]


def test_a_copied_question_runs_with_duckdb_and_pandas_alone(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article('The "quiet" harbour'))).rename(tmp_path / 'my "news".duckdb')
    sql = 'select headline, \'a\\b\' as back, """quoted""" from (select *, 1 as """quoted""" from stories)'
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        text: dict[str, Any] = {}
        exec(as_python(sql, path.name, joined=True), text)
    finally:
        os.chdir(before)
    assert text["frame"].iloc[0].tolist() == ['The "quiet" harbour', "a\\b", 1]
