"""Who is named with whom: actors as marks, pairs as lines."""

from collections.abc import Iterator
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style, web
from lib.charts.lettering import shorten
from lib.charts.pairs import EMPTY, Network, Unit, nouns, pair_sentence, pairs_of
from lib.charts.remarks import beside
from lib.charts.web import Group, connected
from lib.model.wording import count, listed

COLUMNS = ("nodes", "edges")
QUESTION = "Who is named with whom?"
ASKS = {"nodes": "network.layout", "edges": "network.edges"}

Colour = Literal["community", "kind"]

MOST_COMMUNITIES = 4  # that have a colour of their own; the key of more would not be read


def figure(
    frame: Network,
    *,
    theme: style.Theme = "light",
    note: str = "",
    unit: Unit = "sentence",
    colour: Colour = "kind",
    width: int = web.WIDTH,
    remarks: str = "",
) -> go.Figure:
    """Return marks by mentions, lines by how often a pair is named together; both can be clicked."""
    if frame.empty:
        drawn = style.calm(style.sheet(theme, height=web.HEIGHT), EMPTY, theme)
        return style.dress(drawn, question=QUESTION, note=note, theme=theme)
    nodes = connected(frame)
    nodes = nodes.assign(radius=web.radii(nodes), remarks=beside(nodes["actor"], remarks))
    groups = list(by_community(nodes) if colour == "community" else web.by_kind(nodes))
    drawn = web.drawing(
        nodes, frame.edges, groups=groups, strokes=[*web.by_weight(frame.edges, theme)], verdicts=True,
        counted=(nouns(unit)[1].capitalize(), "Times named"),
        sentences=[pair_sentence(edge, unit) for edge in pairs_of(frame.edges)], subtitle=_subtitle(unit),
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


def by_community(nodes: pd.DataFrame) -> Iterator[Group]:
    """Yield the actors by the group they are named in, each group called by its most mentioned actor."""
    if "community" not in nodes:
        yield from web.by_kind(nodes)
        return
    sizes = nodes["community"].value_counts()
    named = [number for number in sorted(sizes.index) if sizes[number] > 1][:MOST_COMMUNITIES]
    for place, number in enumerate(named):
        own = nodes[nodes["community"] == number]
        leader = shorten(str(own["actor"].iloc[0]), 20)
        yield Group(name=f"around {leader}", colour=style.SERIES[place], nodes=own)
    rest = nodes[~nodes["community"].isin(named)]
    if not rest.empty:
        yield Group(name="others", colour=style.OTHER, nodes=rest)


def marked(nodes: pd.DataFrame, *, colour: Colour = "kind") -> pd.DataFrame:
    """Return the nodes with the colour ("#416697") and the size (radius in pixels) that a network gives them.

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


def _subtitle(unit: Unit) -> str:
    return f"The thicker a line, the more {nouns(unit)[1]} name both"
