"""Stories over time."""

import pandas as pd

from lib.charts import legend, strip, style, timeline
from tests.cases import every_case
from tests.charts.frames import over_time

STEPS = [(1, 1), (4, 1), (7, 2), (16, 5), (54, 20), (300, 100), (12_000, 5_000)]


def test_dragging_sideways_selects_days() -> None:
    layout = timeline.figure(over_time()).layout
    assert (layout.dragmode, layout.selectdirection, layout.barmode) == ("select", "h", "stack")


def test_days_without_a_story_stand_as_zero() -> None:
    drawn = timeline.figure(over_time())
    assert all(len(trace.x) == 20 for trace in drawn.data)
    assert drawn.data[0].y[5] == 0


def test_the_largest_series_comes_first_and_the_others_last_in_grey() -> None:
    frame = over_time(series=("Others", "Ferries", "Harbour"))
    frame.loc[frame["series"] == "Harbour", "stories"] += 5
    drawn = timeline.figure(frame, by="tag")
    assert [trace.customdata[0][0] for trace in drawn.data] == ["Harbour", "Ferries", "Others"]
    assert drawn.data[-1].marker.color == style.OTHER


def test_no_two_series_have_one_colour_and_those_beyond_are_others() -> None:
    frame = over_time(series=("Others", *(f"Tag {number}" for number in range(11))))
    drawn = timeline.figure(frame, by="tag").data
    assert len({trace.marker.color for trace in drawn}) == len(drawn) == len(style.SERIES) + 1
    assert sum(sum(trace.y) for trace in drawn) == frame["stories"].sum()
    assert drawn[-1].customdata[0][0] == "Others"


def test_one_series_needs_no_sign() -> None:
    assert not legend.without_legend(timeline.figure(over_time(series=("Stories",))))[1].signs
    assert len(legend.without_legend(timeline.figure(over_time()))[1].signs) == 3


def test_a_series_with_a_long_name_is_lifted_by_the_name_of_the_legend() -> None:
    long = over_time(series=("Ferries of the northern and the western islands", "Harbour"))
    sign = legend.without_legend(timeline.figure(long, by="tag"))[1].signs[0]
    lifted = timeline.figure(long, by="tag", lift=sign.name).data
    assert [trace.marker.color for trace in lifted] == [sign.colour, style.LIGHT.rest]


def test_the_axis_says_whose_days_they_are() -> None:
    assert "days in Kyiv time" in timeline.figure(over_time(), zone="Europe/Kyiv").layout.title.text


def test_a_long_line_over_the_chart_is_broken_where_a_phone_would_cut_it() -> None:
    said = timeline.figure(over_time(), by="tag", zone="America/Argentina/Buenos_Aires").layout.title.text
    assert "<br>Days in Buenos Aires time<br>" in said


def test_the_hover_is_a_sentence() -> None:
    said = timeline.figure(over_time(), by="tag").data[0].hovertext[0]
    assert said.startswith("1 April 2024: ") and "tagged" in said


def test_the_peak_is_told_with_its_year_where_the_axis_holds_several() -> None:
    frame = over_time(series=("Stories",))
    frame.loc[3, "stories"] = 30
    assert timeline.figure(frame).layout.annotations[0].text == "<b>30</b> on 4 April"
    assert timeline.figure(frame, unit="month").layout.annotations[0].text.endswith(" in April")
    frame["day"] = frame["day"].where(frame.index > 0, pd.Timestamp("2023-09-14"))
    assert timeline.figure(frame, unit="month").layout.annotations[0].text.endswith(" in April 2024")


def test_of_several_highest_columns_none_is_named() -> None:
    frame = over_time(series=("Stories",)).assign(stories=3)
    assert not timeline.figure(frame).layout.annotations
    assert "Most at once: 3 stories, first on 1 April 2024." in timeline.alt(frame)
    assert "most first on 1 April 2024, 3 stories." in strip.alt(frame)


def test_a_column_says_under_which_tag_a_story_stands() -> None:
    drawn = timeline.figure(over_time(), by="tag")
    assert "each under its first of these tags" in drawn.layout.title.text
    assert drawn.data[0].hovertext[0].endswith(" in all, each under its first of these tags")
    note = over_time()
    note.attrs["by"] = "tag"
    assert timeline.alt(note).endswith(", each story under its first of these tags.")
    assert "Most at once" in timeline.alt(over_time())


