"""A figure as its file shows it: question above, source line below, in the size of a page or a slide."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import gcd
from typing import Any, Literal, NamedTuple

import plotly.graph_objects as go

from lib.charts import legend, style
from lib.charts.text_metrics import lines, safe

Preset = Literal["report", "slide", "column", "page", "card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """An exported figure's width and height, the least height if not `fixed`, and a PNG's width in pixels."""

    width: int
    height: int
    pixels: int  # of a PNG from side to side
    fixed: bool = True


# Type is of one size in all: the narrower, the larger it stands on a slide, whose smallest has 36 pixels.
PRESETS: Mapping[Preset, Size] = {
    "report": Size(width=1200, height=675, pixels=2400, fixed=False),
    "slide": Size(width=640, height=360, pixels=1920),
    "column": Size(width=560, height=360, pixels=1680, fixed=False),
    "page": Size(width=990, height=1400, pixels=2480),  # A4 at 300 dots an inch
    "card": Size(width=800, height=420, pixels=1200),
}

_MOST = 64  # a picture of fixed size has fewer names

_TITLE_SIZE = 24  # of the type, in pixels, as is all below
_SIDE = 28  # white left and right of the figure and over the title
_FOOT = 16  # white under the source line
_OVER_SOURCE = 12  # white between the figure and its source line
_TITLE_LINE, _SOURCE_LINE = 30, 17  # height of a line: 1.25 and 1.4 times its type
_STRETCHED = 2  # times a figure's own height: stretched further, it would be more white than marks
_SERIF_STEP = 1.02  # letters of the title, in the serif at weight 600, against the measured sans at 400


def printed(
    figure: go.Figure,
    *,
    question: str,
    source: str,
    theme: style.Theme,
    size: Size = PRESETS["report"],
    subtitle: str = "",
) -> go.Figure:
    """Return the figure, changed: with question and source line added; a `subtitle` replaces its own.

    What is higher than a fixed size keeps its proportions and grows on both sides. What is lower is stretched
    to its height, up to _STRETCHED times; else, or if it is `style.unstretched`, it stands over white.
    """
    if size.fixed:
        size = _grown(size, figure, question=question, source=source, subtitle=subtitle)
    legend.lay_out(figure, size.width - 2 * _SIDE, words=subtitle)
    words = _broken(question, source, size)
    own, room = figure.layout.height, words.left
    stretch = figure.layout.meta != style.UNSTRETCHED and room <= _STRETCHED * own
    height = max(room, own) if stretch or size.fixed else own
    inner, left = figure.layout.margin, figure.layout.margin.l
    bottom = inner.b + words.below + (0 if stretch else height - own)
    figure.update_layout(
        width=size.width,
        height=height + words.above + words.below,
        margin={"l": left + _SIDE, "r": inner.r + _SIDE, "t": inner.t + words.above, "b": bottom},
        # The subtitle of the figure stood in the title's place: it moves under the question.
        title=_headline(style.ink(theme), words.title, figure.layout.title.text or ""),
    )
    return figure.add_annotation(**style.words(
        "<br>".join(map(safe, words.source)), theme, size=style.NOTE_SIZE, quiet=True,
        font={"family": style.SANS}, name="source", x=0, xref="paper", xanchor="left", xshift=-left,
        y=0, yref="paper", yanchor="bottom", yshift=_FOOT - bottom, align="left", borderpad=0,
    ))  # fmt: skip


def _grown(size: Size, figure: go.Figure, *, question: str, source: str, subtitle: str) -> Size:
    """Return the size or, if the figure is too high for it, a larger one of the same proportions."""
    parts = gcd(size.width, size.height)  # the same proportions, with whole pixels on both sides
    across, down = size.width // parts, size.height // parts
    while legend.height_at(figure, size.width - 2 * _SIDE, subtitle) > _broken(question, source, size).left:
        size = replace(size, width=size.width + across, height=size.height + down)
    return size


def fitted(
    draw: Callable[[style.Room], go.Figure], *, question: str, source: str, size: Size, subtitle: str = ""
) -> go.Figure:
    """Return the figure that `draw` makes for a size; for a fixed one, with as many names as fit it."""
    if not size.fixed:
        return draw(style.PAGE)
    room = style.Room(size.width - 2 * _SIDE, _broken(question, source, size).left)

    def is_too_high(names: int) -> bool:
        return legend.height_at(draw(replace(room, names=names)), room.width, subtitle) > room.height

    return draw(replace(room, names=1 + bisect_left(range(2, _MOST), True, key=is_too_high)))


class _Words(NamedTuple):
    """Title and source broken into lines, the pixels that they take with their white, and those left."""

    title: list[str]
    source: list[str]
    above: int
    below: int
    left: int


def _broken(question: str, source: str, size: Size) -> _Words:
    """Return title and source broken into lines for a page of this size."""
    room = size.width - 2 * _SIDE
    title = lines(question, width=room / _SERIF_STEP, size=_TITLE_SIZE)
    under = lines(source, width=room, size=style.NOTE_SIZE)
    above, below = _SIDE + _TITLE_LINE * len(title), _OVER_SOURCE + _SOURCE_LINE * len(under) + _FOOT
    return _Words(title, under, above, below, size.height - above - below)


def _headline(colours: style.Ink, title: list[str], under: str) -> dict[str, Any]:
    """Return settings of the title in the upper left corner, with the subtitle under it."""
    return {
        "text": "<br>".join(map(safe, title)),
        "font": {"family": style.SERIF, "size": _TITLE_SIZE, "weight": 600, "color": colours.text},
        "subtitle": {
            "text": under,
            "font": {"family": style.SANS, "size": style.TEXT_SIZE + 1, "color": colours.muted},
        },
        "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top",
        # 6 pixels of white stand over its capitals; Plotly sets several lines higher by 16
        "pad": {"l": _SIDE, "t": _SIDE - 6 + 16 * (len(title) > 1)},
    }  # fmt: skip
