"""Drawing a network, for all charts of actors: positions, marks, labels, lines and spots to click."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import placing, scale, style
from lib.charts.actor_groups import Colour, Group, coloured
from lib.charts.network_names import label_boxes, labels
from lib.charts.pair_words import NOUNS, Unit, pair_sentence, thicker
from lib.charts.pairs import Network, actors_of, pairs_of
from lib.charts.remarks import numbers_of
from lib.charts.strokes import Stroke, Strokes, signs_of, widths_of
from lib.charts.text_metrics import safe
from lib.model.wording import count
from lib.stats.layout import layout

HEIGHT = 512  # pixels with the legend, without which a laptop shows it below the page's head
WIDTH = style.PHONE  # for which labels are kept apart; on a wider screen they only gain room

_BESIDE = style.head_height(2) + scale.FOOT  # pixels of height that are not the marks', as a rule
_MOST_BESIDE = style.head_height(4) + scale.FOOT
_LARGEST, _LEAST = 16.0, 4.5  # pixels of a mark's radius
_LINES_A_TRACE = 66  # three points a line; a trace keeps to 200
_SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72)  # of a line, to click on: its middle first
_FREE = 18.0  # pixels around such a spot without a mark or another spot
_TRIES = 3  # parting names can push a mark onto a line again
_MOST_CLEARED = 60  # lines: among more there is no clear place, and seeking one takes long

Places = Mapping[str, tuple[float, float]]


def connected(frame: Network) -> pd.DataFrame:
    """Return the actors that have a pair, most mentioned first."""
    paired = set(frame.edges["source_id"]) | set(frame.edges["target_id"])
    kept = frame.nodes[frame.nodes["actor_id"].isin(paired)]
    return kept.sort_values(["mentions", "actor"], ascending=[False, True]).reset_index(drop=True)


def radii(nodes: pd.DataFrame) -> placing.Points:
    """Return the radii of the marks in pixels: areas in proportion to mentions, none too small to click."""
    most = float(nodes["mentions"].max()) or 1.0
    return np.maximum(_LEAST, _LARGEST * np.sqrt(nodes["mentions"].to_numpy(dtype=float) / most))


def sizes(nodes: pd.DataFrame, page: float = WIDTH) -> placing.Sizes:
    """Return how far each mark reaches, with the label on its right, on a page of this width."""
    radius, (widths, half_heights) = radii(nodes), label_boxes(nodes, page)
    return placing.Sizes(
        left=radius,
        right=radius + np.where(widths > 0, widths + 4, 0.0),
        half_height=np.maximum(radius, half_heights),
    )


def box_of(nodes: pd.DataFrame, width: int, height: int = 0) -> placing.Box:
    """Return the area for the marks, with a margin on the right that only labels may use.

    Without a `height` it fits pages of all widths; else a page of this size, or a higher one for the labels.
    """
    widths = (float(width),) if height else placing.PAGE_WIDTHS
    taken = sizes(nodes, widths[0])
    margin, usual = float(min(taken.right.max(), width / 2)), HEIGHT - _BESIDE
    needed = min(placing.height_for(taken, width), usual)
    high = max(height - _MOST_BESIDE, needed) if height else usual
    return placing.Box(width=width - margin, height=float(high), margin=margin, widths=widths)


def places(nodes: pd.DataFrame, edges: pd.DataFrame, box: placing.Box, *, centre: str = "") -> Places:
    """Return {actor: (x, y)} in pixels of the box, without overlapping labels; `centre` is in the middle."""
    placed = nodes if {"x", "y"} <= set(nodes.columns) else layout(nodes, edges)
    points = placing.spread(placed, box)
    points[(nodes["actor_id"] == centre).to_numpy()] = (box.width / 2, box.height / 2)
    ends = ends_of(nodes, edges)
    for _ in range(_TRIES if len(ends) <= _MOST_CLEARED else 1):
        cleared = placing.clear(points, ends) if len(ends) <= _MOST_CLEARED else points
        points = placing.separate(cleared, sizes(nodes, box.widths[0]), box)
    return {actor: (float(x), float(y)) for actor, (x, y) in zip(nodes["actor_id"], points, strict=True)}


def lines(edges: pd.DataFrame, points: Places, stroke: Stroke) -> Iterator[go.Scatter]:
    """Yield the lines of the edges as traces of one stroke, _LINES_A_TRACE in each."""
    ends = [*zip(edges["source_id"], edges["target_id"], strict=True)]
    for start in range(0, len(ends), _LINES_A_TRACE):
        actors = [each for pair in ends[start : start + _LINES_A_TRACE] for each in (*pair, None)]
        yield go.Scatter(
            x=[points[actor][0] if actor else None for actor in actors],
            y=[points[actor][1] if actor else None for actor in actors],
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
            line={"width": stroke.width, "color": stroke.colour, "dash": stroke.dash},
        )


def handles(edges: pd.DataFrame, points: Places, *, theme: style.Theme) -> go.Scatter:
    """Return invisible marks on the middles of lines, each with its `hint`: a line itself takes no click."""
    spots = _middles(edges, points)
    return go.Scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        mode="markers",
        name="pairs",
        showlegend=False,
        customdata=edges[["source_id", "target_id"]].to_numpy().tolist(),
        hovertext=edges["hint"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": 14, "opacity": 0, "color": style.ink(theme).text},
    )


def _middles(edges: pd.DataFrame, points: Places) -> list[tuple[float, float]]:
    """Return a point on each line: its middle, if that is clear of marks and of the other points."""
    occupied = np.array(list(points.values()))
    chosen: list[tuple[float, float]] = []
    for source, target in zip(edges["source_id"], edges["target_id"], strict=True):
        start, end = np.array(points[source]), np.array(points[target])
        spots = [start + (end - start) * share for share in _SPOTS]
        room = [float(np.hypot(*(occupied - spot).T).min()) for spot in spots]
        best = spots[next((place for place, free in enumerate(room) if free > _FREE), int(np.argmax(room)))]
        occupied = np.vstack([occupied, best])
        chosen.append((float(best[0]), float(best[1])))
    return chosen


def _marks(
    groups: Iterable[Group], points: Places, radius_of: Mapping[str, float], *, theme: style.Theme
) -> Iterator[go.Scatter]:
    """Yield the actors' marks, one trace for each group, each mark with its `hint`."""
    for group in groups:
        yield go.Scatter(
            x=[points[actor][0] for actor in group.nodes["actor_id"]],
            y=[points[actor][1] for actor in group.nodes["actor_id"]],
            mode="markers",
            name=group.name,
            showlegend=False,
            customdata=[[actor] for actor in group.nodes["actor_id"]],
            hovertext=group.nodes["hint"].tolist(),
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "size": [round(2 * radius_of[actor], 1) for actor in group.nodes["actor_id"]],
                "color": group.colour,
                "opacity": 1,
                "line": {"color": style.ink(theme).paper, "width": 1.5},
            },
        )


