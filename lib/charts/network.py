"""The chart of actors as marks and of pairs named together as lines."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import network_drawing, style
from lib.charts.actor_groups import Colour, coloured
from lib.charts.network_drawing import connected
from lib.charts.pair_words import EMPTY, Unit, strongest
from lib.charts.pairs import Network, core
from lib.charts.strokes import by_weight
from lib.model.wording import count

COLUMNS = ("nodes", "edges")
QUESTION = "Who is named with whom?"
ASKS = {"nodes": "network.layout", "edges": "network.edges"}


def figure(
    frame: Network,
    *,
    theme: style.Theme = "light",
    unit: Unit = "sentence",
    colour: Colour = "kind",
    remarks: str = "",
    lift: str = "",
    room: style.Room = style.PAGE,
) -> go.Figure:
    """Return the network: marks sized by mentions, lines by how often a pair is named together.

    The group `lift` of the legend ("People") keeps its colour, all others are grey.
    """
    if frame.empty:
        return style.empty_state(EMPTY, theme, height=network_drawing.HEIGHT)
    frame = core(frame, frame.edges.sort_values("reports", ascending=False, kind="stable"), room.names)
    strokes = [*by_weight(frame.edges, theme)]
    return network_drawing.of_mentions(
        frame, strokes, unit=unit, colour=colour, remarks=remarks, theme=theme, lift=lift, room=room,
    )  # fmt: skip


def alt(frame: Network) -> str:
    """Return a description: how many actors and pairs, and the strongest pairs."""
    if frame.empty:
        return EMPTY
    return (
        f"A network of {count(len(connected(frame)), 'actor')} and "
        f"{count(len(frame.edges), 'pair')} named together. Strongest: {strongest(frame.edges)}."
    )


def marked(nodes: pd.DataFrame, *, colour: Colour = "kind") -> pd.DataFrame:
    """Return the nodes with the colour ("#416697") and size (radius in pixels) of their marks in the network.

    Without a column `mentions`, as in a comparison, the size is that of `weight`.
    """
    counted = nodes if "mentions" in nodes else nodes.assign(mentions=nodes["weight"])
    ordered = counted.sort_values(["mentions", "actor"], ascending=[False, True]).reset_index(drop=True)
    groups = coloured(ordered, colour)
    colours = {actor: group.colour for group in groups for actor in group.nodes["actor_id"]}
    return nodes.assign(
        colour=[colours.get(actor, style.OTHER) for actor in nodes["actor_id"]],
        size=network_drawing.radii(counted).round(2) if len(nodes) else [],
    )
