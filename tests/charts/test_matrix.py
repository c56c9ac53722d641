"""Who is named with whom, as a table of shades."""

from typing import get_args

import pandas as pd

from lib.charts import matrix, style
from lib.charts.pairs import EDGE_COLUMNS, NODE_COLUMNS, Network
from lib.stats.chance import MORE
from tests.cases import every_case
from tests.charts.frames import network
from tests.charts.test_style import contrast


def test_each_pair_has_one_cell_below_the_diagonal() -> None:
    frame = network(6)
    cells = [trace for trace in matrix.figure(frame).data if trace.name == "pairs"]
    places = [(x, y) for trace in cells for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(places) == len(set(places)) == len(frame.edges)
    assert all(column < row for column, row in places)


def test_a_click_on_a_cell_hands_over_the_pair_whose_count_stands_in_it() -> None:
    frame = network(6)
    cells = [trace for trace in matrix.figure(frame).data if trace.name == "pairs"]
    clicked = {tuple(key) for trace in cells for key in trace.customdata}
    assert clicked == set(zip(frame.edges["source_id"], frame.edges["target_id"], strict=True))
    note = [text for trace in cells for text in trace.text]
    assert sorted(note) == sorted(map(str, frame.edges["weight"]))


def test_members_of_a_community_stand_together_and_more_than_fit_are_left_to_the_table() -> None:
    groups = matrix.order(network())["community"].tolist()
    assert groups == sorted(groups) and len(groups) == matrix.MOST


def test_words_name_the_darkest_of_the_cells_that_are_drawn() -> None:
    frame = network()
    last = frame.edges.iloc[[-1]].assign(
        source_id="place/a", target_id="place/b", weight=60, source="Far Isle"
    )
    ends = frame.nodes.head(2).assign(actor_id=["place/a", "place/b"])
    wide = Network(nodes=pd.concat([frame.nodes, ends]), edges=pd.concat([frame.edges, last]))
    assert "place/a" not in set(matrix.order(wide)["actor_id"])
    assert "Far Isle" not in matrix.alt(wide)


def test_the_heaviest_pairs_are_drawn_where_the_strongest_actors_share_none() -> None:
    hubs = [f"Hub {number:02}" for number in range(20)]
    pairs = [(f"{hub}, leaf {leaf}", hub, 3.0 - leaf) for hub in hubs for leaf in range(3)]
    names = dict.fromkeys(name for leaf, hub, _ in pairs for name in (leaf, hub))
    frame = Network(
        nodes=pd.DataFrame([(name, name, "person", 9, 9) for name in names], columns=[*NODE_COLUMNS]),
        edges=pd.DataFrame([(*pair, 1, *pair[:2], 2, MORE) for pair in pairs], columns=[*EDGE_COLUMNS]),
    )
    assert any(trace.name == "pairs" for trace in matrix.figure(frame).data)
    assert "Hub 00, leaf 0 with Hub 00 (3)" in matrix.alt(frame)


def test_each_name_stands_where_its_row_ends() -> None:
    names = matrix.figure(network(6)).layout.annotations
    assert [(name.x, name.y) for name in names] == [(place - 0.5, place) for place in range(6)]


def test_what_is_left_out_is_told() -> None:
    assert "The 14 strongest actors: " in matrix.figure(network()).layout.title.text
    assert "strongest" not in matrix.figure(network(6)).layout.title.text


def test_a_cut_made_by_the_question_and_blank_cells_are_told() -> None:
    frame = network(6)
    frame.edges.attrs = {"of": 300, "minimum": 2}
    note = matrix.figure(frame).layout.title.text
    assert f"The 6 strongest actors: {len(frame.edges)} of 300 pairs" in note
    assert "Blank: fewer than 2 reports<br>" in note
    frame.edges["verdict"] = MORE
    assert "Blank: fewer than 2 reports or no more than chance" in matrix.figure(frame).layout.title.text


@every_case("theme", get_args(style.Theme))
def test_counts_can_be_read_on_every_shade(theme: style.Theme) -> None:
    said = style.ink(theme)
    few, some, more, most = said.heat
    for letters, shades in ((said.text, (few, some)), (said.paper, (more, most))):
        assert min(contrast(letters, shade) for shade in shades) >= 4.5


def test_a_name_has_no_shade_beside_itself() -> None:
    shades = matrix.figure(network(6)).data[0].z
    for row, line in enumerate(shades):
        assert all(shade is not None for shade in line[:row])
        assert all(shade is None for shade in line[row:])


def test_a_cell_with_a_share_of_lists_tells_it() -> None:
    frame = network(6)
    weights = [0.45, 2.45, 12.3, 0.02, *[1.0] * (len(frame.edges) - 4)]
    frame.edges["weight"] = weights
    drawn = matrix.figure(frame)
    note = {text for trace in drawn.data if trace.name == "pairs" for text in trace.text}
    assert note == {"0.45", "2.5", "12", "0.02", "1"}
    assert {value for row in drawn.data[0].z for value in row} >= set(weights)
