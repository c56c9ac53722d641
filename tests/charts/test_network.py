"""Who is named with whom, as a drawing."""

from dataclasses import replace

import pandas as pd
import pytest

from lib.charts import network as chart
from lib.charts import network_drawing, printed, style
from lib.charts.actor_groups import Colour, coloured
from lib.charts.network import marked
from lib.charts.pairs import Network
from lib.charts.text_metrics import width_of
from lib.stats.communities import communities
from tests.cases import every_case
from tests.charts.frames import changes, network

FRAME = network()
DRAWN = chart.figure(FRAME)


def test_a_click_on_a_mark_hands_over_the_actor() -> None:
    marks = [trace for trace in DRAWN.data if trace.mode == "markers" and trace.name != "pairs"]
    assert {key[0] for trace in marks for key in trace.customdata} == set(FRAME.nodes["actor_id"])


def test_a_click_on_the_middle_of_a_line_hands_over_the_pair() -> None:
    handles = next(trace for trace in DRAWN.data if trace.name == "pairs")
    pairs = set(zip(FRAME.edges["source_id"], FRAME.edges["target_id"], strict=True))
    assert {tuple(key) for key in handles.customdata} == pairs
    assert handles.marker.opacity == 0


def test_every_actor_has_its_label_beside_its_mark() -> None:
    labels = DRAWN.layout.annotations
    assert len(labels) == len(FRAME.nodes)
    assert all(max(abs(label.xshift), abs(label.yshift)) > 4 for label in labels)


def test_thicker_lines_carry_more() -> None:
    lines = [trace for trace in DRAWN.data if trace.mode == "lines"]
    assert len({trace.line.width for trace in lines}) == 4
    assert sum(trace.x.count(None) for trace in lines) == len(FRAME.edges)


def test_marks_grow_with_mentions_and_keep_a_size_to_hit() -> None:
    nodes = network_drawing.connected(network())
    radii = network_drawing.radii(nodes)
    assert (radii[:-1] >= radii[1:]).all() and radii.min() >= 4.5


def test_actors_without_a_pair_are_left_out() -> None:
    frame = network(4)
    lone = pd.concat([frame.nodes, frame.nodes.tail(1).assign(actor_id="person/alone")])
    assert len(network_drawing.connected(replace(frame, nodes=lone))) == 4


def test_the_same_network_gives_the_same_drawing() -> None:
    assert DRAWN.to_dict() == chart.figure(network()).to_dict()


def test_the_kinds_that_are_drawn_are_told_and_what_a_line_counts() -> None:
    said = chart.figure(network(4)).layout.title.text
    assert "People" in said and "Groups" not in said and style.KIND_COLOURS["person"] in said
    assert "more paragraphs name both" in chart.figure(network(), unit="paragraph").layout.title.text


def test_lines_fade_under_a_name_and_leave_no_stumps_beside_it() -> None:
    themes: tuple[style.Theme, ...] = ("light", "dark")
    for theme in themes:
        for label in chart.figure(network(), theme=theme).layout.annotations:
            assert label.bgcolor == style.veil(theme) and label.font.shadow == style.glow(theme)
    assert style.veil("light") == "rgba(253, 252, 249, 0.7)"


LONG = "Parliamentary Committee on Fisheries, Harbours and Lighthouses of the Northern Islands"


@every_case("width", printed.PRESETS)
def test_a_long_name_takes_lines_and_keeps_its_letters_in_files_too(width: printed.Preset) -> None:
    frame = network()
    frame.nodes.loc[frame.nodes["actor"] == "Norland", "actor"] = LONG
    size = printed.PRESETS[width]
    drawn = printed.printed(chart.figure(frame), question="Who?", source="", theme="light", size=size)
    (label,) = [each for each in drawn.layout.annotations if each.text.startswith("Parliamentary")]
    rows = label.text.split("<br>")
    assert " ".join(rows) == LONG and 3 <= len(rows) <= 6
    assert max(width_of(row, label.font.size) for row in rows) <= 150
    assert not [each.text for each in drawn.layout.annotations if "…" in each.text]


def test_a_group_that_is_lifted_out_keeps_its_colour_and_the_rest_is_grey() -> None:
    def drawn(lift: str) -> dict[str, str]:
        circles = chart.figure(network(), lift=lift).data
        return {each.name: each.marker.color for each in circles if each.mode == "markers"}

    plain, lifted = drawn(""), drawn("People")
    assert plain.keys() == lifted.keys() and drawn("Nobody") == plain
    for name in plain.keys() - {"pairs"}:
        assert lifted[name] == (plain[name] if name == "People" else style.LIGHT.rest)


def test_a_mark_s_area_follows_its_mentions() -> None:
    note = network_drawing.radii(pd.DataFrame({"mentions": [100, 25, 1]}))
    assert note.tolist() == [16.0, 8.0, 4.5]


def test_of_many_pairs_each_can_be_opened() -> None:
    ends = [(f"person/{n}", f"person/{n + 1}") for n in range(300)]
    edges = pd.DataFrame(ends, columns=["source_id", "target_id"]).assign(weight=range(1, 301), hint="")
    points = {f"person/{n}": (float(n), 0.0) for n in range(301)}
    clicked = network_drawing.handles(edges, points, theme="light").customdata
    assert {tuple(pair) for pair in clicked} == set(ends)


@every_case("colour", ["kind", "community"])
def test_a_mark_has_the_colour_and_the_size_of_the_drawing(colour: Colour) -> None:
    whole = network()
    grouped = Network(nodes=communities(whole.nodes, whole.edges), edges=whole.edges)
    drawn = {
        actor[0]: (trace.marker.color, size)
        for trace in chart.figure(grouped, colour=colour).data
        if trace.name != "pairs" and trace.mode == "markers"
        for actor, size in zip(trace.customdata, trace.marker.size, strict=True)
    }
    note = marked(grouped.nodes, colour=colour)
    hues = {actor: hue for actor, (hue, _) in drawn.items()}
    assert dict(zip(note["actor_id"], note["colour"], strict=True)) == hues
    for actor, size in zip(note["actor_id"], note["size"], strict=True):
        assert size * 2 == pytest.approx(drawn[actor][1], abs=0.1)


def test_actors_of_a_comparison_are_sized_by_weight() -> None:
    nodes = changes().nodes.drop(columns="mentions")
    note = marked(nodes)
    heaviest = note["size"].iloc[int(nodes["weight"].argmax())]
    assert heaviest == note["size"].max() > note["size"].min()
    assert list(note.columns) == [*nodes.columns, "colour", "size"]


@every_case(("leaders", "names"), [
    (("Ministry of the Sea", "Norland"), ["Ministry of the Sea", "Norland"]),
    (("Ministry of the Fleet of Norland", "Ministry of the Fleet of Sudmark"), None),
    (("Alder", "Alder"), ["Alder", "Alder (2)"]),
])  # fmt: skip
def test_each_community_has_a_name_of_its_own(leaders: tuple[str, str], names: list[str] | None) -> None:
    actors = [leaders[0], "Ada", leaders[1], "Bram"]
    nodes = pd.DataFrame({"actor": actors, "community": [0, 0, 1, 1]})
    groups = [group.name for group in coloured(nodes, "community")]
    assert groups == [f"around {name}" for name in names or leaders]


def test_an_unknown_kind_is_grey_and_none_are_none() -> None:
    whole = network(3).nodes
    assert set(marked(whole.assign(kind="comet"))["colour"]) == {style.OTHER}
    assert marked(whole.head(0)).empty
