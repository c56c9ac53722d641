"""The strokes of a network's lines: their widths by weight, their colours by verdict, their legend."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.charts import scale, style
from lib.charts.pair_words import verdict_in_words
from lib.stats.chance import MORE, NO_MORE, SINGLE, UNTESTED

LINE_WIDTHS = (1.0, 1.9, 3.4, 5.5)  # pixels
_WIDER_FROM = (0.3, 0.5, 0.75)  # of the square root of a weight as a share of the largest: the next width


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """The look of lines, with their name for the legend; "" is not in it."""

    width: float
    colour: str
    dash: str = "solid"
    name: str = ""
    is_scaled: bool = True  # whether the width says how much a line carries


Strokes = Sequence[tuple[pd.DataFrame, Stroke]]  # edges by what draws them, the lowest lines first


def with_steps(edges: pd.DataFrame) -> pd.DataFrame:
    """Return the edges with a column `step`: the index of their width in LINE_WIDTHS.

    It follows the square root of an edge's share of the largest weight.
    """
    weights = edges["weight"].to_numpy(dtype=float)
    share = np.sqrt(weights / weights.max(initial=1.0))
    return edges.assign(step=np.digitize(share, _WIDER_FROM, right=True))


def in_widths(
    stepped: pd.DataFrame, *, colour: str, dash: str = "solid", name: str = "", thicker: float = 0.0
) -> Iterator[tuple[pd.DataFrame, Stroke]]:
    """Yield (edges of one `step` of width, their stroke), each `thicker` pixels wider, the thinnest first."""
    for step, width in enumerate(LINE_WIDTHS):
        own = stepped[stepped["step"] == step]
        if not own.empty:
            yield own, Stroke(width=width + thicker, colour=colour, dash=dash, name=name)


def by_weight(edges: pd.DataFrame, theme: style.Theme) -> Iterator[tuple[pd.DataFrame, Stroke]]:
    """Yield (edges, their stroke) by verdict and width; those above chance are dark and come last."""
    stepped, colours = with_steps(edges), style.ink(theme)
    for verdict in (UNTESTED, SINGLE, NO_MORE, MORE):
        own = stepped[stepped["verdict"] == verdict]
        colour = colours.text if verdict == MORE else colours.edge
        yield from in_widths(own, colour=colour, name=verdict_in_words(verdict))


def signs_of(strokes: Strokes) -> list[style.Sign]:
    """Return the signs of the lines of each name with the number that is drawn, the uppermost first."""
    numbers = Counter[tuple[str, str]]()
    for own, stroke in reversed(strokes):
        numbers[stroke.colour, stroke.name] += len(own)
    return [
        style.Sign(colour, f"{number:,} {name}", is_stroke=True)
        for (colour, name), number in numbers.items()
        if name
    ]


def widths_of(strokes: Strokes) -> scale.Steps:
    """Return (width, range of the weights that are drawn so) for each width that shows weights."""
    weights: dict[float, list[float]] = {}
    for own, stroke in strokes:
        if stroke.is_scaled:
            weights.setdefault(stroke.width, []).extend(own["weight"])
    return [(width, scale.span(weights[width])) for width in sorted(weights)]
