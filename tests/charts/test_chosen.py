"""What is chosen in a network stands out, and the rest can still be read."""

from collections.abc import Iterator
from typing import Any

import pytest

from lib.charts import compare, ego, network, style
from lib.charts.chosen import highlight, paler
from lib.charts.style import Theme
from tests.cases import every_case
from tests.charts import frames
from tests.charts.test_style import contrast

THEMES: tuple[Theme, ...] = ("light", "dark")
FRAME = frames.network()
PAIR = tuple(FRAME.edges[["source_id", "target_id"]].iloc[0])


def circles(drawn: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each actor with the colours of its circle and of the ring around it."""
    for trace in drawn.data:
        if trace.mode == "markers" and trace.name != "pairs":
            rings, colours = trace.marker.line.color, trace.marker.color
            for place, (actor,) in enumerate(trace.customdata):
                yield (
                    actor,
                    colours if isinstance(colours, str) else colours[place],
                    rings if isinstance(rings, str) else rings[place],
                )


@every_case("theme", THEMES)
def test_the_chosen_has_a_ring_and_a_marked_name(theme: Theme) -> None:
    said, drawn = style.ink(theme), highlight(network.figure(FRAME, theme=theme), PAIR, theme=theme)
    assert {actor for actor, _, ring in circles(drawn) if ring == said.text} == set(PAIR)
    assert {name.name for name in drawn.layout.annotations if name.bgcolor == said.mark} == set(PAIR)
    assert contrast(said.text, said.mark) >= 4.5
    (line,) = (trace for trace in drawn.data if trace.mode == "lines" and trace.line.color == said.text)
    thin = next(trace for trace in drawn.data if trace.mode == "lines")
    assert line.opacity == 1 and len(line.x) == 3 and line.line.width > thin.line.width + 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("chosen", [PAIR, PAIR[:1]])
def test_what_is_not_chosen_is_lighter_and_its_names_can_be_read(
    theme: Theme, chosen: tuple[str, ...]
) -> None:
    said, plain = style.ink(theme), network.figure(FRAME, theme=theme)
    before, after = {a: c for a, c, _ in circles(plain)}, highlight(plain, chosen, theme=theme)
    lighter = {actor for actor, colour, _ in circles(after) if colour != before[actor]}
    assert lighter and not lighter & set(PAIR)
    for actor, colour, _ in circles(after):
        if actor in lighter:
            assert contrast(colour, said.paper) < contrast(before[actor], said.paper)
    for name in after.layout.annotations:
        below = name.bgcolor if name.bgcolor == said.mark else said.paper
        assert contrast(name.font.color, below) >= 4.5
        assert (name.font.color == said.text) == (name.name not in lighter)


def test_an_actor_keeps_its_own_lines_and_partners() -> None:
    actor = FRAME.edges["source_id"].iloc[0]
    own = FRAME.edges[(FRAME.edges["source_id"] == actor) | (FRAME.edges["target_id"] == actor)]
    plain = network.figure(FRAME)
    before, drawn = {a: c for a, c, _ in circles(plain)}, highlight(plain, [actor], theme="light")
    stays = {name for name, colour, _ in circles(drawn) if colour == before[name]}
    assert stays == {*own["source_id"], *own["target_id"]}
    ink = {style.LIGHT.text, style.LIGHT.edge}
    lines = [trace for trace in drawn.data if trace.mode == "lines"]
    assert sum(trace.x.count(None) for trace in lines if trace.line.color in ink) == len(own)
    assert sum(trace.x.count(None) for trace in lines) == len(FRAME.edges)


@pytest.mark.parametrize(
    "drawn",
    [network.figure(FRAME), ego.figure(FRAME), compare.figure(frames.changes())],
    ids=["network", "ego", "compare"],
)
@pytest.mark.parametrize("chosen", [(), PAIR])
def test_no_line_shows_through_a_circle(drawn: Any, chosen: tuple[str, ...]) -> None:
    after = highlight(drawn, chosen, theme="light")
    order = [trace.mode for trace in after.data]
    assert order == sorted(order)  # lines below marks
    for figure in (drawn, after):
        for trace in figure.data:
            if trace.mode == "markers" and trace.name != "pairs":
                assert trace.marker.opacity == 1 and trace.opacity is None
                assert trace.unselected.marker.opacity is None


def test_whoever_is_unknown_here_changes_nothing() -> None:
    plain = network.figure(FRAME)
    assert highlight(plain, ["person/nobody"], theme="light") == highlight(plain, [], theme="light")
    assert plain == network.figure(FRAME)  # the chart itself stays as it was


def test_the_centre_stands_in_the_middle_of_a_larger_picture_that_can_be_dragged() -> None:
    plain = network.figure(FRAME)
    near, whole = (highlight(plain, PAIR, theme="light", centre=actor) for actor in (PAIR[0], ""))
    at = {
        actor: (x, y)
        for trace in plain.data
        if trace.mode == "markers" and trace.name != "pairs"
        for (actor,), x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }[PAIR[0]]
    for axis, middle in zip(("xaxis", "yaxis"), at, strict=True):
        low, high = near.layout[axis].range
        assert (low + high) / 2 == pytest.approx(middle)
        assert high - low < 0.6 * plain.layout[axis].range[1]
        assert near.layout[axis].fixedrange is False and whole.layout[axis].range == plain.layout[axis].range
    assert near.layout.dragmode == "pan" and whole.layout.dragmode is False


def test_plotly_answers_no_click_and_no_hover() -> None:
    drawn = highlight(network.figure(FRAME), [], theme="light")
    assert drawn.layout.hovermode is False and drawn.layout.clickmode == "none"


def test_a_chosen_actor_without_room_for_a_name_gets_one() -> None:
    plain = network.figure(FRAME)
    plain.layout.annotations = [each for each in plain.layout.annotations if each.name != PAIR[0]]
    assert PAIR[0] in {each.name for each in highlight(plain, PAIR, theme="light").layout.annotations}


def test_paler_is_on_the_way_to_the_paper() -> None:
    assert paler("#000000", 1, "print") == "#ffffff" and paler("#102030", 0, "light") == "#102030"
    assert paler("#000000", 0.5, "print") == "#808080"
