"""The chart as a table, of links."""

from lib.ui.actors import link_table
from lib.ui.render import Link
from lib.ui.view import EVERYTHING, View
from tests.charts.frames import named_actors, network, networks


def test_a_table_says_of_how_many_actors_it_lists_the_most_named() -> None:
    frame, view = named_actors(), View(page="actors", criteria=EVERYTHING)
    for of, caption in ((len(frame), ""), (1200, f"The {len(frame)} named most, of 1,200.")):
        frame.attrs["of"] = of
        assert link_table.TABLES["actors_bar"](frame, view).caption == caption


def test_a_pair_in_lists_has_a_short_weight_in_small_networks() -> None:
    frame, view = networks(), View(page="actors", criteria=EVERYTHING, own={"show": "networks"})
    drawn = link_table.TABLES["networks"](frame.assign(weight=1 / 11), view)
    assert {cell.label for _, *cells in drawn.rows for cell in cells if isinstance(cell, Link)} == {"0.091"}


def test_a_table_of_small_networks_has_the_weight_of_each_pair_in_each() -> None:
    frame, view = networks(), View(page="actors", criteria=EVERYTHING, own={"show": "networks"})
    drawn = link_table.TABLES["networks"](frame, view)
    weights = {
        (row["source"], row["target"], row["series"]): row["weight"] for row in frame.to_dict("records")
    }
    series = list(frame.attrs["parts"])
    assert [head.words for head in drawn.heads] == ["Pair", *series]
    assert len(drawn.rows) == len(weights) // len(series)
    for pair, *cells in drawn.rows:
        assert isinstance(pair, Link)
        ends = pair.label.split(" – ")
        shown = [cell if isinstance(cell, str) else cell.label for cell in cells]
        assert shown == [f"{weights[(*ends, name)]:,}" for name in series]


def test_the_table_of_an_actors_network_lists_its_partners_by_name_then_the_pairs_among_them() -> None:
    frame, view = network(8).edges, View(page="actors", criteria=EVERYTHING, own={"show": "ego"})
    frame.attrs["ego"] = ego = str(frame["target_id"].iloc[-1])
    drawn = link_table.TABLES["ego"](frame, view)
    own = [row for row in frame.to_dict("records") if ego in (row["source_id"], row["target_id"])]
    partners = [row["target"] if row["source_id"] == ego else row["source"] for row in own]
    labels = [cells[0].label for cells in drawn.rows if isinstance(cells[0], Link)]
    assert labels[: len(own)] == partners and len(labels) == len(frame)
    assert all(" – " in label for label in labels[len(own) :])
