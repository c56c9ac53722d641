"""The chart of a small network for each publisher, month or tag; an actor has the same place in all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import network_drawing, placing, scale, style
from lib.charts.actor_groups import by_kind
from lib.charts.label_sides import HALF_HEIGHT
from lib.charts.pair_words import EMPTY, NOUNS, Unit, thicker, weight_words
from lib.charts.pairs import among, first_ends
from lib.charts.strokes import in_widths, widths_of, with_steps
from lib.charts.text_metrics import LINE, number, safe, width_of, wrapped
from lib.model.ledger import kind_of
from lib.model.wording import count
from lib.stats.layout import layout

COLUMNS = ("series", "of", "source", "target", "weight", "stories", "source_id", "target_id", "reports")
QUESTION = "Who is named with whom, part by part?"
ASKS = {"frame": "network_by.counts"}

ACROSS = 2  # beside each other: as many as a phone has room for
_BETWEEN = 8  # pixels from one to the next
# Pixels of a network on a phone; on a wider screen it gains room.
HIGH, WIDE = 220.0, style.PHONE / ACROSS - _BETWEEN
_LOWEST = 100.0  # pixels, in a file
_HEAD = 46  # pixels of its name and its stories
_RADIUS, _ABSENT = 5.0, 2.0  # pixels of a mark, and where it would be
_NAME, _NAME_WIDTH = 12, 92.0  # pixels of the type of an actor's name, and of its lines on a phone
_FOOT = 4 + scale.LINE_ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What all small networks share: their box, actors, positions, unit and theme."""

    box: placing.Box
    nodes: pd.DataFrame  # actor_id, actor, kind
    points: network_drawing.Places
    unit: Unit
    theme: style.Theme


