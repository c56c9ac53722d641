"""Who stands between the others of a network."""

import pytest

from lib.stats.betweenness import betweenness
from tests.stats.graphs import graph


def shares(written: str) -> dict[str, float]:
    nodes, edges = graph(written)
    found = betweenness(nodes, edges)
    return dict(zip(found["actor"], found["betweenness"], strict=True))


def test_the_middle_of_a_chain_stands_between_all_others_and_its_ends_between_none() -> None:
    assert shares("ab1 bc9") == {"A": 0.0, "B": 1.0, "C": 0.0}
    assert shares("ab1 bc1 cd1")["B"] == pytest.approx(2 / 3, abs=1e-4)


def test_of_two_ways_of_one_length_each_counts_half_whatever_the_weights() -> None:
    assert shares("ab9 bc9 ad1 dc1") == dict.fromkeys("ABCD", pytest.approx(1 / 6, abs=1e-4))


def test_an_empty_network_has_the_column_too() -> None:
    nodes, edges = graph("ab1")
    empty = betweenness(nodes.head(0), edges.head(0))
    assert empty.empty and empty["betweenness"].dtype == "float64"
