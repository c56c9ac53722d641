"""Colour and size of each actor's mark, for a network that is drawn elsewhere."""

import pandas as pd

from lib.charts import style, web
from lib.charts.network import Colour, by_community


def marked(nodes: pd.DataFrame, *, colour: Colour = "kind") -> pd.DataFrame:
    """Return the nodes with columns colour ("#416697") and size (the radius in pixels), as our networks
    draw them.

    Nodes without mentions, those of a comparison, are sized by their weight.
    """
    counted = nodes if "mentions" in nodes else nodes.assign(mentions=nodes["weight"])
    ordered = counted.sort_values(["mentions", "actor"], ascending=[False, True]).reset_index(drop=True)
    groups = by_community(ordered) if colour == "community" else web.by_kind(ordered)
    colours = {actor: group.colour for group in groups for actor in group.nodes["actor_id"]}
    return nodes.assign(
        colour=[colours.get(actor, style.OTHER) for actor in nodes["actor_id"]],
        size=web.radii(counted).round(2) if len(nodes) else [],
    )