def test_stories_without_any_tag_are_not_said_to_be_tagged() -> None:
    drawn = timeline.figure(over_time(series=("Stories",)), by="tag")
    assert "tag" not in drawn.data[0].hovertext[0] + str(drawn.layout.title.text)


@every_case(("peak", "step"), STEPS)
def test_rules_stand_at_round_numbers(peak: int, step: int) -> None:
    drawn = timeline.figure(over_time(days=1, series=("Stories",)).assign(stories=peak))
    assert drawn.layout.yaxis.dtick == step


def test_hours_are_named_with_their_hour() -> None:
    frame = over_time(days=1, series=("Stories",))
    frame["day"] = frame["day"].dt.floor("h").add(frame["day"].iloc[0].replace(hour=9) - frame["day"].iloc[0])
    assert timeline.figure(frame, unit="hour").data[0].hovertext[0].startswith("1 April 2024, 09:00: ")


def test_an_only_column_is_drawn() -> None:
    frame = over_time(days=1, series=("Stories",))
    for drawn in (timeline.figure(frame), timeline.figure(frame, layout="apart"), strip.figure(frame)):
        assert drawn.data[0].width == style.DAY / 10
    assert timeline.figure(over_time(days=2, series=("Stories",))).data[0].width is None


def test_few_stories_take_half_the_height() -> None:
    few = over_time(days=3, series=("Stories",)).assign(stories=2)
    assert timeline.figure(few).layout.height == timeline.HEIGHT // 2
    assert timeline.figure(few.assign(stories=9)).layout.height == timeline.HEIGHT


def test_series_that_stand_apart_share_a_scale_and_no_room() -> None:
    frame = over_time(series=("Ferries", "Harbour", "Tides"))
    drawn = timeline.figure(frame, by="tag", layout="apart")
    axes = [drawn.layout[f"yaxis{number}"] for number in ("", 2, 3)]
    assert {axis.range for axis in axes} == {axes[0].range} and axes[0].range[1] > frame["stories"].max()
    edges = [edge for axis in axes for edge in reversed(axis.domain)]
    assert edges == sorted(edges, reverse=True)
    assert [trace.yaxis for trace in drawn.data] == ["y", "y2", "y3"]
    named = {each.text.partition("<b>")[2].partition("<")[0] for each in drawn.layout.annotations}
    assert named == {"Ferries", "Harbour", "Tides"}
    assert "in all" not in drawn.data[0].hovertext[0]


@every_case(
    ("unit", "span", "most"),
    [
        ("hour", "28 March 2024, 00:00 to 4 April 2024, 00:00", "30 stories, on 4 April 2024, 00:00"),
        ("day", "28 March 2024 to 4 April 2024", "30 stories, on 4 April 2024"),
        (
            "week",
            "the week of 25 March 2024 to the week of 1 April 2024",
            "31 stories, in the week of 1 April 2024",
        ),
        ("month", "March 2024 to April 2024", "31 stories, in April 2024"),
    ],
)
def test_a_chart_in_words_names_months_as_months(unit: str, span: str, most: str) -> None:
    days = pd.to_datetime(["2024-03-28", "2024-04-01", "2024-04-04"])
    frame = pd.DataFrame({"day": days, "series": "Stories", "stories": [2, 1, 30]})
    frame.attrs["unit"] = unit
    assert timeline.alt(frame) == f"Columns of stories over time, {span}. Most at once: {most}."
    frame.attrs["unit"] = "year"
    assert timeline.alt(frame) == "Columns of stories, in 2024 alone: 33 stories."


def test_a_chart_in_words_adds_up_no_stories_of_series_that_stand_apart() -> None:
    frame = over_time(days=1, series=("Harbour", "Ferries")).assign(stories=[3, 2])
    frame.attrs |= {"unit": "month", "layout": "apart", "by": "tag"}
    assert "Columns of stories, in April 2024 alone: 3 stories tagged Harbour." in timeline.alt(frame)
