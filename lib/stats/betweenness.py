"""How often an actor stands between two others of a network."""

import networkx as nx
import pandas as pd

from lib.stats.communities import graph_of


def betweenness(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Return the nodes with a column betweenness, 0 to 1: the share of shortest ways between two others.

    Ways are counted in pairs, whatever their weights (`networkx.betweenness_centrality`: U. Brandes, A Faster
    Algorithm for Betweenness Centrality, 2001).
    """
    shares = nx.betweenness_centrality(graph_of(nodes, edges))
    return nodes.assign(betweenness=nodes["actor_id"].map(shares).astype("float64").round(4))
