"""Who is named with whom, as a table of shades."""

from lib.charts import matrix
from tests.charts.frames import network


def test_each_pair_has_one_cell_below_the_diagonal() -> None:
    frame = network(6)
    cells = [trace for trace in matrix.figure(frame).data if trace.name == "pairs"]
    places = [(x, y) for trace in cells for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(places) == len(set(places)) == len(frame.edges)
    assert all(column < row for column, row in places)


def test_a_click_on_a_cell_hands_over_the_pair() -> None:
    frame = network(6)
    clicked = {
        tuple(key) for trace in matrix.figure(frame).data if trace.name == "pairs" for key in trace.customdata
    }
    assert clicked == set(zip(frame.edges["source_id"], frame.edges["target_id"], strict=True))


def test_the_count_stands_in_its_cell() -> None:
    frame = network(6)
    told = [text for trace in matrix.figure(frame).data if trace.name == "pairs" for text in trace.text]
    assert sorted(told) == sorted(map(str, frame.edges["weight"]))


def test_members_of_a_community_stand_together() -> None:
    groups = matrix.order(network())["community"].tolist()
    assert groups == sorted(groups)


def test_more_actors_than_fit_are_left_to_the_table() -> None:
    assert len(matrix.order(network())) == matrix.MOST


def test_each_name_stands_where_its_row_ends() -> None:
    names = matrix.figure(network(6)).layout.annotations
    assert [(name.x, name.y) for name in names] == [(place - 0.5, place) for place in range(6)]


def test_what_is_left_out_is_told() -> None:
    assert "The 14 strongest of 25 actors" in matrix.figure(network()).layout.title.text
    assert "strongest" not in matrix.figure(network(6)).layout.title.text


def test_a_name_has_no_shade_beside_itself() -> None:
    shades = matrix.figure(network(6)).data[0].z
    for row, line in enumerate(shades):
        assert all(shade is not None for shade in line[:row])
        assert all(shade is None for shade in line[row:])
