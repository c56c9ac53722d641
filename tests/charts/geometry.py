"""Where the names and lines of a drawn network lie at a width, in pixels."""

from itertools import combinations
from typing import Any

import numpy as np

from lib.charts.label_sides import hidden
from lib.charts.placing import Points, Sizes
from lib.charts.text_metrics import LINE, width_of

LETTERS = 0.4  # of the type size: half the height of a capital with its accent or a letter below the line


def covered(drawn: Any, width: float) -> int:
    """Return how many names lie on each other or reach over an edge of the paper."""
    middles, half = _names(drawn, width)
    low, high = middles - half, middles + half
    across = (low[:, 0] < -1) | (high[:, 0] > width + 1)
    pairs = combinations(range(len(low)), 2)
    return int(across.sum()) + sum(
        bool((np.minimum(high[a], high[b]) - np.maximum(low[a], low[b]) > 0).all()) for a, b in pairs
    )


def overlapping(points: Points, sizes: Sizes) -> int:
    """Return how many pairs of marks and labels overlap."""
    low = points - np.column_stack([sizes.left, sizes.half_height])
    high = points + np.column_stack([sizes.right, sizes.half_height])
    pairs = combinations(range(len(points)), 2)
    return sum(bool((np.minimum(high[a], high[b]) > np.maximum(low[a], low[b])).all()) for a, b in pairs)


def struck(drawn: Any, width: float, *, moved: bool = True) -> float:
    """Return how many pixels of lines lie under names; not moved, as if all stood to the right."""
    middles, half = _names(drawn, width, moved=moved)
    scale = _scale(drawn, width)
    ends = [
        [(trace.x[at] * scale, trace.y[at]) for at in (first, first + 1)]
        for trace in drawn.data
        if trace.mode == "lines"
        for first in range(0, len(trace.x), 3)
    ]
    start, end = np.array(ends).transpose(1, 0, 2)
    return float(hidden(start, end, middles, half).sum())


def _scale(drawn: Any, width: float) -> float:
    return float((width - drawn.layout.margin.r) / drawn.layout.xaxis.range[1])


def _names(drawn: Any, width: float, *, moved: bool = True) -> tuple[Points, Points]:
    """Return the middles of the names and half of their sizes."""
    middles, half = [], []
    for name in drawn.layout.annotations:
        rows = name.text.split("<br>")
        letters = max(width_of(row, name.font.size) for row in rows)
        side = {"left": 1, "right": -1, "center": 0}[name.xanchor] if moved else 1
        across = name.xshift if moved else max(abs(name.xshift), abs(name.yshift))
        middles.append(
            (name.x * _scale(drawn, width) + across + side * letters / 2, name.y + moved * name.yshift)
        )
        half.append((letters / 2, (LETTERS + LINE / 2 * (len(rows) - 1)) * name.font.size))
    return np.array(middles), np.array(half)
