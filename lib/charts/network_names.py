"""The names beside the marks of a network: their size and lines, the room they take, and their places."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from lib.charts import label_sides, placing, style
from lib.charts.text_metrics import LINE, safe, width_of, wrapped

MOST_LABELS = 45  # more would lie on each other on a phone: the others are shown under the mouse

_NAME_WIDTH, _WIDEST = 150.0, 240.0  # pixels from which on a name takes another line, on a phone and beyond
_FIRST_NAMES, _NEXT_NAMES = 4, 8  # names by rank: few are large, or none stands out
_LARGE, _MEDIUM, _SMALL = 16, 14, 13  # pixels of their type
_MOST_SIDED = 120  # lines: among more no side is free
_ANCHORS = {-1: "right", 0: "center", 1: "left"}  # the end of a name at its mark, by the side it stands on


def label_lines(name: str, size: float, page: float = style.PHONE) -> list[str]:
    """Return the lines of a name's label on a page of this width, not escaped; a sentence is shortened."""
    return wrapped(name, width=min(_NAME_WIDTH * page / style.PHONE, _WIDEST), size=size)


def label_boxes(nodes: pd.DataFrame, page: float) -> tuple[placing.Points, placing.Points]:
    """Return the width and half the height of each label, in pixels; 0 for actors without a label."""
    labels = [*zip(_printed(nodes, page), _sizes(nodes), strict=True)]
    widths = [max(width_of(row, size) for row in rows) + 2 for rows, size in labels]
    half_heights = [size * (label_sides.HALF_HEIGHT + LINE / 2 * (len(rows) - 1)) for rows, size in labels]
    has_label = np.arange(len(nodes)) < MOST_LABELS  # nodes come sorted by mentions
    return np.where(has_label, widths, 0.0), np.where(has_label, half_heights, 0.0)


def labels(
    nodes: pd.DataFrame,
    points: placing.Points,
    lines: placing.Lines,
    radii: placing.Points,
    box: placing.Box,
    *,
    theme: style.Theme,
) -> Iterator[dict[str, Any]]:
    """Yield as annotations the labels beside the marks; lines fade where they pass under them.

    Nodes come sorted by mentions; points and radii are those of their marks, lines lead from one to another.
    """
    page = box.widths[0]
    widths, half_heights = label_boxes(nodes, page)
    names = label_sides.Names(widths=widths, half_heights=half_heights, radii=radii)
    on_right = np.zeros(len(nodes), dtype=np.int64)
    chosen = on_right if len(lines) > _MOST_SIDED else label_sides.choose(points, lines, names, box)
    sizes, texts = _sizes(nodes), ["<br>".join(map(safe, rows)) for rows in _printed(nodes, page)]
    for place in np.flatnonzero(names.shown):
        side = label_sides.SIDES[chosen[place]]
        across, up = names.anchors(side)[place]
        yield {
            "x": points[place, 0], "y": points[place, 1], "text": texts[place],
            "name": nodes["actor_id"].iloc[place],
            "xanchor": _ANCHORS[side[0]], "align": _ANCHORS[side[0]], "yanchor": "middle",
            "xshift": float(across), "yshift": float(up), "showarrow": False, "borderpad": 1,
            "bgcolor": style.veil(theme),
            "font": {
                "size": sizes[place], "color": style.ink(theme).text,
                "weight": 600 if sizes[place] > _SMALL else 400, "shadow": style.glow(theme),
            },
        }  # fmt: skip


def _sizes(nodes: pd.DataFrame) -> list[int]:
    """Return the type size of each label by rank: the first four largest, the next eight, the rest."""
    ranked = [_LARGE] * _FIRST_NAMES + [_MEDIUM] * _NEXT_NAMES + [_SMALL] * len(nodes)
    return ranked[: len(nodes)]


def _printed(nodes: pd.DataFrame, page: float) -> list[list[str]]:
    """Return the lines of each label: the actor's name with the numbers of its remarks."""
    remarks = nodes.get("remarks", [""] * len(nodes))
    return [
        label_lines(f"{name}{numbers}", size, page)
        for name, numbers, size in zip(nodes["actor"], remarks, _sizes(nodes), strict=True)
    ]
