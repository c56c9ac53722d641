import inspect
from collections.abc import Callable
from typing import get_type_hints

import pandas as pd
import pytest

from lib.model.filter import Choice, Filter
from lib.query import actors, compare, ego, network, relations, stories
from lib.query.names_sought import coverage_note
from lib.query.pairs import PairRequest, Unit
from lib.stats.chance import UNTESTED
from lib.store.archive import ArchiveReader
from tests.cases import every_case
from tests.rows import each_row

Edge = tuple[str, str, int, int]
HARBOUR: list[Edge] = [
    ("Harbour Union", "Tom Hale", 2, 2), ("Ida Brandt", "Tom Hale", 1, 1), ("Norland", "Ida Brandt", 1, 1),
    ("Norland", "Sudland", 1, 1),
]  # fmt: skip
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
    (Filter(), "sentence", 3, []),
    (
        Filter(), "paragraph", 3,
        [("Norland", "Ida Brandt", 3, 3)],
    ),
    (
        Filter(), "article", 3,
        [("Norland", "Ida Brandt", 3, 3)],
    ),
    (Filter(zones=("caption",)), "sentence", 1, []),
    (CAPTION, "sentence", 1, [("Tom Hale", "Old Quay", 1, 1)]),
    (Filter(kinds=("person",)), "sentence", 1, [("Ida Brandt", "Tom Hale", 1, 1)]),
    (Filter(roles=("demonym",)), "sentence", 1, []),
    (Filter(tags=Choice(any=("Harbour",))), "sentence", 1, HARBOUR),
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
    asked = {"unit": unit, "minimum": minimum, "exact": True}
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


def test_the_actors_with_most_reports_are_kept(db: ArchiveReader) -> None:
    request = network.NetworkRequest(criteria=Filter(), most=2, ties="all")
    assert network.edges(db, request)[["source", "target"]].to_numpy().tolist() == [["Norland", "Ida Brandt"]]
    assert len(nodes_in(db, request)) == 2


def test_the_first_pair_is_kept_where_the_strongest_actors_share_none(db: ArchiveReader) -> None:
    harbour = Filter(tags=Choice(any=("Harbour",)))
    request = network.NetworkRequest(criteria=harbour, most=2, ties="all")
    kept = network.edges(db, request)[["source", "target"]].to_numpy().tolist()
    assert kept == [["Harbour Union", "Tom Hale"]]


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
    monkeypatch.setattr(relations, "MOST_ROWS", 0)
    monkeypatch.setattr(relations, "MOST_NAMED", 3)
    pruned = network.edges(
        db, network.NetworkRequest(criteria=Filter(languages=("en", "de"), kinds=Filter().kinds), minimum=1)
    )
    assert not pruned.attrs["exact"]
    assert "the 3 actors named most" in pruned.attrs["note"]
    shared = ["source", "target", "weight", "stories"]
    assert set(map(tuple, pruned[shared].to_numpy())) <= set(map(tuple, whole[shared].to_numpy()))


def test_chance_is_told_by_reports(db: ArchiveReader) -> None:
    edges = network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1))
    everyone = actors.counts(db, Filter(), limit=50).set_index("actor_id")["stories"]
    for edge in each_row(edges):
        a, b = everyone[edge.source_id], everyone[edge.target_id]
        assert (edge.reports, edge.source_reports, edge.target_reports) == (edge.stories, a, b)
        assert edge.expected == pytest.approx(a * b / edges.attrs["units"]) and edge.verdict == UNTESTED


def test_in_few_reports_every_pair_is_shown_and_the_note_says_why(db: ArchiveReader) -> None:
    shown = network.edges(db, network.NetworkRequest(criteria=Filter()))
    assert shown["reports"].min() == 1 and shown.attrs["minimum"] == 1
    said = "4 of 4 pairs; 1 rests on a single report, as the selection has fewer than 10 reports."
    assert shown.attrs["counts"] == said
    assert shown.attrs["note"] == said
    assert coverage_note(db, Filter()).full.startswith("Looked for in German (1 story): ")


def test_units_are_the_selected_stories(db: ArchiveReader) -> None:
    for criteria in (Filter(), Filter(tags=Choice(any=("Harbour",)))):
        units = network.edges(db, network.NetworkRequest(criteria=criteria)).attrs["units"]
        assert units == stories.totals(db, criteria)["stories"].iloc[0]


def test_few_stories_are_never_surely_more_than_chance(db: ArchiveReader) -> None:
    assert network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1, chance="more")).empty


@every_case(
    "question",
    [
        network.edges, network.layout, network.cells, network.heads, ego.edges, ego.layout,
        compare.changes, compare.layout,
    ],
)  # fmt: skip
def test_a_network_is_asked_for_by_one_request(question: Callable[..., pd.DataFrame]) -> None:
    db, request = inspect.signature(question).parameters.values()
    assert (db.name, request.name) == ("db", "request")
    assert issubclass(get_type_hints(question)["request"], PairRequest)
