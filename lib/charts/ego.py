"""One actor in the middle, those it is named with around it, and the ties among them."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style, web
from lib.charts.lettering import counted, listed, safe, shorten
from lib.charts.network import Colour, by_community
from lib.charts.pairs import Network, Unit, nouns, pair_sentence, pairs_of

COLUMNS = ("nodes", "edges")
QUESTION = "Who is this actor named with?"
ASKS = {"nodes": "ego.layout", "edges": "ego.edges"}

EMPTY = "Nobody is named with this actor in this selection. Lower the minimum or loosen the filter."


def figure(
    frame: Network,
    *,
    theme: style.Theme = "light",
    note: str = "",
    unit: Unit = "sentence",
    ego: str = "",
    colour: Colour = "kind",
    width: int = web.WIDTH,
) -> go.Figure:
    """The actor's own lines in ink, the ties among the others in grey; all can be clicked."""
    if frame.empty:
        return _dressed(style.calm(style.sheet(theme, height=web.HEIGHT), EMPTY, theme), theme, note)
    nodes = web.connected(frame)
    nodes = nodes.assign(radius=web.radii(nodes))
    centre = _centre(frame, ego)
    own = (frame.edges["source_id"] == centre) | (frame.edges["target_id"] == centre)
    strokes = [(frame.edges[~own], web.Stroke(width=0.8, colour=style.ink(theme).edge, opacity=0.7))]
    strokes += [
        (edges, web.Stroke(width=stroke.width, colour=style.ink(theme).muted, opacity=0.9))
        for edges, stroke in web.by_weight(frame.edges[own], theme)
    ]
    drawn = web.drawing(
        nodes, frame.edges, groups=[*(by_community if colour == "community" else web.by_kind)(nodes)],
        strokes=strokes, told=[pair_sentence(edge, unit) for edge in pairs_of(frame.edges)],
        subtitle=_subtitle(nodes, centre, unit), theme=theme, width=width, centre=centre,
    )  # fmt: skip
    return _dressed(drawn, theme, note)


def alt(frame: Network) -> str:
    """The actor's network in words: how many partners, and the closest."""
    if frame.empty:
        return EMPTY
    centre = _centre(frame, str(frame.edges.attrs.get("ego", "")))
    own = frame.edges[(frame.edges["source_id"] == centre) | (frame.edges["target_id"] == centre)]
    closest = [
        f"{edge.target if edge.source_id == centre else edge.source} ({edge.weight:,})"
        for edge in pairs_of(own.nlargest(4, "weight"))
    ]
    name = _name(frame.nodes, centre)
    return f"{name} is named with {counted(len(own), 'other')}. Closest: {listed(closest)}."


def _centre(frame: Network, ego: str) -> str:
    """The actor asked for, else the one with the most ties."""
    ends = pd.concat([frame.edges["source_id"], frame.edges["target_id"]])
    return ego if ego in set(ends) else str(ends.value_counts().index[0])


def _name(nodes: pd.DataFrame, actor: str) -> str:
    return str(nodes.loc[nodes["actor_id"] == actor, "actor"].iloc[0])


def _subtitle(nodes: pd.DataFrame, centre: str, unit: Unit) -> str:
    name = safe(shorten(_name(nodes, centre), 24))
    return f"The thicker a line, the more {nouns(unit)[1]} name<br>{name} and the other"


def _dressed(drawn: go.Figure, theme: style.Theme, note: str) -> go.Figure:
    return style.dress(drawn, question=QUESTION, note=note, theme=theme) if note else drawn
