import pandas as pd

from lib.stats.communities import communities
from tests.stats.graphs import graph


def groups(frame: pd.DataFrame) -> dict[int, set[str]]:
    """Return the actors of each community."""
    return {int(str(number)): set(rows["actor"]) for number, rows in frame.groupby("community")}


def test_two_circles_with_one_tie_are_two_communities_the_heavier_first() -> None:
    nodes, edges = graph("ab5 bc5 ac5 de9 ef9 df9 cd1")
    assert groups(communities(nodes, edges)) == {0: {"D", "E", "F"}, 1: {"A", "B", "C"}}


def test_the_order_of_rows_changes_nothing() -> None:
    nodes, edges = graph("ab5 bc5 ac5 de9 ef9 df9 cd1 gh2 hi2")
    shuffled = communities(nodes.sample(frac=1, random_state=1), edges.sample(frac=1, random_state=2))
    assert groups(shuffled) == groups(communities(nodes, edges))


def test_weights_below_one_are_weights_too_and_nothing_is_one_community() -> None:
    nodes, edges = graph("ab5 bc5 ac5 de9 ef9 df9 cd1")
    parts = edges.assign(weight=edges["weight"] / 20)
    assert groups(communities(nodes, parts)) == groups(communities(nodes, edges))
    assert list(communities(nodes, edges.assign(weight=0.0))["community"]) == [0] * len(nodes)


def test_no_edges_are_one_community() -> None:
    nodes, edges = graph("ab1")
    assert list(communities(nodes, edges.head(0))["community"]) == [0, 0]


def test_an_empty_network_has_the_column_too() -> None:
    nodes, edges = graph("ab1")
    empty = communities(nodes.head(0), edges.head(0))
    assert empty["community"].dtype == "int64"
    assert empty.empty