def figure(
    frame: pd.DataFrame,
    *,
    theme: style.Theme = "light",
    unit: Unit = "sentence",
    room: style.Room = style.PAGE,
) -> go.Figure:
    """Return the networks two in a row on one scale; actors without a pair in a network are faint dots."""
    if frame.empty:
        return style.empty_state(EMPTY, theme, height=320)
    each, every, of = frame.attrs.get("each", "part"), [*dict.fromkeys(frame["series"])], len(_actors(frame))
    left, rows = room.height - style.head_height(3) - _FOOT, -(-len(every) // ACROSS)
    if room.height:
        rows = min(rows, max(1, int(left // (_LOWEST + _HEAD))))
    shown = every[-rows * ACROSS :] if each == "month" else every[: rows * ACROSS]  # the latest months
    frame = _core(frame[frame["series"].isin(shown)], room.names)
    nodes, wide = _actors(frame), room.width / ACROSS - _BETWEEN
    names = {name: wrapped(str(name), width=wide, size=style.TEXT_SIZE) for name in shown}
    head = _HEAD + style.NEXT_LINE * (max(map(len, names.values())) - 1)
    high = max(left / rows - head, placing.height_for(_sizes(nodes, wide), wide)) if room.height else HIGH
    box = placing.Box(width=wide, height=high)
    shared = _Sheet(box=box, nodes=nodes, points=_points(frame, box), unit=unit, theme=theme)
    fewer = f"{len(shown)} of {count(len(every), each)}, {len(nodes)} of {count(of, 'actor')}"
    is_whole = len(shown) == len(every) and len(nodes) == of
    subtitle = f"{thicker(unit) if is_whole else fewer}<br>Each actor has one place in all"
    signs, below = [group.sign for group in by_kind(nodes)], rows * (high + head) + _FOOT
    drawn = style.sheet(theme, below=below, signs=signs, subtitle=subtitle)
    drawn.update_layout(margin={"b": _FOOT}, hovermode="closest", hoverdistance=14)
    frame = with_steps(frame)
    widths = widths_of([*in_widths(frame[frame["weight"] > 0], colour="")])
    key = scale.row(-scale.LINE_ROW / 2, widths, NOUNS[unit][1].capitalize(), theme, circle=False)
    drawn.update_layout(shapes=[*key])
    axes: dict[str, Any] = {}
    traces: list[go.Scatter] = []
    words: list[dict[str, Any]] = []
    for place, (name, own) in enumerate(frame.groupby("series", sort=False)):
        number, named = str(place + 1) if place else "", own[own["weight"] > 0]
        axes |= _axes(place, rows, head, box, theme)
        traces += [each.update(xaxis=f"x{number}", yaxis=f"y{number}") for each in _traces(named, shared)]
        at = {"xref": f"x{number}", "yref": f"y{number}"}
        lines = "<br>".join(map(safe, names[name]))
        above = style.words(
            f"<b>{lines}</b><br>{count(own['of'].iloc[0], 'story', 'stories')}", theme, x=0, xanchor="left",
            y=high, yanchor="bottom", align="left", borderpad=0,
        )  # fmt: skip
        words += [{**said, **at} for said in (above, *_names(named, shared))]
    drawn.add_traces(traces)
    drawn.update_layout(annotations=words, **axes)
    return drawn


def _core(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the pairs among the `most` first actors.

    The actors are those of each part's heaviest pair, then those of each part's next pair, and so on.
    """
    ranks = frame.groupby("series")["weight"].rank(method="first", ascending=False)
    order = ranks.where(frame["weight"] > 0, len(frame)).argsort(kind="stable")
    return among(frame, first_ends(frame.iloc[order], most))


def question(frame: pd.DataFrame) -> str:
    """Return the title, with what the networks are divided by."""
    each = frame.attrs.get("each", "part")
    return f"Who is named with whom, {each} by {each}?"


def alt(frame: pd.DataFrame) -> str:
    """Return a description: how many networks, and the strongest pair of each."""
    if frame.empty:
        return EMPTY
    parts = [_part_in_words(str(name), own) for name, own in frame.groupby("series", sort=False)]
    networks = f"{count(len(parts), 'network')} of the same {count(len(_actors(frame)), 'actor')}"
    return f"{networks}, the strongest pair of each. {'; '.join(parts)}."


def _part_in_words(name: str, own: pd.DataFrame) -> str:
    """Return a network's name, number of stories and strongest pair in words."""
    first = own.nlargest(1, "weight").iloc[0]
    pair = f"{first['source']} with {first['target']} ({number(first['weight'])})"
    pair = pair if first["weight"] else "none of these"
    return f"{name}, {count(own['of'].iloc[0], 'story', 'stories')}: {pair}"


def _actors(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the actors of all pairs, each once: actor_id, actor, kind."""
    ends = [frame[[f"{end}_id", end]].set_axis(["actor_id", "actor"], axis=1) for end in ("source", "target")]
    nodes = pd.concat(ends).drop_duplicates("actor_id").reset_index(drop=True)
    return nodes.assign(kind=nodes["actor_id"].map(kind_of))


def _sizes(nodes: pd.DataFrame, wide: float) -> placing.Sizes:
    """Return the space that each mark takes with the name below it, measured from the middle of both."""
    names = [_lines(name, wide) for name in nodes["actor"]]
    half = np.array([max(width_of(row, _NAME) for row in rows) / 2 + 2 for rows in names])
    high = np.array([_NAME * (2 * HALF_HEIGHT + LINE * (len(rows) - 1)) for rows in names])
    return placing.Sizes(left=half, right=half, half_height=_RADIUS + high / 2)


def _points(frame: pd.DataFrame, box: placing.Box) -> network_drawing.Places:
    """Return {actor: position (x, y)}, the same in each network, computed from all pairs together."""
    nodes = _actors(frame)
    edges, sizes = (
        frame.groupby(["source_id", "target_id"])["weight"].sum().reset_index(),
        _sizes(nodes, box.width),
    )
    points = placing.clear(placing.spread(layout(nodes, edges), box), network_drawing.ends_of(nodes, edges))
    parted = placing.separate(points, sizes, box)
    parted[:, 1] += sizes.half_height - 1.5 * _RADIUS  # from the middle of mark and name up to the mark's
    return {
        actor: (round(float(x), 1), round(float(y), 1))
        for actor, (x, y) in zip(nodes["actor_id"], parted, strict=True)
    }


def _lines(name: str, wide: float) -> list[str]:
    """Return a name in the lines under its mark, in a network of this width."""
    return wrapped(name, width=_NAME_WIDTH * wide / WIDE, size=_NAME)


def _axes(place: int, rows: int, head: int, box: placing.Box, theme: style.Theme) -> dict[str, Any]:
    """Return layout settings: the two axes of the network number `place`, in its cell of the grid."""
    number = str(place + 1) if place else ""
    row, column = divmod(place, ACROSS)
    top, name = 1 - row / rows, head / (box.height + head) / rows
    across = [column / ACROSS + 0.01 * bool(column), (column + 1) / ACROSS - 0.01]
    hidden = style.axis(theme, visible=False)
    return {
        f"xaxis{number}": hidden | {"range": [0, box.width], "domain": across, "anchor": f"y{number}"},
        f"yaxis{number}": hidden
        | {"range": [0, box.height], "domain": [max(top - 1 / rows, 0), top - name], "anchor": f"x{number}"},
    }


def _traces(own: pd.DataFrame, shared: _Sheet) -> Iterator[go.Scatter]:
    """Yield the lines of a network, their invisible spots to click, and the marks."""
    absent = shared.nodes[~shared.nodes["actor_id"].isin({*own["source_id"], *own["target_id"]})]
    yield _marks(absent, shared, "absent", _ABSENT, style.ink(shared.theme).edge)
    for carried, stroke in in_widths(own, colour=style.ink(shared.theme).edge):
        yield from network_drawing.lines(carried, shared.points, stroke)
    hints = [
        f"{safe(source)} and {safe(target)}<br>{weight_words(weight, shared.unit)}"
        for source, target, weight in own[["source", "target", "weight"]].to_numpy().tolist()
    ]
    spots = network_drawing.handles(own.assign(hint=hints), shared.points, theme=shared.theme)
    x, y = ([round(each, 1) for each in places] for places in (spots.x, spots.y))
    yield spots.update(x=x, y=y, customdata=None)  # nothing is chosen here
    for group in by_kind(_nodes_of(own, shared)):
        yield _marks(group.nodes, shared, group.name, _RADIUS, group.colour)


def _marks(nodes: pd.DataFrame, shared: _Sheet, name: str, radius: float, colour: str) -> go.Scatter:
    """Return a trace of marks of one colour, `radius` in pixels, at the places of these actors."""
    at = [shared.points[actor] for actor in nodes["actor_id"]]
    return go.Scatter(
        x=[x for x, _ in at], y=[y for _, y in at], mode="markers", name=name, showlegend=False,
        hovertext=[*map(safe, nodes["actor"])], hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": 2 * radius, "color": colour, "opacity": 1},
    )  # fmt: skip


def _nodes_of(own: pd.DataFrame, shared: _Sheet) -> pd.DataFrame:
    """Return the nodes that the pairs of one network (`own`) name."""
    return shared.nodes[shared.nodes["actor_id"].isin({*own["source_id"], *own["target_id"]})]


def _names(own: pd.DataFrame, shared: _Sheet) -> Iterator[dict[str, Any]]:
    """Yield as annotations the names below their marks; lines fade where they pass under them."""
    faded: dict[str, Any] = {
        "bgcolor": style.veil(shared.theme),
        "font": {"shadow": style.glow(shared.theme)},
    }
    for actor, name in _nodes_of(own, shared)[["actor_id", "actor"]].to_numpy().tolist():
        (x, y), rows = shared.points[actor], _lines(name, shared.box.width)
        yield style.words(
            "<br>".join(map(safe, rows)), shared.theme, size=_NAME, x=x, y=y, yanchor="top",
            yshift=-_RADIUS, borderpad=0, **faded,
        )  # fmt: skip
