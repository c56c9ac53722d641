"""The key of widths and sizes."""

import re
from typing import Any

from lib.charts import compare, ego, network, scale, style
from tests.cases import every_case
from tests.charts import frames


@every_case("chart", [network, ego, compare])
def test_the_key_has_the_widths_of_the_drawn_lines_and_all_their_numbers(chart: Any) -> None:
    frame = frames.changes() if chart is compare else frames.network(9)
    drawn = chart.figure(frame, unit="paragraph")
    widths = {shape.line.width for shape in drawn.layout.shapes if shape.type == "line"}
    lines = {trace.line.width for trace in drawn.data if trace.mode == "lines"}
    assert widths and widths <= lines
    numbers = [int(each) for each in re.findall(r"\d+", " ".join(_texts(drawn)[1 : 1 + len(widths)]))]
    assert _texts(drawn)[0] == "Paragraphs"
    assert min(numbers) >= frame.edges["weight"].min() and max(numbers) <= frame.edges["weight"].max()
    assert all(shape.x1 <= style.PHONE for shape in drawn.layout.shapes)


def test_the_largest_circle_of_the_key_is_that_of_the_most_named() -> None:
    frame = frames.network()
    drawn = network.figure(frame)
    largest = max(shape.x1 - shape.x0 for shape in drawn.layout.shapes if shape.type == "circle")
    marks = [size for trace in drawn.data if trace.name != "pairs" for size in trace.marker.size or ()]
    assert largest == max(marks)
    assert _texts(drawn)[-4:] == ["Times named", "120", "30", "up to 9"]


def test_circles_are_as_large_as_their_numbers_and_few_are_not_told_apart() -> None:
    assert scale.circles(100, 16.0, 4.0) == [(16.0, "100"), (8.0, "25"), (4.0, "up to 6")]
    assert scale.circles(3, 16.0, 4.0) == [(16.0, "3")]


def test_numbers_of_a_class_are_said_as_a_span() -> None:
    assert (scale.span([3.0]), scale.span([4, 9, 5]), scale.span([0.5, 1200])) == ("3", "4–9", "0.5–1,200")


def _texts(drawn: Any) -> list[str]:
    return [shape.label.text for shape in drawn.layout.shapes if shape.label.text]
