"""A figure as its file shows it: question above, source line below, in the size of a page or a slide."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, gcd
from typing import Any, Literal

import plotly.graph_objects as go

from lib.charts import legend, style
from lib.charts.text_metrics import lines, safe, width_of

Preset = Literal["report", "slide", "column", "page", "card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """An exported figure's width, least height (exact if `fixed`), and the pixels of a PNG's width."""

    width: int
    height: int
    pixels: int  # of a PNG from side to side
    fixed: bool = True


# Type is of one size in all: the narrower, the larger it stands on a slide.
PRESETS: Mapping[Preset, Size] = {
    "report": Size(width=1200, height=675, pixels=2400, fixed=False),
    "slide": Size(width=960, height=540, pixels=1920),
    "column": Size(width=560, height=360, pixels=1680, fixed=False),
    "page": Size(width=990, height=1400, pixels=2480),  # A4 at 300 dots an inch
    "card": Size(width=800, height=420, pixels=1200),
}

_TITLE_SIZE = 24  # of the type, in pixels, as is all below
_SIDE = 28  # white left and right of the figure and over the title
_FOOT = 16  # white under the source line
_OVER_SOURCE = 12  # white between the figure and its source line
_TITLE_LINE, _KEY_LINE, _SOURCE_LINE = 30, 21, 17  # height of a line: 1.25, 1.6 and 1.4 times its type
_KEY_MARK = 46  # width of a mark of the key, with the white around it and its name
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
    """Return the figure with its question and source line added to it; a `subtitle` replaces its own.

    What is higher than a fixed size keeps its proportions and grows on both sides; what is lower is stretched
    to its height, or stands over white if it is `style.unstretched`.
    """
    if subtitle:
        room = size.width - 2 * _SIDE
        figure = legend.reworded(figure, lines(subtitle, width=room, size=style.TEXT_SIZE + 1))
    stretch = figure.layout.meta != style.UNSTRETCHED
    fit = _fitted(figure, question, source, size)
    if size.fixed and fit.height > size.height:
        parts = gcd(size.width, size.height)  # the same proportions, with whole pixels on both sides
        times = ceil(fit.height * parts / size.height)
        size = replace(size, width=times * size.width // parts, height=times * size.height // parts)
        fit = _fitted(figure, question, source, size)
    height = max(size.height, fit.height) if stretch or size.fixed else fit.height
    inner, left = figure.layout.margin, figure.layout.margin.l
    bottom = fit.bottom + (0 if stretch else height - fit.height)
    figure.update_layout(
        width=size.width,
        height=height,
        margin={"l": left + _SIDE, "r": inner.r + _SIDE, "t": fit.top, "b": bottom},
        # The subtitle of a figure without a key stood in the title's place: it moves under the question.
        title=_headline(style.ink(theme), fit.title, figure.layout.title.text or ""),
    )
    return figure.add_annotation(**style.words(
        "<br>".join(map(safe, fit.source)), theme, size=style.NOTE_SIZE, quiet=True,
        font={"family": style.SANS}, name="source", x=0, xref="paper", xanchor="left", xshift=-left,
        y=0, yref="paper", yanchor="bottom", yshift=_FOOT - bottom, align="left", borderpad=0,
    ))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """Title and source broken into lines; margins above and below, and the whole height, in pixels."""

    title: list[str]
    source: list[str]
    top: int
    bottom: int
    height: int


def _fitted(figure: go.Figure, question: str, source: str, size: Size) -> _Fit:
    """Return title and source broken into lines for a page of this size, and the heights they take."""
    room, inner = size.width - 2 * _SIDE, figure.layout.margin
    title = lines(question, width=room / _SERIF_STEP, size=_TITLE_SIZE)
    under = lines(source, width=room, size=style.NOTE_SIZE)
    head = max(inner.t, _key_height(figure, room))
    top = _SIDE + _TITLE_LINE * len(title) + head
    bottom = inner.b + _OVER_SOURCE + _SOURCE_LINE * len(under) + _FOOT
    height = figure.layout.height + top + bottom - head - inner.b
    return _Fit(title=title, source=under, top=top, bottom=bottom, height=height)


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
        "pad": {"l": _SIDE, "t": _SIDE - 6, "r": 0, "b": 0},  # 6 pixels of white stand over its capitals
    }  # fmt: skip


def _key_height(figure: go.Figure, room: float) -> int:
    """Return the height of the figure's key, with its title, in so many pixels of width; 0 for none."""
    if not figure.layout.showlegend:
        return 0
    names = [trace.name or "" for trace in figure.data if trace.showlegend is not False]
    widths = [_KEY_MARK + width_of(name, style.TEXT_SIZE) for name in names]
    rows = 1
    if sum(widths) > room:
        a_row = max(1, int(room // max(widths)))  # Plotly gives all names of a key one width
        rows = -(-len(names) // a_row)
    more = (figure.layout.legend.title.text or "").count("<br>") * _SOURCE_LINE
    return style.SUBTITLE_LINE + more + rows * _KEY_LINE
