"""What is drawn, as every eye sees it: marks stand out from the paper, and from the marks that they touch."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from lib.charts import charts, over_time, style, timeline
from tests.cases import every_case
from tests.charts import frames
from tests.charts.test_style import EYES, contrast, lab, linear

COLOURED: tuple[style.Theme, ...] = ("light", "dark", "print")
THEMES: tuple[style.Theme, ...] = (*COLOURED, "grey")
TAGS = tuple(f"Tag {number}" for number in range(8))


def _each(value: Any, length: int) -> list[Any]:
    """Return a setting of marks, which is one for all or one for each, as one for each."""
    return list(value) if isinstance(value, list | tuple | np.ndarray) else [value] * length


def on_paper(colour: str, opacity: float, paper: str) -> str:
    """Return the colour that is seen where a colour is drawn on paper with an opacity."""
    start, end = (np.array([int(each[at : at + 2], 16) for at in (1, 3, 5)]) for each in (colour, paper))
    return "#" + bytes(np.round(end + opacity * (start - end)).astype(int).tolist()).hex()


def seen(figure: Any, paper: str) -> Iterator[str]:
    """Yield the colour of each mark and line that a figure shows, after all opacities."""
    for trace in figure.data:
        opacity = 1.0 if trace.opacity is None else trace.opacity
        if trace.type == "scatter" and trace.mode == "lines":
            yield on_paper(trace.line.color, opacity, paper)
        elif trace.type in ("scatter", "bar"):
            length = len(trace.x)
            own = _each(1.0 if trace.marker.opacity is None else trace.marker.opacity, length)
            for colour, share in zip(_each(trace.marker.color, length), own, strict=True):
                if share:  # others are spots to click
                    yield on_paper(colour, share * opacity, paper)


def light(colour: str) -> float:
    """Return how light a colour is to an eye without colours, 0 to 100."""
    grey = linear(colour) @ np.array([0.2126, 0.7152, 0.0722])
    return float(lab(np.full(3, grey))[0])


def apart(one: str, other: str, eye: str) -> float:
    """Return how far apart an eye sees two colours."""
    first, second = (lab(EYES[eye] @ linear(each)) for each in (one, other))
    return float(np.linalg.norm(first - second))


@pytest.mark.parametrize("name", frames.CHARTS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_and_line_stands_out_from_the_paper(name: str, theme: style.Theme) -> None:
    paper = style.ink(theme).paper
    figure = charts()[name].figure(frames.full(name), theme=theme)
    assert figure.layout.paper_bgcolor == paper
    colours = set(seen(style.toned(figure, theme), paper))
    assert bool(colours) is (name != "matrix")  # whose cells are a scale
    assert {colour for colour in colours if contrast(colour, paper) < 3} == set()


@every_case("theme", COLOURED)
def test_columns_on_each_other_are_apart_for_every_eye_and_without_colours(theme: style.Theme) -> None:
    drawn = timeline.figure(frames.over_time(days=100, series=(*TAGS, "Others")), by="tag", theme=theme)
    touching = [*pairwise(trace.marker.color for trace in drawn.data)]
    assert len(touching) == len(style.SERIES)
    for one, other in touching:
        assert min(apart(one, other, eye) for eye in EYES) >= 12, (one, other)
    assert min(abs(light(one) - light(other)) for one, other in touching[:-1]) >= 9
    assert drawn.data[-1].marker.pattern.shape == "/"  # what is no series is hatched


def test_columns_on_each_other_are_apart_in_print_without_colours() -> None:
    drawn = timeline.figure(frames.over_time(days=100, series=(*TAGS, "Others")), by="tag", theme="grey")
    shades = [trace.marker.color for trace in style.toned(drawn, "grey").data]
    assert min(abs(light(one) - light(other)) for one, other in pairwise(shades)) >= 11
    kinds = style.toned(charts()["network"].figure(frames.network(), theme="grey"), "grey").data
    circles = {trace.marker.color for trace in kinds if trace.mode == "markers" and trace.name != "pairs"}
    assert min(abs(light(one) - light(other)) for one, other in combinations(circles, 2)) >= 6


@every_case("theme", THEMES)
def test_a_peak_stands_out_from_what_is_usual_in_every_eye(theme: style.Theme) -> None:
    frame = frames.attention().assign(of=10)
    frame["burst"] = frame["day"].dt.month == 4
    bars = [trace for trace in over_time.figure(frame, theme=theme).data if trace.type == "bar"]
    shades = {colour for bar in bars for colour in bar.marker.color}
    assert shades == {style.ink(theme).usual, style.ink(theme).peak}
    assert contrast(style.ink(theme).usual, style.ink(theme).peak) >= 3


def test_a_series_that_is_lifted_out_is_the_only_colour_and_no_number_changes() -> None:
    frame = frames.over_time(series=("Harbour", "Ferries", "Others"))
    plain, lifted = (timeline.figure(frame, by="tag", lift=each) for each in ("", "Ferries"))
    own = {trace.customdata[0][0]: trace for trace in plain.data}
    assert lifted.data[0].customdata[0][0] == "Ferries"
    for trace in lifted.data:
        name = trace.customdata[0][0]
        assert trace.y == own[name].y and trace.hovertext == own[name].hovertext
        assert trace.marker.color == (own[name].marker.color if name == "Ferries" else style.LIGHT.rest)
    assert timeline.figure(frame, by="tag", lift="Nobody") == plain