def ends_of(nodes: pd.DataFrame, edges: pd.DataFrame) -> placing.Lines:
    """Return the two ends of each edge as row numbers of the nodes."""
    place = {actor: number for number, actor in enumerate(nodes["actor_id"])}
    return np.array([edges[end].map(place) for end in ("source_id", "target_id")], dtype=np.int64).T


def drawing(
    nodes: pd.DataFrame,
    *,
    groups: Sequence[Group],
    strokes: Strokes,
    subtitle: str,
    counted: tuple[str, str],
    theme: style.Theme,
    room: style.Room,
    centre: str = "",
) -> go.Figure:
    """Return the whole picture: lines below, spots to click on their middles, marks and names above.

    `strokes` hold the edges, in parts; the nodes come sorted by mentions. Both have a column `hint` for the
    pointer. `counted` are the words for what lines and for what circles count.
    """
    box, radius = box_of(nodes, room.width, room.height), radii(nodes)
    edges = pd.concat([own for own, _ in strokes])
    points = places(nodes, edges, box, centre=centre)
    signs = [*(group.sign for group in groups if group.name), *signs_of(strokes)]
    circles = scale.circles(nodes["mentions"].max(), _LARGEST, _LEAST)
    key, foot = scale.rows(widths_of(strokes), circles, counted, theme, width=room.width)
    drawn = style.sheet(theme, below=box.height + foot, subtitle=subtitle, signs=signs)
    drawn.update_layout(shapes=key)
    for own, stroke in strokes:
        drawn.add_traces([*lines(own, points, stroke)])
    drawn.add_trace(handles(edges, points, theme=theme))
    radius_of = dict(zip(nodes["actor_id"], radius.tolist(), strict=True))
    drawn.add_traces([*_marks(groups, points, radius_of, theme=theme)])
    placed = np.array([points[actor] for actor in nodes["actor_id"]])
    names = labels(nodes, placed, ends_of(nodes, edges), radius, box, theme=theme)
    hidden = style.axis(theme, visible=False)
    return drawn.update_layout(
        annotations=[*names],
        xaxis=hidden | {"range": [0, box.width]},
        yaxis=hidden | {"range": [0, box.height]},
        hovermode="closest",
        hoverdistance=14,
        margin={"r": box.margin, "b": foot},
    )


def of_mentions(
    frame: Network,
    strokes: Strokes,
    *,
    unit: Unit,
    colour: Colour,
    remarks: str,
    theme: style.Theme,
    room: style.Room,
    lift: str = "",
    centre: str = "",
) -> go.Figure:
    """Return the picture of a network whose circles count mentions.

    The group called `lift` keeps its colour, all others are grey; the actor `centre` stands in the middle.
    `remarks` are an option's text, as lib.charts.remarks reads it.
    """
    nodes = connected(frame)
    hints = [
        f"{safe(each.actor)}<br>named {count(each.mentions, 'time')} in "
        f"{count(each.stories, 'story', 'stories')}"
        for each in actors_of(nodes)
    ]
    nodes = nodes.assign(hint=hints, remarks=numbers_of(nodes["actor"], remarks))
    groups = [*coloured(nodes, colour)]
    if lift in {group.name for group in groups}:
        groups = [
            group if group.name == lift else replace(group, colour=style.ink(theme).rest) for group in groups
        ]
    with_hints = [
        (own.assign(hint=[pair_sentence(edge, unit) for edge in pairs_of(own)]), stroke)
        for own, stroke in strokes
        if len(own)
    ]
    return drawing(
        nodes, groups=groups, strokes=with_hints, theme=theme, room=room, centre=centre,
        subtitle=frame.part or thicker(unit), counted=(NOUNS[unit][1].capitalize(), "Times named"),
    )  # fmt: skip
