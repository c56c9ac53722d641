"""The sides on which names stand."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lib.charts import compare, ego, label_sides, network, style
from lib.charts.placing import Box
from tests.cases import every_case
from tests.charts import frames
from tests.charts.geometry import covered, struck

BOX = Box(width=200.0, height=300.0, margin=140.0)
RIGHT, LEFT = 0, 1
WIDTHS = (340, 390, 700, 1136, 1400)
DRAWN: tuple[Callable[[], Any], ...] = (
    lambda: network.figure(frames.network(8)), lambda: network.figure(frames.network()),
    lambda: ego.figure(frames.network(9)), lambda: compare.figure(frames.changes()),
)  # fmt: skip


def chosen(points: list[tuple[float, float]], lines: list[tuple[int, int]], widths: list[float]) -> list[int]:
    names = label_sides.Names(
        widths=np.array(widths), half_heights=np.full(len(points), 9.4), radii=np.full(len(points), 6.0)
    )
    ends = np.array(lines, dtype=np.int64).reshape(-1, 2)
    return [int(side) for side in label_sides.choose(np.array(points), ends, names, BOX)]


def test_a_name_stands_to_the_right_where_no_line_is() -> None:
    assert chosen([(100, 150), (150, 40)], [], [60, 60]) == [RIGHT, RIGHT]


def test_a_name_leaves_the_line_of_its_own_mark() -> None:
    assert chosen([(100, 150), (190, 150)], [(0, 1)], [60, 0])[0] == LEFT


def test_a_name_is_not_pushed_over_the_edge_onto_a_name_or_onto_a_mark() -> None:
    line = [(10, 150), (190, 150)]
    first = chosen([*line], [(0, 1)], [60, 0])[0]
    assert first not in (RIGHT, LEFT) and label_sides.SIDES[first][0] >= 0
    above = chosen([*line, (12, 172), (60, 172)], [(0, 1)], [60, 0, 60, 0])[0]
    assert label_sides.SIDES[above][1] == -1


def test_a_mark_without_a_name_stays_as_it_is() -> None:
    assert chosen([(100, 150), (190, 150)], [(0, 1)], [0, 0]) == [RIGHT, RIGHT]


def test_a_line_is_hidden_for_as_long_as_it_is_in_the_box() -> None:
    start, end = np.array([[0.0, 0.0], [0.0, 30.0]]), np.array([[100.0, 0.0], [100.0, 30.0]])
    found = label_sides.hidden(start, end, np.array([[50.0, 0.0]]), np.array([[20.0, 8.0]]))
    assert found.tolist() == [[40.0, 0.0]]


@every_case("number", range(len(DRAWN)))
def test_no_line_runs_through_letters(number: int) -> None:
    """Lines fade below a name, which hides less of them than right of all marks."""
    drawn = DRAWN[number]()
    assert all(name.font.shadow == style.glow("light") for name in drawn.layout.annotations)
    assert [covered(drawn, width) for width in WIDTHS] == [0] * len(WIDTHS)
    before = sum(struck(drawn, width, moved=False) for width in WIDTHS)
    assert sum(struck(drawn, width) for width in WIDTHS) < before
