"""The legend of a drawn figure, taken out of it: its page shows it as a line, whose names can be chosen."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lib.charts import style
from lib.charts.text_metrics import safe

_ABOVE = 12  # pixels of white that stay above the picture, for names at its upper edge
_KEY = 46  # pixels that a key of Plotly's takes with the line over it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A colour of the picture with what it stands for; of marks, or of lines (`stroke`)."""

    colour: str
    name: str
    stroke: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """The sentences above a picture and its signs."""

    words: tuple[str, ...]
    signs: tuple[Sign, ...]


def taken_out(figure: go.Figure) -> tuple[go.Figure, Legend]:
    """Return the figure without its legend, lower by as much, and the legend."""
    bare = go.Figure(figure)
    layout = bare.layout
    if layout.showlegend:
        words = (layout.legend.title.text or "").split("<br>")
        signs = [
            Sign(colour=trace.marker.color, name=html.unescape(trace.name).strip())
            for trace in bare.data
            if trace.showlegend is not False
        ]
        layout.update(showlegend=False, height=layout.height - _KEY, margin={"t": _ABOVE})
    else:
        rows = (layout.title.text or "").split("<br>")
        words = [row for row in rows if not style.SIGN.search(row)]
        signs = [
            Sign(
                colour=found["colour"],
                name=html.unescape(found["name"]),
                stroke=found["sign"] == style.STROKE,
            )
            for found in style.SIGN.finditer("".join(rows))
        ]
        above = layout.margin.t or 0
        if rows != [""]:
            layout.update(title={"text": ""}, height=layout.height - above + _ABOVE, margin={"t": _ABOVE})
    sentences = tuple(html.unescape(row).removesuffix(".") for row in words if row)
    return bare, Legend(words=sentences, signs=tuple(signs))


def reworded(figure: go.Figure, rows: Sequence[str]) -> go.Figure:
    """Return the figure with other lines in the place of its sentences; its signs stay."""
    layout, words = figure.layout, [safe(row) for row in rows]
    if layout.showlegend:
        return figure.update_layout(legend={"title": {"text": "<br>".join(words)}})
    before = (layout.title.text or "").split("<br>")
    signs = [row for row in before if style.SIGN.search(row)]
    higher = style.NEXT_LINE * (len(words) + len(signs) - len(before))
    if before == [""]:
        higher = style.SUBTITLE_LINE + style.NEXT_LINE * (len(words) - 1)
    return figure.update_layout(
        title={"text": "<br>".join((*words, *signs))},
        height=layout.height + higher,
        margin={"t": (layout.margin.t or 0) + higher},
    )
