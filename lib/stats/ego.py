"""One actor and those it is named with."""

import pandas as pd

MOST = 40


def ego(
    nodes: pd.DataFrame, edges: pd.DataFrame, actor: str, *, most: int = MOST
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The nodes and edges of an actor's network: its `most` strongest partners and the ties among them.

    Both empty where the actor stands in no edge. Equal weights are told apart by the partner's id.
    """
    own = edges[(edges["source_id"] == actor) | (edges["target_id"] == actor)]
    partner = own["source_id"].where(own["target_id"] == actor, own["target_id"])
    ranked = own.assign(partner=partner).sort_values(["weight", "partner"], ascending=[False, True])
    chosen = {actor, *ranked["partner"].head(most)} if len(own) else set()
    within = edges["source_id"].isin(chosen) & edges["target_id"].isin(chosen)
    return nodes[nodes["actor_id"].isin(chosen)], edges[within]
