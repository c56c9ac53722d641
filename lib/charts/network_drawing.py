"""Drawing a network, for all charts of actors: positions, marks, labels, lines and spots to click."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from lib.charts import placing, scale, style
from lib.charts.network_names import label_boxes, labels
from lib.charts.pairs import (
    Actor,
    Network,
    Unit,
    actors_of,
    nouns,
    pair_sentence,
    pairs_of,
    thicker,
    verdict_in_words,
)
from lib.charts.remarks import numbers_of
from lib.charts.text_metrics import safe, shorten
from lib.model.wording import count
from lib.stats.chance import MORE, NO_MORE
from lib.stats.layout import layout

HEIGHT = 480  # pixels: as much as a laptop shows below the page's head
WIDTH = style.PHONE
"""The width the labels are kept apart for; on a wider screen they only gain room."""

_LARGEST, _LEAST = 16.0, 4.5  # pixels of a mark's radius
LINE_WIDTHS = (1.0, 1.9, 3.4, 5.5)  # pixels
_WIDER_FROM = (0.3, 0.5, 0.75)  # of the square root of a weight as a share of the largest: the next width
_LINES_A_TRACE = 66  # three points a line; a trace keeps to 200
_SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72)  # of a line, to click on: its middle first
_FREE = 18.0  # pixels around such a spot without a mark or another spot
_TRIES = 3  # parting names can push a mark onto a line again
_MOST_CLEARED = 60  # lines: among more there is no clear place, and seeking one takes long

Places = Mapping[str, tuple[float, float]]
Colour = Literal["community", "kind"]

MOST_COMMUNITIES = 4  # that have a colour of their own; the key of more would not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Actors drawn in one colour, with the group's name for the key."""

    name: str
    colour: str
    nodes: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Width, colour, opacity and dash of a line."""

    width: float
    colour: str
    opacity: float = 1.0
    dash: str = "solid"


def connected(frame: Network) -> pd.DataFrame:
    """Return the actors that have a pair, most mentioned first."""
    paired = set(frame.edges["source_id"]) | set(frame.edges["target_id"])
    kept = frame.nodes[frame.nodes["actor_id"].isin(paired)]
    return kept.sort_values(["mentions", "actor"], ascending=[False, True]).reset_index(drop=True)


def radii(nodes: pd.DataFrame) -> placing.Points:
    """Return the radii of the marks in pixels: areas in proportion to mentions, none too small to click."""
    most = float(nodes["mentions"].max()) or 1.0
    return np.maximum(_LEAST, _LARGEST * np.sqrt(nodes["mentions"].to_numpy(dtype=float) / most))


def sizes(nodes: pd.DataFrame) -> placing.Sizes:
    """Return the space that each mark takes with its label on the right."""
    radius, (widths, half_heights) = radii(nodes), label_boxes(nodes)
    return placing.Sizes(
        left=radius,
        right=radius + np.where(widths > 0, widths + 4, 0.0),
        half_height=np.maximum(radius, half_heights),
    )


def box_of(nodes: pd.DataFrame, width: int) -> placing.Box:
    """Return the area for the marks, with a margin on the right that only labels may use."""
    margin = float(min(sizes(nodes).right.max(), width / 2))
    return placing.Box(width=width - margin, height=float(HEIGHT - 56), margin=margin)


def places(nodes: pd.DataFrame, edges: pd.DataFrame, box: placing.Box, *, centre: str = "") -> Places:
    """Return by actor its position, without overlapping labels; `centre` is placed in the middle."""
    placed = nodes if {"x", "y"} <= set(nodes.columns) else layout(nodes, edges)
    points = placing.spread(placed, box)
    points[(nodes["actor_id"] == centre).to_numpy()] = (box.width / 2, box.height / 2)
    ends = ends_of(nodes, edges)
    for _ in range(_TRIES if len(ends) <= _MOST_CLEARED else 1):
        cleared = placing.clear(points, ends) if len(ends) <= _MOST_CLEARED else points
        points = placing.separate(cleared, sizes(nodes), box)
    return {actor: (float(x), float(y)) for actor, (x, y) in zip(nodes["actor_id"], points, strict=True)}


def lines(edges: pd.DataFrame, points: Places, stroke: Stroke) -> Iterator[go.Scatter]:
    """Yield the lines of the edges as traces of one stroke."""
    ends = [*zip(edges["source_id"], edges["target_id"], strict=True)]
    for start in range(0, len(ends), _LINES_A_TRACE):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for source, target in ends[start : start + _LINES_A_TRACE]:
            (x0, y0), (x1, y1) = points[source], points[target]
            xs += [x0, x1, None]
            ys += [y0, y1, None]
        yield go.Scatter(
            x=xs,
            y=ys,
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
            line={"width": stroke.width, "color": stroke.colour, "dash": stroke.dash},
            opacity=stroke.opacity,
        )


def classes(weights: placing.Points) -> npt.NDArray[np.int64]:
    """Return a width class, 0 to 3, for each weight: by the square root of its share of the largest."""
    share = np.sqrt(weights / weights.max(initial=1.0))
    found: npt.NDArray[np.int64] = np.digitize(share, _WIDER_FROM, right=True)
    return found


def handles(
    edges: pd.DataFrame, points: Places, sentences: Sequence[str], *, theme: style.Theme
) -> go.Scatter:
    """Return invisible marks on the middles of lines that show a sentence: a line itself takes no click."""
    spots = _middles(edges, points)
    return go.Scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        mode="markers",
        name="pairs",
        showlegend=False,
        customdata=edges[["source_id", "target_id"]].to_numpy().tolist(),
        hovertext=list(sentences),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": 14, "opacity": 0, "color": style.ink(theme).text},
    )


def _middles(edges: pd.DataFrame, points: Places) -> list[tuple[float, float]]:
    """Return a point on each line, its middle if that is clear of marks and of other points."""
    occupied = np.array(list(points.values()))
    chosen: list[tuple[float, float]] = []
    for source, target in zip(edges["source_id"], edges["target_id"], strict=True):
        start: placing.Points = np.array(points[source])
        end: placing.Points = np.array(points[target])
        spots = [start + (end - start) * share for share in _SPOTS]
        room = [float(np.hypot(*(occupied - spot).T).min()) for spot in spots]
        best = spots[next((place for place, free in enumerate(room) if free > _FREE), int(np.argmax(room)))]
        occupied = np.vstack([occupied, best])
        chosen.append((float(best[0]), float(best[1])))
    return chosen


def marks(groups: Iterable[Group], points: Places, *, theme: style.Theme) -> Iterator[go.Scatter]:
    """Yield the actors' marks, one trace for each group; the nodes need a column radius."""
    for group in groups:
        yield go.Scatter(
            x=[points[actor][0] for actor in group.nodes["actor_id"]],
            y=[points[actor][1] for actor in group.nodes["actor_id"]],
            mode="markers",
            name=group.name,
            showlegend=False,
            customdata=[[actor] for actor in group.nodes["actor_id"]],
            hovertext=[sentence(actor) for actor in actors_of(group.nodes)],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "size": (group.nodes["radius"] * 2).round(1).tolist(),
                "color": group.colour,
                "opacity": 1,
                "line": {"color": style.ink(theme).paper, "width": 1.5},
            },
        )


