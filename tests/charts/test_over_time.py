"""Shares of the coverage over time, a strip a series."""

import pandas as pd

from lib.charts import over_time
from tests.charts.frames import attention


def annotations(frame: pd.DataFrame) -> list[tuple[str, float]]:
    """Return the words on the strips with the height they stand on."""
    return [(each.text, each.y) for each in over_time.figure(frame).layout.annotations]


def test_a_strip_has_its_name_and_its_highest_share_of_how_many() -> None:
    told = [text for text, _ in annotations(attention().query("series == 'Norland'"))]
    assert told == ["<b>Norland</b>  37 stories", "40%, 4 of 10 · the week of 15 April"]


def test_the_label_of_a_column_has_room_below_the_name() -> None:
    drawn = over_time.figure(attention())
    for place in ("yaxis", "yaxis2", "yaxis3"):
        axis = drawn.layout[place]
        pixels = (drawn.layout.height - drawn.layout.margin.t - drawn.layout.margin.b) * (
            axis.domain[1] - axis.domain[0]
        )
        top = max(share for bar in drawn.data if bar.type == "bar" for share in bar.y)
        assert (axis.range[1] - top) / axis.range[1] * pixels >= 16


def test_two_of_one_name_keep_strips_of_their_own() -> None:
    frame = attention().replace({"series": {"Sudmark": "Norland"}})
    assert sum(text.startswith("<b>Norland</b>") for text, _ in annotations(frame)) == 2


def test_a_column_hands_over_the_actor_and_its_days() -> None:
    bar = next(bar for bar in over_time.figure(attention(), by="week").data if bar.type == "bar")
    assert list(bar.customdata[0]) == ["country/0", "", "2024-04-01", "week"]


def test_a_week_without_stories_is_told_and_not_drawn_as_none() -> None:
    empty = [trace for trace in over_time.figure(attention()).data if trace.name == "no stories"]
    assert len(empty) == 3 and all("no stories captured" in trace.hovertext[0] for trace in empty)


def test_of_equal_shares_the_one_of_more_stories_is_told() -> None:
    frame = attention().query("series == 'Norland'").head(3).copy()
    frame = frame.assign(count=[1, 40, 2], of=[1, 40, 2], share=1.0)
    assert annotations(frame)[1][0].startswith("100%, 40 of 40")
    assert "100%, 40 of 40 stories" in over_time.alt(frame)
