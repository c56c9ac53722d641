"""The chart of one actor in the middle, the actors it is named with around it, and the pairs among them."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import network_drawing, style
from lib.charts.actor_groups import Colour
from lib.charts.pair_words import Unit
from lib.charts.pairs import Network, core, pairs_of
from lib.charts.strokes import Stroke, by_weight
from lib.charts.text_metrics import number
from lib.model.wording import count, listed

COLUMNS = ("nodes", "edges")
QUESTION = "Who is this actor named with?"
ASKS = {"nodes": "ego.layout", "edges": "ego.edges"}

_NAMED = "{}: named with whom?"  # reads well for one and for many, with an article and without

_THIN = 0.8  # pixels of a line among others: below the least that says how much it carries
_AMONG_OTHERS = "among the others (dotted)"  # in the legend, after their number

EMPTY = "Nobody is named with this actor in this selection. Ask for fewer reports or loosen the filter."


def figure(
    frame: Network,
    *,
    theme: style.Theme = "light",
    unit: Unit = "sentence",
    colour: Colour = "kind",
    remarks: str = "",
    room: style.Room = style.PAGE,
) -> go.Figure:
    """Return the network around one actor: lines to its partners by weight, lines between partners dotted.

    `unit` is what a co-mention is counted in, `remarks` what the subtitle adds, `room` the place that the
    figure is for (a page, slide or card), which says how many names it shows.
    """
    if frame.empty:
        return style.empty_state(EMPTY, theme, height=network_drawing.HEIGHT)
    centre = _centre(frame)
    closest = _own_pairs(frame).sort_values("weight", ascending=False, kind="stable")
    frame = core(frame, pd.concat([closest, frame.edges]), room.names)
    own = _own_pairs(frame)
    thin = Stroke(width=_THIN, colour=style.ink(theme).edge, dash="dot", name=_AMONG_OTHERS, is_scaled=False)
    strokes = [(frame.edges.drop(own.index), thin), *by_weight(own, theme)]
    return network_drawing.of_mentions(
        frame, strokes, unit=unit, colour=colour, remarks=remarks, theme=theme, room=room, centre=centre,
    )  # fmt: skip


def question(frame: Network) -> str:
    """Return the title with the actor's name."""
    return QUESTION if frame.empty else _NAMED.format(_centre_name(frame))


def alt(frame: Network) -> str:
    """Return a description: how many partners the actor has, and the closest."""
    if frame.empty:
        return EMPTY
    centre, own = _centre(frame), _own_pairs(frame)
    closest = [
        f"{edge.target if edge.source_id == centre else edge.source} ({number(edge.weight)})"
        for edge in pairs_of(own.nlargest(4, "weight"))
    ]
    return f"{_centre_name(frame)}: named with {_others(frame, len(own))}. Closest: {listed(closest)}."


def _own_pairs(frame: Network) -> pd.DataFrame:
    """Return the pairs of the actor in the middle, without those among its partners."""
    centre = _centre(frame)
    return frame.edges[(frame.edges["source_id"] == centre) | (frame.edges["target_id"] == centre)]


def _others(frame: Network, shown: int) -> str:
    """Return in words how many partners are drawn, of how many, and the fewest reports they need."""
    about = frame.edges.attrs
    of, minimum = max(int(about.get("of", 0)), shown), int(about.get("minimum", 1))
    others = f"{shown:,} of {count(of, 'other')}" if shown < of else count(of, "other")
    return f"{others} by {minimum:,} reports or more" if minimum > 1 else others


def _centre_name(frame: Network) -> str:
    """Return the name of the actor that the chart is about."""
    return str(frame.nodes.loc[frame.nodes["actor_id"] == _centre(frame), "actor"].iloc[0])


def _centre(frame: Network) -> str:
    """Return the key of the actor in the middle; without one given, of the actor with most pairs."""
    ends = pd.concat([frame.edges["source_id"], frame.edges["target_id"]])
    chosen = str(frame.edges.attrs.get("ego", ""))
    return chosen if chosen in set(ends) else str(ends.value_counts().index[0])