def by_kind(nodes: pd.DataFrame) -> Iterator[Group]:
    """Yield the actors grouped by their kind."""
    for kind, colour in style.KIND_COLOURS.items():
        group = nodes[nodes["kind"] == kind]
        if not group.empty:
            yield Group(name=style.KIND_NAMES[kind], colour=colour, nodes=group)


def coloured(nodes: pd.DataFrame, colour: Colour) -> Iterator[Group]:
    """Yield the actors grouped by colour: by community or by kind."""
    return _by_community(nodes) if colour == "community" else by_kind(nodes)


def _by_community(nodes: pd.DataFrame) -> Iterator[Group]:
    """Yield actors grouped by community, each named after its most mentioned actor, the rest as "others"."""
    if "community" not in nodes:
        yield from by_kind(nodes)
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


def sentence(actor: Actor) -> str:
    """Return the text shown when the pointer is over an actor."""
    return (
        f"{safe(actor.actor)}<br>named {count(actor.mentions, 'time')} in "
        f"{count(actor.stories, 'story', 'stories')}"
    )


def ends_of(nodes: pd.DataFrame, edges: pd.DataFrame) -> placing.Lines:
    """Return the two ends of each edge as row numbers of the nodes."""
    place = {actor: number for number, actor in enumerate(nodes["actor_id"])}
    return np.array([edges[end].map(place) for end in ("source_id", "target_id")], dtype=np.int64).T


