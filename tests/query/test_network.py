import inspect
from collections.abc import Callable
from typing import get_type_hints

import pandas as pd
import pytest

from lib.model.filter import Choice, Filter
from lib.query import actors, backbone, compare, ego, network, pairs, stories
from lib.query.pairs import PairRequest, Unit
from lib.stats.association import VERDICTS
from lib.store.archive import ArchiveReader
from tests.rows import each_row

Edge = tuple[str, str, int, int]
CAPTION = Filter(zones=("caption",), kinds=("person", "place"))
# filter, unit, minimum, edges as source, target, weight, stories
EDGES: list[tuple[Filter, Unit, int, list[Edge]]] = [
    (
        Filter(), "sentence", 1,
        [
            ("Norland", "Sudland", 3, 2), ("Harbour Union", "Tom Hale", 2, 2),
            ("Norland", "Ida Brandt", 2, 2), ("Ida Brandt", "Tom Hale", 1, 1),
        ],
    ),
    (Filter(), "sentence", 3, [("Norland", "Sudland", 3, 2)]),
    (
        Filter(), "paragraph", 2,
        [("Norland", "Ida Brandt", 3, 3), ("Harbour Union", "Tom Hale", 2, 2), ("Norland", "Sudland", 2, 2)],
    ),
    (
        Filter(), "article", 2,
        [
            ("Norland", "Ida Brandt", 3, 3), ("Harbour Union", "Ida Brandt", 2, 2),
            ("Harbour Union", "Tom Hale", 2, 2), ("Ida Brandt", "Tom Hale", 2, 2),
            ("Norland", "Sudland", 2, 2),
        ],
    ),
    (Filter(zones=("caption",)), "sentence", 1, []),
    (CAPTION, "sentence", 1, [("Tom Hale", "Old Quay", 1, 1)]),
    (Filter(kinds=("person",)), "sentence", 1, [("Ida Brandt", "Tom Hale", 1, 1)]),
    (Filter(roles=("demonym",)), "sentence", 1, []),
    (Filter(tags=Choice(any=("Harbour",))), "sentence", 2, [("Harbour Union", "Tom Hale", 2, 2)]),
]  # fmt: skip


def nodes_in(db: ArchiveReader, request: network.NetworkRequest) -> pd.DataFrame:
    return network.nodes_of(db, request.criteria, network.edges(db, request))


@pytest.mark.parametrize(("criteria", "unit", "minimum", "expected"), EDGES)
def test_edges_weigh_the_places_that_name_both(
    db: ArchiveReader, criteria: Filter, unit: Unit, minimum: int, expected: list[Edge]
) -> None:
    answer = network.edges(db, network.NetworkRequest(criteria=criteria, unit=unit, minimum=minimum))
    rows = zip(answer["source"], answer["target"], answer["weight"], answer["stories"], strict=True)
    assert list(rows) == expected
    asked = {"unit": unit, "minimum": minimum, "exact": True, "note": ""}
    assert asked.items() <= answer.attrs.items()


def test_every_end_of_an_edge_is_a_node_and_no_other(db: ArchiveReader) -> None:
    edges, nodes = (
        network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1)),
        nodes_in(db, network.NetworkRequest(criteria=Filter(), minimum=1)),
    )
    assert set(edges["source_id"]) | set(edges["target_id"]) == set(nodes["actor_id"])
    for node in each_row(nodes):
        own = edges[(edges["source_id"] == node.actor_id) | (edges["target_id"] == node.actor_id)]
        assert (node.degree, node.weight) == (len(own), own["weight"].sum())
    assert nodes["weight"].is_monotonic_decreasing


def test_the_actors_with_the_largest_weights_are_kept(db: ArchiveReader) -> None:
    answer = network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1, most=2))
    assert answer[["source", "target"]].to_numpy().tolist() == [["Norland", "Ida Brandt"]]
    assert len(nodes_in(db, network.NetworkRequest(criteria=Filter(), minimum=1, most=2))) == 2


def test_layout_places_every_node_and_repeats_itself(db: ArchiveReader) -> None:
    placed = network.layout(db, network.NetworkRequest(criteria=Filter(), minimum=1))
    assert list(placed["actor_id"]) == list(
        nodes_in(db, network.NetworkRequest(criteria=Filter(), minimum=1))["actor_id"]
    )
    assert placed.equals(network.layout(db, network.NetworkRequest(criteria=Filter(), minimum=1)))


def test_a_large_selection_is_sought_among_the_most_named_and_says_so(
    db: ArchiveReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1))
    monkeypatch.setattr(pairs, "MOST_ROWS", 0)
    monkeypatch.setattr(pairs, "MOST_NAMED", 3)
    pruned = network.edges(
        db, network.NetworkRequest(criteria=Filter(languages=("en", "de"), kinds=Filter().kinds), minimum=1)
    )
    assert not pruned.attrs["exact"]
    assert "the 3 most named" in pruned.attrs["note"]
    shared = ["source", "target", "weight", "stories"]
    assert set(map(tuple, pruned[shared].to_numpy())) <= set(map(tuple, whole[shared].to_numpy()))


def test_chance_is_told_by_stories(db: ArchiveReader) -> None:
    edge = network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1)).iloc[0]
    everyone = actors.counts(db, Filter(), limit=50).set_index("actor_id")["stories"]
    assert (edge["together"], edge["source_stories"], edge["target_stories"]) == (
        2, everyone[edge["source_id"]], everyone[edge["target_id"]],
    )  # fmt: skip
    assert edge["low"] <= edge["expected"] <= edge["high"]
    assert edge["verdict"] in VERDICTS


def test_stories_that_name_both_anywhere_are_as_many_as_the_edge_by_story_weighs(db: ArchiveReader) -> None:
    by_story = network.edges(
        db, network.NetworkRequest(criteria=Filter(), unit="article", minimum=1)
    ).set_index(["source_id", "target_id"])
    for unit in ("sentence", "paragraph", "article"):
        for edge in each_row(
            network.edges(db, network.NetworkRequest(criteria=Filter(), unit=unit, minimum=1))
        ):
            assert edge.together == by_story["weight"][edge.source_id, edge.target_id]


def test_units_are_the_selected_stories(db: ArchiveReader) -> None:
    for criteria in (Filter(), Filter(tags=Choice(any=("Harbour",)))):
        units = network.edges(db, network.NetworkRequest(criteria=criteria, minimum=1)).attrs["units"]
        assert units == stories.totals(db, criteria)["stories"].iloc[0]


def test_few_stories_are_never_surely_more_than_chance(db: ArchiveReader) -> None:
    assert network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1, chance="more")).empty


@pytest.mark.parametrize(
    "question",
    [
        network.edges, network.layout, backbone.edges, backbone.layout, ego.edges, ego.layout,
        compare.changes, compare.layout,
    ],
)  # fmt: skip
def test_a_network_is_asked_for_by_one_request(question: Callable[..., pd.DataFrame]) -> None:
    db, request = inspect.signature(question).parameters.values()
    assert (db.name, request.name) == ("db", "request")
    assert issubclass(get_type_hints(question)["request"], PairRequest)
