"""Small networks of the same actors, part by part."""

import numpy as np
import pandas as pd

from lib.charts import networks as chart
from lib.charts import placing
from lib.charts.text_metrics import width_of
from tests.charts.frames import networks
from tests.charts.geometry import overlapping


def heads(frame: pd.DataFrame) -> list[str]:
    return [said.text for said in chart.figure(frame).layout.annotations if said.text.startswith("<b>")]


def test_each_network_is_headed_by_its_name_and_its_stories() -> None:
    assert heads(networks())[:2] == ["<b>Harbour Post</b><br>40 stories", "<b>Gulf Mail</b><br>31 stories"]
    assert len(heads(networks())) == 5


def test_an_actor_stands_at_the_same_place_in_each() -> None:
    places: dict[str, set[tuple[float, float]]] = {}
    for trace in chart.figure(networks()).data:
        if trace.mode == "markers" and trace.name != "pairs":
            for name, x, y in zip(trace.hovertext, trace.x, trace.y, strict=True):
                places.setdefault(name, set()).add((x, y))
    assert len(places) == 10 and all(len(each) == 1 for each in places.values())


def test_who_is_in_no_pair_of_a_part_is_a_dot_without_a_name() -> None:
    drawn = chart.figure(networks())
    absent = [trace for trace in drawn.data if trace.name == "absent"]
    named = [said for said in drawn.layout.annotations if said.xref == "x4" and "<b>" not in said.text]
    assert len(absent) == 5 and len(absent[0].x) == 0 and 0 < len(absent[3].x) < 10
    assert len(named) == 10 - len(absent[3].x)


def test_no_name_lies_on_another_on_a_phone() -> None:
    frame = networks()
    said = [
        each for each in chart.figure(frame).layout.annotations if each.xref == "x" and "<b>" not in each.text
    ]
    rows = [each.text.split("<br>") for each in said]
    half = np.array([max(width_of(row, 12) for row in own) / 2 for own in rows])
    high = np.array([12 * (0.72 + 0.65 * (len(own) - 1)) for own in rows])  # of each its half
    middles = np.array([(each.x, each.y - tall) for each, tall in zip(said, high, strict=True)])
    boxes = placing.Sizes(left=half, right=half, half_height=high)
    assert overlapping(middles, boxes) == 0


def test_all_widths_are_on_one_scale_and_the_key_tells_it() -> None:
    drawn = chart.figure(networks())
    assert "Sentences" in [shape.label.text for shape in drawn.layout.shapes]
    first, last = ([t for t in drawn.data if t.mode == "lines" and t.xaxis == axis] for axis in ("x", "x4"))
    assert max(t.line.width for t in first if t.x) > max(t.line.width for t in last if t.x)


def test_the_words_tell_the_strongest_pair_of_each() -> None:
    assert "5 networks of the same 10 actors" in chart.alt(networks())
    none = networks().assign(weight=0)
    assert "Sud Express, 4 stories: none of these." in chart.alt(none)