def drawing(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    groups: Sequence[Group],
    strokes: Sequence[tuple[pd.DataFrame, Stroke]],
    sentences: Sequence[str],
    subtitle: str,
    theme: style.Theme,
    centre: str = "",
    key: Sequence[tuple[str, str]] = (),
    verdicts: bool = False,
    counted: tuple[str, str],
    measured: pd.DataFrame | None = None,
    thicker: float = 0.0,
) -> go.Figure:
    """Return the whole picture: lines below, spots to click on their middles, marks and names above.

    `strokes` are the edges grouped by stroke, `sentences` one for each edge. The key explains the groups, or
    with `key` the lines, and with `verdicts` dark and pale lines. `counted` says what lines and circles
    count; line widths are scaled by the edges in `measured`, else by all, and raised by `thicker`.
    """
    box = box_of(nodes, WIDTH)
    points = places(nodes, edges, box, centre=centre)
    named = [] if key else [(group.colour, group.name) for group in groups]
    lines_key = [*_verdict_key(edges, theme)] if verdicts else [*key]
    drawn = style.sheet(theme, height=HEIGHT, subtitle=subtitle, marks=named, strokes=lines_key)
    drawn.update_layout(height=box.height + drawn.layout.margin.t + scale.FOOT)  # names keep their distances
    weights = (edges if measured is None else measured)["weight"].to_numpy(dtype=float)
    steps = classes(weights)
    widths = [(LINE_WIDTHS[step] + thicker, scale.span(weights[steps == step])) for step in np.unique(steps)]
    largest = float(nodes["radius"].max())
    circles = scale.circles(nodes["mentions"].max(), largest, largest * _LEAST / _LARGEST)
    drawn.update_layout(shapes=scale.rows(widths, circles, counted, theme))
    for own, stroke in strokes:
        drawn.add_traces([*lines(own, points, stroke)])
    drawn.add_trace(handles(edges, points, sentences, theme=theme))
    drawn.add_traces([*marks(groups, points, theme=theme)])
    placed = np.array([points[actor] for actor in nodes["actor_id"]])
    names = labels(nodes, placed, ends_of(nodes, edges), radii(nodes), box, theme=theme)
    drawn.update_layout(annotations=[*names], **axes(box, theme))
    return drawn


def of_mentions(
    frame: Network,
    strokes: Sequence[tuple[pd.DataFrame, Stroke]],
    *,
    unit: Unit,
    colour: Colour,
    remarks: str,
    theme: style.Theme,
    lift: str = "",
    **more: Any,
) -> go.Figure:
    """Return the picture of a network whose circles count mentions; `more` are options of `drawing`."""
    nodes = connected(frame)
    nodes = nodes.assign(radius=radii(nodes), remarks=numbers_of(nodes["actor"], remarks))
    groups = [*coloured(nodes, colour)]
    if lift in {group.name for group in groups}:
        groups = [
            group if group.name == lift else replace(group, colour=style.ink(theme).rest) for group in groups
        ]
    return drawing(
        nodes, frame.edges, groups=groups, strokes=strokes, verdicts=True, theme=theme,
        counted=(nouns(unit)[1].capitalize(), "Times named"), subtitle=thicker(unit),
        sentences=[pair_sentence(edge, unit) for edge in pairs_of(frame.edges)], **more,
    )  # fmt: skip


def by_weight(edges: pd.DataFrame, theme: style.Theme) -> Iterator[tuple[pd.DataFrame, Stroke]]:
    """Yield edges with the stroke they get, in four widths; pairs above chance are dark and come last."""
    steps, colours = classes(edges["weight"].to_numpy(dtype=float)), style.ink(theme)
    found = (edges["verdict"] == MORE).to_numpy()
    for own, colour in ((~found, colours.edge), (found, colours.text)):
        for step, width in enumerate(LINE_WIDTHS):
            yield edges[own & (steps == step)], Stroke(width=width, colour=colour)


def _verdict_key(edges: pd.DataFrame, theme: style.Theme) -> Iterator[tuple[str, str]]:
    """Yield colour and text for lines above chance and for the others, where chance was tested."""
    colours, found = style.ink(theme), edges["verdict"].value_counts()
    for verdict, colour in ((MORE, colours.text), (NO_MORE, colours.edge)):
        if verdict in found:
            yield colour, f"{found[verdict]:,} {verdict_in_words(verdict)}"


def axes(box: placing.Box, theme: style.Theme) -> dict[str, Any]:
    """Return layout settings: hidden axes as large as the box, with its margin."""
    hidden = style.axis(theme, visible=False)
    return {
        "xaxis": hidden | {"range": [0, box.width]},
        "yaxis": hidden | {"range": [0, box.height]},
        "hovermode": "closest",
        "hoverdistance": 14,
        "margin": {"r": box.margin, "b": scale.FOOT},
    }
