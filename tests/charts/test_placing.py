"""Where labels go: never onto each other."""

import numpy as np
import pandas as pd

from lib.charts import placing
from lib.charts.network_drawing import connected, sizes
from lib.stats.layout import layout
from tests.cases import every_case
from tests.charts.frames import network
from tests.charts.geometry import overlapping

WIDTHS = [340, 700, 1100, 1440]


@every_case("size", [2, 8, 25])
def test_no_label_lies_on_another_at_any_width_from_a_phone_on(size: int) -> None:
    frame = network(size)
    nodes = connected(frame)
    room = sizes(nodes)
    margin = float(min(room.right.max(), WIDTHS[0] / 2))
    box = placing.Box(width=WIDTHS[0] - margin, height=560.0, margin=margin)
    points = placing.separate(placing.spread(layout(nodes, frame.edges), box), room, box)
    for width in WIDTHS:
        wider = points * [(width - margin) / box.width, 1.0]
        assert overlapping(wider, room) == 0
        assert ((wider[:, 0] + room.right) <= width + 1).all()


def test_two_in_one_place_are_parted() -> None:
    room = placing.Sizes(
        left=np.array([5.0, 5.0]), right=np.array([60.0, 60.0]), half_height=np.array([9.0, 9.0])
    )
    box = placing.Box(width=300.0, height=200.0)
    one_place = np.array([[100.0, 100.0], [100.0, 100.0]])
    assert overlapping(one_place, room) == 1
    assert overlapping(placing.separate(one_place, room, box), room) == 0


def test_a_line_of_actors_fills_the_box_across() -> None:
    nodes = pd.DataFrame({"x": [0.0, 1.0, 2.0], "y": [0.0, 0.0, 0.0]})
    points = placing.spread(nodes, placing.Box(width=100.0, height=50.0))
    assert points[:, 0].tolist() == [0.0, 50.0, 100.0]


def test_a_mark_under_a_line_of_others_moves_aside() -> None:
    points = np.array([[0.0, 0.0], [200.0, 100.0], [100.0, 50.0], [40.0, 90.0]])
    cleared = placing.clear(points, np.array([[0, 1]]))
    assert np.hypot(*(cleared[2] - points[2])) > 12
    assert (cleared[[0, 1, 3]] == points[[0, 1, 3]]).all()
    assert (placing.clear(points, np.empty((0, 2), dtype=np.int64)) == points).all()
