"""Slides: type that is read from the last row, whatever a chart has to show."""

import inspect
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest

from lib.charts import charts, printed, style
from lib.charts.pairs import Network
from lib.charts.text_metrics import LINE, width_of
from tests.charts import frames
from tests.lots import few

SLIDE = printed.PRESETS["slide"]
SMALLEST = 36  # pixels of type on a slide that is 1,920 wide
QUESTION = "Who is named with whom: Harbour and Ferries, 1 to 20 April 2024"
SOURCE = (
    "Wireroom · 20 stories of 40 · tagged Harbour or Ferries · dated 1 to 20 April 2024, 2 without a date · "
    "days in Kyiv time · 40 of 84 pairs with 2 reports or more; 9 of them more often than chance; 44 rest on "
    "a single report · rests on 3 decisions by hand · recipe HK7Q2M9P"
)
LONG = " of the Northern Islands"


def long(name: str) -> str:
    return f"{name}{LONG}"


def small(name: str) -> Any:
    """Return a frame of two or three names."""
    whole = frames.full(name)
    if isinstance(whole, Network):
        ends = whole.edges[["source_id", "target_id"]].head(2).to_numpy().ravel()
        return Network(nodes=whole.nodes[whole.nodes["actor_id"].isin(ends)], edges=whole.edges.head(2))
    return whole.head(2)


FRAMES: dict[str, Callable[[str], Any]] = {
    "dense": lambda name: frames.full(name, days=150, called=long),
    "usual": frames.full,
    "small": small,
}


def slide(name: str, frame: Any, **options: Any) -> go.Figure:
    """Return the chart as it is drawn for a slide."""
    chart = charts()[name]
    around: Any = {"question": QUESTION, "source": SOURCE, "size": SLIDE}
    takes_room = "room" in inspect.signature(chart.figure).parameters

    def draw(room: style.Room) -> go.Figure:
        drawn: go.Figure = chart.figure(frame, **options, **({"room": room} if takes_room else {}))
        return drawn

    return printed.printed(printed.fitted(draw, **around), theme="light", **around)


def type_sizes(part: Any, font: bool = False) -> Iterator[float]:
    """Yield the pixels of all type that a figure draws: of its fonts, and of spans in its words."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "size" and font:
                yield from value if isinstance(value, list | tuple) else [value]
            elif name != "hoverlabel":
                yield from type_sizes(value, font=name.endswith("font"))
    elif isinstance(part, list | tuple):
        for each in part:
            yield from type_sizes(each)
    elif isinstance(part, str):
        yield from map(float, re.findall(r"font-size:(\d+)px", part))


def boxes(drawn: go.Figure) -> list[tuple[str, float, float, float, float]]:
    """Return the words of all annotations with their left, right, lower and upper edge on the paper."""
    layout = drawn.layout
    inner = layout.margin
    width, height = layout.width - inner.l - inner.r, layout.height - inner.t - inner.b

    def place(value: Any, ref: str, start: float, length: float) -> Any:
        """Return the pixels from the lower left corner of the paper; None on an axis of days."""
        if ref == "paper":
            return start + float(value) * length
        axis = layout[ref[0] + "axis" + ref.removesuffix(" domain")[1:]]
        low, high = axis.domain or (0, 1)
        if ref.endswith("domain"):
            return start + (low + float(value) * (high - low)) * length
        if isinstance(value, str):
            return None
        share = (value - axis.range[0]) / (axis.range[1] - axis.range[0])
        return start + (low + share * (high - low)) * length

    found = []
    for each in layout.annotations:
        rows = re.sub(r"<(?!br)[^>]*>", "", each.text).split("<br>")
        x = place(each.x, each.xref or "x", inner.l, width)
        y = place(each.y, each.yref or "y", inner.b, height)
        if x is None or y is None:
            continue
        wide, high = max(width_of(row, each.font.size) for row in rows), each.font.size * LINE * len(rows)
        x += (each.xshift or 0) - wide * {"left": 0, "center": 0.5, "right": 1}[each.xanchor or "center"]
        y += (each.yshift or 0) - high * {"bottom": 0, "middle": 0.5, "top": 1}[each.yanchor or "middle"]
        found.append((each.text, x, x + wide, y, y + high))
    return found


@pytest.mark.parametrize("kind", few(FRAMES, 1))
@pytest.mark.parametrize("name", frames.CHARTS)
def test_a_slide_is_read_from_the_last_row(name: str, kind: str) -> None:
    drawn = slide(name, FRAMES[kind](name))
    assert min(type_sizes(drawn.to_plotly_json())) * SLIDE.pixels / drawn.layout.width >= SMALLEST
    assert (drawn.layout.width, drawn.layout.height) == (SLIDE.width, SLIDE.height)
    words = boxes(drawn)
    for text, left, right, low, high in words:
        assert "…" not in text
        assert left >= -1 and right <= SLIDE.width + 1 and low >= -1 and high <= SLIDE.height + 1, text
    for one, other in combinations(words, 2):
        across = min(one[2], other[2]) - max(one[1], other[1])
        up = min(one[4], other[4]) - max(one[3], other[3])
        assert across <= 0 or up <= 5, (one, other)  # of a line's height, which letters do not fill
