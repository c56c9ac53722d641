"""Who is named with whom: actors as marks, pairs as lines."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from lib.charts import placing, style
from lib.charts.lettering import counted, label, listed, safe, width_of
from lib.charts.pairs import EMPTY, Actor, Network, Unit, actors_of, nouns, pair_sentence, pairs_of
from lib.stats.layout import layout

COLUMNS = ("nodes", "edges")
QUESTION = "Who is named with whom?"
ASKS = {"nodes": "network.layout", "edges": "network.edges"}


HEIGHT = 620
WIDTH = style.PHONE
"""The width the labels are kept apart for; on a wider screen they only gain room."""

_LABEL_SIZES = (13, 14, 16)
_LINE_WIDTHS = (0.8, 1.8, 3.4, 5.5)
_LINES_A_TRACE = 66  # three points a line; a trace keeps to 200


Places = Mapping[str, tuple[float, float]]


def figure(
    frame: Network,
    *,
    theme: style.Theme = "light",
    note: str = "",
    unit: Unit = "sentence",
    width: int = WIDTH,
) -> go.Figure:
    """Marks by mentions, lines by how often a pair is named together; both can be clicked."""
    if frame.empty:
        return _dressed(style.calm(style.sheet(theme, height=HEIGHT), EMPTY, theme), theme, note)
    nodes = connected(frame)
    margin = float(min(sizes(nodes).right.max(), width / 2))
    box = placing.Box(width=width - margin, height=float(HEIGHT - 56), margin=margin)
    points = _places(nodes, frame.edges, box)
    drawn = style.sheet(theme, height=HEIGHT, subtitle=_subtitle(unit), kinds=nodes["kind"])
    for trace in _lines(frame.edges, points, theme=theme):
        drawn.add_trace(trace)
    drawn.add_trace(_handles(frame.edges, points, unit=unit, theme=theme))
    for trace in _marks(nodes, points, theme=theme):
        drawn.add_trace(trace)
    drawn.update_layout(annotations=list(_labels(nodes, points, box, theme=theme)), **_axes(box, theme))
    return _dressed(drawn, theme, note)


def alt(frame: Network) -> str:
    """The network in words: how many actors and pairs, and the strongest pairs."""
    if frame.empty:
        return EMPTY
    strongest = frame.edges.nlargest(4, "weight")
    pairs = [f"{edge.source} with {edge.target} ({edge.weight:,})" for edge in pairs_of(strongest)]
    return (
        f"A network of {counted(len(connected(frame)), 'actor')} and "
        f"{counted(len(frame.edges), 'pair')} named together. Strongest: {listed(pairs)}."
    )


def connected(frame: Network) -> pd.DataFrame:
    """The actors that stand in a pair, most mentioned first."""
    paired = set(frame.edges["source_id"]) | set(frame.edges["target_id"])
    kept = frame.nodes[frame.nodes["actor_id"].isin(paired)]
    return kept.sort_values(["mentions", "actor"], ascending=[False, True]).reset_index(drop=True)


def radii(nodes: pd.DataFrame) -> placing.Points:
    """Mark radii in pixels: areas in proportion to mentions, none too small to hit."""
    most = float(nodes["mentions"].max()) or 1.0
    return np.maximum(4.5, 16.0 * np.sqrt(nodes["mentions"].to_numpy(dtype=float) / most))


def label_sizes(nodes: pd.DataFrame) -> list[int]:
    """Three type sizes by rank: a few leaders, those behind them, the rest."""
    return [_LABEL_SIZES[(place < 12) + (place < 4)] for place in range(len(nodes))]


def sizes(nodes: pd.DataFrame) -> placing.Sizes:
    """The room each mark takes with its label to the right."""
    radius = radii(nodes)
    letters = label_sizes(nodes)
    widths = [width_of(label(name), size) + 6 for name, size in zip(nodes["actor"], letters, strict=True)]
    return placing.Sizes(
        left=radius,
        right=radius + np.array(widths),
        half_height=np.maximum(radius, np.array(letters) * 0.72),
    )


def _places(nodes: pd.DataFrame, edges: pd.DataFrame, box: placing.Box) -> Places:
    laid = nodes if {"x", "y"} <= set(nodes.columns) else layout(nodes, edges)
    points = placing.part(placing.spread(laid, box), sizes(nodes), box)
    return {actor: (float(x), float(y)) for actor, (x, y) in zip(nodes["actor_id"], points, strict=True)}


def _lines(edges: pd.DataFrame, points: Places, *, theme: style.Theme) -> Iterator[go.Scatter]:
    steps = _classes(edges["weight"].to_numpy(dtype=float))
    for step, width in enumerate(_LINE_WIDTHS):
        group = edges[steps == step]
        for start in range(0, len(group), _LINES_A_TRACE):
            xs: list[float | None] = []
            ys: list[float | None] = []
            for edge in pairs_of(group.iloc[start : start + _LINES_A_TRACE]):
                (x0, y0), (x1, y1) = points[edge.source_id], points[edge.target_id]
                xs += [x0, x1, None]
                ys += [y0, y1, None]
            yield go.Scatter(
                x=xs,
                y=ys,
                mode="lines",
                hoverinfo="skip",
                showlegend=False,
                line={"width": width, "color": style.ink(theme).edge},
                opacity=0.55 + 0.1 * step,
            )


def _classes(weights: placing.Points) -> npt.NDArray[np.int64]:
    """Four width classes on a root scale, so that one strong pair does not thin all others."""
    share = np.sqrt(weights / weights.max())
    classes: npt.NDArray[np.int64] = np.digitize(share, [0.3, 0.5, 0.75], right=True)
    return classes


def _handles(edges: pd.DataFrame, points: Places, *, unit: Unit, theme: style.Theme) -> go.Scatter:
    """Unseen marks on the middles of lines: a line itself cannot be clicked."""
    edges = edges.nlargest(200, "weight")
    places = _middles(edges, points)
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        name="pairs",
        showlegend=False,
        customdata=edges[["source_id", "target_id"]].to_numpy().tolist(),
        hovertext=[pair_sentence(edge, unit) for edge in pairs_of(edges)],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": 14, "opacity": 0, "color": style.ink(theme).text},
        selected={"marker": {"opacity": 0.9}},
        unselected={"marker": {"opacity": 0}},
    )


def _middles(edges: pd.DataFrame, points: Places) -> list[tuple[float, float]]:
    """A spot on each line, at its middle where that is clear of marks and of other spots."""
    taken = np.array(list(points.values()))
    chosen: list[tuple[float, float]] = []
    for edge in pairs_of(edges):
        start: placing.Points = np.array(points[edge.source_id])
        end: placing.Points = np.array(points[edge.target_id])
        spots = [start + (end - start) * share for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72)]
        clear = [float(np.hypot(*(taken - spot).T).min()) for spot in spots]
        best = spots[next((i for i, room in enumerate(clear) if room > 18), int(np.argmax(clear)))]
        taken = np.vstack([taken, best])
        chosen.append((float(best[0]), float(best[1])))
    return chosen


def _marks(nodes: pd.DataFrame, points: Places, *, theme: style.Theme) -> Iterator[go.Scatter]:
    told = nodes.assign(radius=radii(nodes))
    for kind, colour in style.KIND_COLOURS.items():
        group = told[told["kind"] == kind]
        if group.empty:
            continue
        yield go.Scatter(
            x=[points[actor][0] for actor in group["actor_id"]],
            y=[points[actor][1] for actor in group["actor_id"]],
            mode="markers",
            name=style.KIND_NAMES[kind],
            showlegend=False,
            customdata=[[actor] for actor in group["actor_id"]],
            hovertext=[_sentence(actor) for actor in actors_of(group)],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "size": (group["radius"] * 2).round(1).tolist(),
                "color": colour,
                "opacity": 1,
                "line": {"color": style.ink(theme).paper, "width": 1.5},
            },
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.55}},
        )


def _sentence(actor: Actor) -> str:
    return (
        f"{safe(actor.actor)}<br>named {counted(actor.mentions, 'time')} in "
        f"{counted(actor.stories, 'story', 'stories')}"
    )


def _labels(
    nodes: pd.DataFrame, points: Places, box: placing.Box, *, theme: style.Theme
) -> Iterator[dict[str, Any]]:
    said = style.ink(theme)
    rows = zip(actors_of(nodes), radii(nodes), label_sizes(nodes), strict=True)
    for node, radius, size in rows:
        x, y = points[node.actor_id]
        yield {
            "x": x,
            "y": y,
            "text": label(node.actor),
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": float(radius) + 2,
            "showarrow": False,
            "borderpad": 1,
            # Lines pass under the letters, not through them.
            "bgcolor": said.paper,
            "opacity": 0.92,
            "font": {"size": size, "color": said.text, "weight": 600 if size > _LABEL_SIZES[0] else 400},
        }


def _axes(box: placing.Box, theme: style.Theme) -> dict[str, Any]:
    hidden = style.axis(theme, visible=False)
    return {
        "xaxis": hidden | {"range": [0, box.width]},
        "yaxis": hidden | {"range": [0, box.height]},
        "hovermode": "closest",
        "hoverdistance": 14,
        "clickmode": "event+select",
        "margin": {"r": box.margin, "b": 4},
    }


def _subtitle(unit: Unit) -> str:
    return f"The thicker a line, the more {nouns(unit)[1]} name both"


def _dressed(drawn: go.Figure, theme: style.Theme, note: str) -> go.Figure:
    return style.dress(drawn, question=QUESTION, note=note, theme=theme) if note else drawn
