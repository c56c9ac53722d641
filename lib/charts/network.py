"""Who is named with whom: actors as marks, pairs as lines."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import network_drawing, style
from lib.charts.network_drawing import Colour, connected
from lib.charts.pairs import EMPTY, Network, Unit, nouns, pair_sentence, pairs_of, thicker
from lib.charts.remarks import beside
from lib.model.wording import count, listed

COLUMNS = ("nodes", "edges")
QUESTION = "Who is named with whom?"
ASKS = {"nodes": "network.layout", "edges": "network.edges"}


def figure(
    frame: Network,
    *,
    theme: style.Theme = "light",
    note: str = "",
    unit: Unit = "sentence",
    colour: Colour = "kind",
    width: int = network_drawing.WIDTH,
    remarks: str = "",
) -> go.Figure:
    """Return marks by mentions, lines by how often a pair is named together; both can be clicked."""
    if frame.empty:
        drawn = style.calm(style.sheet(theme, height=network_drawing.HEIGHT), EMPTY, theme)
        return style.dress(drawn, question=QUESTION, note=note, theme=theme)
    nodes = connected(frame)
    nodes = nodes.assign(radius=network_drawing.radii(nodes), remarks=beside(nodes["actor"], remarks))
    groups = list(network_drawing.coloured(nodes, colour))
    drawn = network_drawing.drawing(
        nodes, frame.edges, groups=groups, strokes=[*network_drawing.by_weight(frame.edges, theme)],
        verdicts=True,
        counted=(nouns(unit)[1].capitalize(), "Times named"),
        sentences=[pair_sentence(edge, unit) for edge in pairs_of(frame.edges)], subtitle=thicker(unit),
        theme=theme, width=width,
    )  # fmt: skip
    return style.dress(drawn, question=QUESTION, note=note, theme=theme)


def alt(frame: Network) -> str:
    """Return the network in words: how many actors and pairs, and the strongest pairs."""
    if frame.empty:
        return EMPTY
    strongest = frame.edges.nlargest(4, "weight")
    pairs = [f"{edge.source} with {edge.target} ({edge.weight:,})" for edge in pairs_of(strongest)]
    return (
        f"A network of {count(len(connected(frame)), 'actor')} and "
        f"{count(len(frame.edges), 'pair')} named together. Strongest: {listed(pairs)}."
    )


def marked(nodes: pd.DataFrame, *, colour: Colour = "kind") -> pd.DataFrame:
    """Return the nodes with the colour ("#416697") and the size (radius in pixels) that a network gives them.

    Nodes without mentions, those of a comparison, are sized by their weight.
    """
    counted = nodes if "mentions" in nodes else nodes.assign(mentions=nodes["weight"])
    ordered = counted.sort_values(["mentions", "actor"], ascending=[False, True]).reset_index(drop=True)
    groups = network_drawing.coloured(ordered, colour)
    colours = {actor: group.colour for group in groups for actor in group.nodes["actor_id"]}
    return nodes.assign(
        colour=[colours.get(actor, style.OTHER) for actor in nodes["actor_id"]],
        size=network_drawing.radii(counted).round(2) if len(nodes) else [],
    )
