"""The key below a network: which numbers its line widths and circle areas stand for."""

from collections.abc import Iterator, Sequence
from typing import Any

from lib.charts import style
from lib.charts.text_metrics import number, safe, width_of

ROW = 34  # pixels: as high as the largest circle
LINE_ROW = 20  # of lines, which are lower
FOOT = 4 + LINE_ROW + ROW  # of both rows below a picture, with the white above them
_LINE = 22  # pixels: how long a line of the key is
_GAP = 6  # pixels between a size and its count
_BETWEEN = 12  # pixels between two sizes

Steps = Sequence[tuple[float, str]]  # the width of a line or the radius of a circle, and what it stands for


def span(values: Sequence[float]) -> str:
    """Return the range of the numbers, from lowest to highest: "3", or "4–9"."""
    low, high = number(min(values)), number(max(values))
    return low if low == high else f"{low}–{high}"


def circles(most: float, largest: float, least: float) -> Steps:
    """Return radii and words of sample circles: for the most, a quarter of it, and the least size.

    The area of a circle follows its number, up to `largest` pixels of radius and down to `least`.
    """
    few = int(most * (least / largest) ** 2)
    shown = [
        (largest, number(most)),
        *([(largest / 2, number(most / 4))] if most >= 8 else []),
    ]
    return [*shown, *([(least, f"up to {number(few)}")] if few >= 2 else [])]


def rows(
    lines: Steps, rounds: Steps, words: tuple[str, str], theme: style.Theme, *, width: float
) -> tuple[list[dict[str, Any]], int]:
    """Return the shapes below the picture, line widths and circles with their numbers, and their height.

    They are two rows, or one where a picture of this width has room for it.
    """
    widths = [*row(-ROW / 2, lines, words[0], theme, circle=False)]
    both = [*widths, *row(-ROW / 2, rounds, words[1], theme, circle=True, x=widths[-1]["x1"] + 3 * _BETWEEN)]
    if both[-1]["x1"] <= width:
        return both, 4 + ROW
    return [
        *row(-LINE_ROW / 2, lines, words[0], theme, circle=False),
        *row(-LINE_ROW - ROW / 2, rounds, words[1], theme, circle=True),
    ], FOOT


def row(
    y: float, steps: Steps, word: str, theme: style.Theme, *, circle: bool, x: float = 0
) -> Iterator[dict[str, Any]]:
    """Yield the shapes and words of one row of the scale: a word, then each size with the count it means.

    `y` is the row's middle in pixels, from the lower edge of the picture up; `x` is its beginning.
    """
    colours = style.ink(theme)
    yield _words(word, x, y, colours)
    x += width_of(word, style.NOTE_SIZE) + _BETWEEN
    for size, count in steps:
        across, up = (2 * size, size) if circle else (_LINE, 0.0)
        look = {"width": 0} if circle else {"width": size, "color": colours.muted}
        yield _pixels(x, y - up, x + across, y + up) | {
            "type": "circle" if circle else "line", "line": look,
            **({"fillcolor": colours.muted} if circle else {}),
        }  # fmt: skip
        yield _words(count, x + across + _GAP, y, colours)
        x += across + _GAP + width_of(count, style.NOTE_SIZE) + _BETWEEN


def _words(text: str, x: float, y: float, colours: style.Ink) -> dict[str, Any]:
    """Return a shape: an invisible box with the text as its label."""
    font = {"family": style.SANS, "size": style.NOTE_SIZE, "color": colours.muted}
    return _pixels(x, y - 8, x + width_of(text, style.NOTE_SIZE), y + 8) | {
        "type": "rect", "line": {"width": 0},
        "label": {"text": safe(text), "textposition": "middle left", "padding": 0, "font": font},
    }  # fmt: skip


def _pixels(x0: float, y0: float, x1: float, y1: float) -> dict[str, Any]:
    """Return settings of a shape placed in pixels from the lower left corner of the page."""
    return {
        "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": 0, "yanchor": 0, "x0": round(x0, 1), "y0": round(y0, 1),
        "x1": round(x1, 1), "y1": round(y1, 1),
    }  # fmt: skip
