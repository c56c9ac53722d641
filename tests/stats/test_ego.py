import networkx as nx

from lib.stats.communities import graph_of
from lib.stats.ego import ego
from tests.stats.graphs import graph


def test_it_is_the_ego_graph_of_networkx() -> None:
    nodes, edges = graph("ab5 bc5 ac5 de9 ef9 cd1 af2")
    centre = str(nodes.loc[nodes["actor"] == "A", "actor_id"].iloc[0])
    own, ties = ego(nodes, edges, centre)
    reference = nx.ego_graph(graph_of(nodes, edges), centre)
    assert set(own["actor_id"]) == set(reference)
    assert len(ties) == reference.number_of_edges()


def test_the_strongest_partners_stay() -> None:
    nodes, edges = graph("ab5 ac4 ad3 ae2 bc1 de1")
    centre = str(nodes.loc[nodes["actor"] == "A", "actor_id"].iloc[0])
    own, ties = ego(nodes, edges, centre, most=2)
    assert set(own["actor"]) == {"A", "B", "C"}
    assert len(ties) == 3


def test_an_actor_without_edges_has_no_network() -> None:
    nodes, edges = graph("ab5")
    own, ties = ego(nodes, edges, "person/nobody")
    assert own.empty
    assert ties.empty
