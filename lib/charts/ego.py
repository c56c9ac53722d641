"""One actor in the middle, those it is named with around it, and the ties among them."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import network_drawing, style
from lib.charts.network_drawing import Colour
from lib.charts.pairs import Network, Unit, nouns, pair_sentence, pairs_of, thicker
from lib.charts.remarks import beside
from lib.model.wording import count, listed

COLUMNS = ("nodes", "edges")
QUESTION = "Who is this actor named with?"
ASKS = {"nodes": "ego.layout", "edges": "ego.edges"}

_NAMED = "{}: named with whom?"  # reads well for one and for many, with an article and without

EMPTY = "Nobody is named with this actor in this selection. Ask for fewer reports or loosen the filter."


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
    """Return the actor's own lines by weight, the ties among the others thin; all can be clicked."""
    if frame.empty:
        drawn = style.calm(style.sheet(theme, height=network_drawing.HEIGHT), EMPTY, theme)
        return style.dress(drawn, question=QUESTION, note=note, theme=theme)
    nodes = network_drawing.connected(frame)
    nodes = nodes.assign(radius=network_drawing.radii(nodes), remarks=beside(nodes["actor"], remarks))
    centre = _asked(frame)
    own = (frame.edges["source_id"] == centre) | (frame.edges["target_id"] == centre)
    strokes = [
        (edges, network_drawing.Stroke(width=0.8, colour=stroke.colour, opacity=0.5))
        for edges, stroke in network_drawing.by_weight(frame.edges[~own], theme)
    ]
    strokes += network_drawing.by_weight(frame.edges[own], theme)
    drawn = network_drawing.drawing(
        nodes, frame.edges, groups=[*network_drawing.coloured(nodes, colour)],
        strokes=strokes, verdicts=True, measured=frame.edges[own],
        counted=(nouns(unit)[1].capitalize(), "Times named"),
        sentences=[pair_sentence(edge, unit) for edge in pairs_of(frame.edges)],
        subtitle=thicker(unit), theme=theme, width=width, centre=centre,
    )  # fmt: skip
    return style.dress(drawn, question=question(frame), note=note, theme=theme)


def question(frame: Network) -> str:
    """Return the title, with the actor in it."""
    return QUESTION if frame.empty else _NAMED.format(_called(frame))


def alt(frame: Network) -> str:
    """Return the actor's network in words: how many partners, and the closest."""
    if frame.empty:
        return EMPTY
    centre = _asked(frame)
    own = frame.edges[(frame.edges["source_id"] == centre) | (frame.edges["target_id"] == centre)]
    closest = [
        f"{edge.target if edge.source_id == centre else edge.source} ({edge.weight:,})"
        for edge in pairs_of(own.nlargest(4, "weight"))
    ]
    return f"{_called(frame)}: named with {_others(frame, len(own))}. Closest: {listed(closest)}."


def _others(frame: Network, shown: int) -> str:
    """Return with how many others the actor is drawn, of how many, and what is asked of these."""
    about = frame.edges.attrs
    of, minimum = max(int(about.get("of", 0)), shown), int(about.get("minimum", 1))
    others = f"{shown:,} of {count(of, 'other')}" if shown < of else count(of, "other")
    return f"{others} by {minimum:,} reports or more" if minimum > 1 else others


def _called(frame: Network) -> str:
    return str(frame.nodes.loc[frame.nodes["actor_id"] == _asked(frame), "actor"].iloc[0])


def _asked(frame: Network) -> str:
    """Return the actor asked for, else the one with the most ties."""
    ends = pd.concat([frame.edges["source_id"], frame.edges["target_id"]])
    asked = str(frame.edges.attrs.get("ego", ""))
    return asked if asked in set(ends) else str(ends.value_counts().index[0])
