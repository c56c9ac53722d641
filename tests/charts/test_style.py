"""One look: legible on both papers, apart for every eye."""

from itertools import combinations

import numpy as np
import plotly.graph_objects as go
import pytest

from lib.charts import style
from tests.cases import every_case

Colour = np.ndarray

# Machado, Oliveira and Fernandes 2009, at full severity.
EYES = {
    "all cones": np.eye(3),
    "no red cones": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "no green cones": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "no blue cones": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


def linear(colour: str) -> Colour:
    shares = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(light: Colour) -> Colour:
    xyz = np.array([[0.412, 0.358, 0.180], [0.213, 0.715, 0.072], [0.019, 0.119, 0.950]]) @ np.clip(
        light, 0, 1
    )
    x, y, z = np.cbrt(xyz / [0.950, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("said", [style.LIGHT, style.DARK, style.PRINT])
@pytest.mark.parametrize("colour", [*style.SERIES, style.OTHER, style.MORE, style.LESS])
def test_a_series_shows_on_both_papers(colour: str, said: style.Ink) -> None:
    assert contrast(colour, said.paper) >= 3


@every_case("said", [style.LIGHT, style.DARK, style.PRINT])
def test_letters_are_easy_to_read(said: style.Ink) -> None:
    assert contrast(said.text, said.paper) >= 12
    assert contrast(said.muted, said.paper) >= 4.5


@every_case("eye", EYES)
def test_any_two_series_stay_apart(eye: str) -> None:
    seen = [lab(EYES[eye] @ linear(colour)) for colour in style.SERIES]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) >= 12


@every_case("eye", EYES)
def test_more_and_less_stand_far_apart_and_are_no_kind(eye: str) -> None:
    more, less = (lab(EYES[eye] @ linear(colour)) for colour in (style.MORE, style.LESS))
    assert float(np.linalg.norm(more - less)) >= 40
    assert not {style.MORE, style.LESS} & set(style.SERIES)


@every_case("said", [style.LIGHT, style.DARK, style.PRINT, style.GREY])
def test_the_shades_run_one_way(said: style.Ink) -> None:
    steps = [contrast(shade, said.paper) for shade in (said.faint, *said.heat)]
    assert steps == sorted(steps)


def test_both_themes_share_the_colours_of_kinds() -> None:
    assert set(style.KIND_COLOURS.values()) <= set(style.SERIES)
    assert style.KIND_COLOURS.keys() == style.KIND_NAMES.keys()


def test_a_calm_sentence_is_wrapped() -> None:
    figure = style.empty_state("No story here. " * 6, "dark", height=200)
    assert "<br>" in figure.layout.annotations[0].text


def test_greys_are_grey_and_the_first_stand_far_apart() -> None:
    figure = go.Figure(
        [
            go.Bar(y=[1], marker_color=colour)
            for colour in (*style.SERIES, style.OTHER, style.MORE, style.LESS)
        ]
    )
    figure.update_layout(title_text=f"<span style='color:{style.SERIES[1]}'>■</span> People")
    toned = style.toned(figure, "grey")
    shades = [trace.marker.color for trace in toned.data]
    assert shades == list(style.GREYS) and len(set(shades)) == len(shades)
    assert all(len({shade[at : at + 2] for at in (1, 3, 5)}) == 1 for shade in shades)
    assert style.GREYS[1] in toned.layout.title.text and style.toned(figure, "print") is figure
    light = [lab(linear(shade))[0] for shade in shades[:4]]
    assert min(abs(one - other) for one, other in combinations(light, 2)) >= 11
