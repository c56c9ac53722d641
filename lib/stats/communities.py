"""Groups of actors that are named more with each other than with the rest."""

import networkx as nx
import pandas as pd

SEED = 1962  # any fixed number: the same network has the same groups each time


def communities(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Return the nodes with a column community: 0 for the group with most co-mentions, then 1, 2 ...

    By Louvain's method on the weights with a fixed seed and names in order: one selection always gives the
    same groups. All are 0 without weights.
    """
    graph = graph_of(nodes, edges)
    weighed = graph.size(weight="weight") > 0  # pairs that lists alone name may round to nothing
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED) if weighed else []
    strength = dict(graph.degree(weight="weight"))
    ordered = sorted(found, key=lambda group: (-sum(strength[actor] for actor in group), min(group)))
    number = {actor: place for place, group in enumerate(ordered) for actor in group}
    return nodes.assign(community=nodes["actor_id"].map(lambda actor: number.get(actor, 0)).astype("int64"))


def graph_of(nodes: pd.DataFrame, edges: pd.DataFrame) -> "nx.Graph[str]":
    """Return a networkx graph of the two frames; nodes and edges are added in the order of their ids."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes["actor_id"]))
    pairs = zip(edges["source_id"], edges["target_id"], edges["weight"], strict=True)
    graph.add_weighted_edges_from(sorted((source, target, float(weight)) for source, target, weight in pairs))
    return graph
