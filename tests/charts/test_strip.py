"""The Desk's small timeline."""

from lib.charts import strip, style, timeline
from tests.charts.frames import over_time


def test_the_newest_day_stands_out() -> None:
    colours = strip.figure(over_time(series=("Stories",))).data[0].marker.color
    assert colours[-1] == style.SERIES[0] and set(colours[:-1]) == {style.LIGHT.edge}


def test_first_and_last_day_are_named() -> None:
    note = [said.text for said in strip.figure(over_time(series=("Stories",))).layout.annotations]
    assert note == ["1 April 2024", "20 April 2024"]


def test_one_day_is_named_once() -> None:
    frame = over_time(days=1, series=("Stories",))
    assert len(strip.figure(frame).layout.annotations) == 1
    assert strip.alt(frame) == "Stories a day, all on 1 April 2024: 1 story."
    assert timeline.alt(frame) == "Columns of stories, on 1 April 2024 alone: 1 story."


def test_it_stays_small() -> None:
    assert strip.figure(over_time()).layout.height <= 100


def test_the_days_of_the_desk_stand_out_where_columns_can_show_them() -> None:
    frame = over_time(series=("Stories",))
    colours = strip.figure(frame, spanned=3).data[0].marker.color
    assert [colour == style.SERIES[0] for colour in colours] == [False] * 17 + [True] * 3
    wide = strip.figure(frame, unit="month", spanned=3).data[0].marker.color
    assert set(wide) == {style.LIGHT.edge}
    assert set(strip.figure(frame, unit="month", spanned=20).data[0].marker.color) == {style.SERIES[0]}


def test_stories_of_no_day_are_no_column() -> None:
    undated = over_time(series=("Stories",)).assign(day=None)
    for chart in (strip, timeline):
        assert chart.alt(undated) == chart.alt(undated.head(0))
        assert not chart.figure(undated).data
