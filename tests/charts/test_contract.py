"""What every chart keeps, found by walking the folder: its frames come from the columns of its question."""

from functools import cache
from types import ModuleType
from typing import Any, get_args

import plotly.graph_objects as go
import pytest

from lib.charts import PARTS, Chart, bars, charts, checked_chart, style, timeline, title
from lib.model.errors import FigureError
from tests.cases import every_case
from tests.charts import frames

THEMES: tuple[style.Theme, ...] = get_args(style.Theme)
# A theme changes colours alone, at which `test_colours` looks; `make soak` draws all frames in all of them.
DRAWN = [
    pytest.param(kind, theme, marks=() if theme == "light" else pytest.mark.soak)
    for kind in ("full", "empty", "hostile") for theme in THEMES
]  # fmt: skip


@pytest.fixture(params=frames.CHARTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def chart(name: str) -> Chart:
    return charts()[name]


@cache
def figure(name: str, kind: str, theme: style.Theme = "light") -> go.Figure:
    """Return a chart of a frame, drawn once for all that is asked of it."""
    return charts()[name].figure(getattr(frames, kind)(name), theme=theme)


def test_all_charts_of_the_first_issue_are_there() -> None:
    wanted = {
        "timeline", "strip", "tags_bar", "authors_bar", "publishers_bar", "actors_bar", "network", "matrix",
    }  # fmt: skip
    assert wanted <= set(frames.CHARTS)


def test_a_chart_tells_its_columns_its_question_and_what_it_asks(chart: Chart, name: str) -> None:
    assert chart.COLUMNS and all(isinstance(column, str) for column in chart.COLUMNS)
    assert chart.QUESTION.endswith("?")
    assert all(asked.count(".") == 1 for asked in chart.ASKS.values())
    parts = frames.columns(name)
    assert {*chart.COLUMNS} <= {*parts.get("frame", parts)}, "its question gives no such column"


@pytest.mark.parametrize(("kind", "theme"), DRAWN)
def test_a_chart_draws_any_frame_in_any_theme(name: str, theme: style.Theme, kind: str) -> None:
    drawn = figure(name, kind, theme)
    assert isinstance(drawn, go.Figure)
    assert drawn.layout.paper_bgcolor == style.ink(theme).paper
    assert bool(drawn.data) == (kind != "empty")


def test_a_title_names_the_one_that_its_chart_is_about() -> None:
    line = charts()
    around = frames.full("ego")
    around.edges.attrs["ego"] = str(around.edges["target_id"].iloc[-1])
    name = around.edges["target"].iloc[-1]
    assert title(line["ego"], around) == f"{name}: named with whom?"
    assert line["ego"].alt(around).startswith(f"{name}: named with ")
    assert title(line["ego"], frames.empty("ego")) == line["ego"].QUESTION
    two = frames.full("over_time")
    assert two["series"].nunique() > 1 and title(line["over_time"], two) == line["over_time"].QUESTION
    one = two[two["series"] == two["series"].iloc[0]]
    assert title(line["over_time"], one) == f"{two['series'].iloc[0]}: when in the news?"


def test_an_empty_chart_says_what_to_do(chart: Chart, name: str) -> None:
    said = figure(name, "empty").layout.annotations[0].text.replace("<br>", " ")
    assert said.endswith(".") and chart.alt(frames.empty(name)) == said


def test_the_text_alternative_names_what_leads(chart: Chart, name: str) -> None:
    said = chart.alt(frames.full(name))
    assert len(said) > 40 and said.endswith(".") and any(letter.isdigit() for letter in said)


def test_no_trace_holds_more_than_two_hundred_points(chart: Chart, name: str) -> None:
    grows = "coverage.over_time" in chart.ASKS.values()  # which answers with as many days as there are
    drawn = [chart.figure(frames.full(name, days=days)) for days in (400, 9_000) if grows]
    assert all(_points(trace) <= 200 for each in (figure(name, "full"), *drawn) for trace in each.data)


def test_foreign_names_stay_letters(name: str) -> None:
    shown = figure(name, "hostile").to_dict()
    assert not [text for text in _texts(shown) if "<a href" in text or "<b>%{" in text]


def _points(trace: Any) -> int:
    return 0 if trace.x is None else len(trace.x)


def _texts(value: Any, key: str = "") -> list[str]:
    """Return every text that Plotly would read as markup; customdata is handed back to us and never shown."""
    if key in ("customdata", "template"):
        return []
    if isinstance(value, dict):
        return [text for inner, each in value.items() for text in _texts(each, inner)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each, key)]
    return [value] if isinstance(value, str) else []


@every_case("part", ["ASKS", "COLUMNS", "alt"])
def test_a_chart_that_lacks_a_part_is_refused_with_its_name(part: str) -> None:
    chart = ModuleType("pie")
    vars(chart).update({name: "x" for name in PARTS if name != part})
    with pytest.raises(FigureError, match=f"The chart pie in lib/charts lacks {part}, the "):
        checked_chart("pie", chart)


def test_each_chart_of_a_module_with_several_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bars.CHARTS, "pie", object())
    with pytest.raises(FigureError, match="The chart pie in lib/charts lacks COLUMNS, the "):
        charts()


def test_a_module_that_asks_but_has_no_question_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(timeline, "QUESTION")
    with pytest.raises(FigureError, match="The chart timeline in lib/charts lacks QUESTION, its title"):
        charts()


def test_two_charts_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bars.CHARTS, "timeline", bars.CHARTS["tags_bar"])
    with pytest.raises(FigureError, match=r"timeline\.py brings a chart called timeline, and there is one"):
        charts()
