"""The legend of a drawn figure: taken out of it for its page, or laid out anew for the width of its file."""

import html
from collections.abc import Iterable
from dataclasses import dataclass

import plotly.graph_objects as go

from lib.charts import style
from lib.charts.style import Sign
from lib.charts.text_metrics import lines, safe, width_of

_ABOVE = 12  # pixels of white that stay above the picture, for names at its upper edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """The sentences above a picture, without their last full stop, and its signs."""

    words: tuple[str, ...]
    signs: tuple[Sign, ...]


def without_legend(figure: go.Figure) -> tuple[go.Figure, Legend]:
    """Return a copy of the figure without its legend and the room for it, and the legend, perhaps empty."""
    bare = go.Figure(figure)
    layout = bare.layout
    sentences, signs = _sentences(layout), _signs(layout)
    if sentences or signs:
        height = layout.height - layout.margin.t + _ABOVE
        layout.update(title={"text": ""}, height=height, margin={"t": _ABOVE})
    words = tuple(html.unescape(row).removesuffix(".") for row in sentences)
    return bare, Legend(words=words, signs=tuple(signs))


def lay_out(figure: go.Figure, width: float, *, words: str = "") -> None:
    """Set the figure's legend in lines for a width in pixels, and the figure's height.

    `words` replace the sentences of the legend.
    """
    layout, rows = figure.layout, _rows(figure.layout, width, words)
    higher = height_at(figure, width, words) - layout.height
    layout.update(
        title={"text": "<br>".join(rows)}, height=layout.height + higher,
        margin={"t": (layout.margin.t or 0) + higher},
    )  # fmt: skip
    for each in layout.annotations:
        each.text = style.for_width(each.text, width)


def height_at(figure: go.Figure, width: float, words: str) -> int:
    """Return the height in pixels that `lay_out` would give the figure, which is not changed."""
    layout = figure.layout
    before = layout.title.text.count("<br>") + 1 if layout.title.text else 0
    rows = len(_rows(layout, width, words))
    return int(layout.height + style.head_height(rows) - style.head_height(before))


def _rows(layout: go.Layout, width: float, words: str) -> list[str]:
    """Return the legend in lines for a width in pixels: its sentences, or `words` instead, then its signs."""
    sentences = [safe(words)] if words else _sentences(layout)
    return [*_flowed(sentences, width), *style.sign_lines(_signs(layout), width)]


def _flowed(sentences: Iterable[str], width: float) -> list[str]:
    """Return sentences as lines of markup no wider than `width`: several in one, or one in several."""
    rows: list[str] = []
    for sentence in map(html.unescape, sentences):
        joined = f"{rows[-1].removesuffix('.')} · {sentence}" if rows else ""
        if joined and width_of(joined, style.TEXT_SIZE + 1) <= width:
            rows[-1] = joined
        else:
            rows += lines(sentence, width=width, size=style.TEXT_SIZE + 1)
    return [safe(row) for row in rows]


def _sentences(layout: go.Layout) -> list[str]:
    """Return the lines of a legend without a sign, as markup."""
    return [row for row in (layout.title.text or "").split("<br>") if row and not style.SIGN.search(row)]


def _signs(layout: go.Layout) -> list[Sign]:
    """Return the signs of a legend in their order."""
    return [
        Sign(found["colour"], html.unescape(found["name"]), found["sign"] == style.STROKE)
        for found in style.SIGN.finditer(layout.title.text or "")
    ]
