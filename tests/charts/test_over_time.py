"""Shares of the coverage over time, a strip a series."""

from typing import get_args

import pandas as pd

from lib.charts import over_time, style
from lib.charts.pair_words import Unit
from tests.charts.frames import attention


def annotations(frame: pd.DataFrame) -> list[tuple[str, float]]:
    """Return the words on the strips with the height they stand on."""
    return [(each.text, each.y) for each in over_time.figure(frame).layout.annotations]


def test_a_strip_has_its_name_and_its_highest_share_of_how_many() -> None:
    note = [text for text, _ in annotations(attention().query("series == 'Norland'"))]
    assert note == ["<b>Norland</b>  37 stories", "40%, 4 of 10 · the week of 15 April"]


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


def test_a_single_day_is_labelled_as_a_day_and_not_parted_into_hours() -> None:
    drawn = over_time.figure(attention().query("series == 'Norland'").head(1), by="day")
    axis = drawn.layout.xaxis
    assert drawn.data[0].width == style.DAY and axis.ticktext == ("1 Apr<br>2024",)
    assert axis.range == ("2024-03-31 12:00:00", "2024-04-01 12:00:00")


def test_of_equal_shares_the_one_of_more_stories_is_told() -> None:
    frame = attention().query("series == 'Norland'").head(3).copy()
    frame = frame.assign(count=[1, 40, 2], of=[1, 40, 2], share=1.0)
    assert annotations(frame)[1][0].startswith("100%, 40 of 40")
    assert "100%, 40 of 40 stories" in over_time.alt(frame)


def test_a_share_of_few_stories_is_hatched_and_no_peak() -> None:
    frame = attention().query("series == 'Norland'").head(3)
    frame = frame.assign(count=[1, 3, 2], of=[1, 10, 4], share=[1.0, 0.3, 0.5])
    drawn = over_time.figure(frame)
    assert [*drawn.data[0].marker.color] == [style.OTHER, style.LIGHT.usual, style.OTHER]
    assert [*drawn.data[0].marker.pattern.shape] == ["/", "", "/"]
    assert [text for text, _ in annotations(frame)][1:] == ["30%, 3 of 10 · the week of 8 April"]
    assert "Hatched: share of fewer than 5 stories" in drawn.layout.title.text
    assert [*drawn.data[0].y] == [0.3, 0.3, 0.3] and drawn.layout.yaxis.ticktext == ("0", "30%")
    assert "stories, cut at the top" in drawn.layout.title.text
    assert "1 of 1 story, 100%" in drawn.data[0].hovertext[0]
    assert len(annotations(frame.assign(of=4))) == 1 and "6 stories in all" in over_time.alt(
        frame.assign(of=4)
    )


def test_the_lines_above_explain_only_what_is_drawn() -> None:
    note = over_time.figure(attention().assign(burst=False)).layout.title.text
    assert "Strong colour" not in note and "Hatched" not in note
    assert note.endswith("Dash at the foot: a week without stories")
    assert "Strong colour: far more" in over_time.figure(attention().assign(burst=True)).layout.title.text


def test_a_pair_says_in_what_both_are_named() -> None:
    pair = attention().assign(other_id="country/1")
    note = [over_time.figure(pair, unit=unit).layout.title.text for unit in get_args(Unit)]
    nouns = ("sentence", "paragraph", "story", "sentence")
    assert all(f"<br>Both named in one {noun}<br>" in words for noun, words in zip(nouns, note, strict=True))
    assert "Both named" not in over_time.figure(attention()).layout.title.text


def test_no_peak_s_label_is_struck_by_the_line_at_the_top() -> None:
    for share in (0.7, 0.9, 1.0):
        frame = attention().assign(count=1)
        frame = frame.assign(share=[1.0, share, *[0.1] * (len(frame) - 2)], of=10)
        heights = [y for text, y in annotations(frame.query("series == 'Norland'")) if "%" in text]
        assert heights == [1.0]


def test_a_label_stands_above_the_columns_beside_its_own() -> None:
    frame = attention().query("series == 'Norland'").head(8)
    frame = frame.assign(count=2, of=10, share=[1.0, 0.1, 0.1, 0.1, 0.1, 0.5, 0.2, 0.1])
    frame.loc[frame["share"].isin([1.0, 0.5]), "of"] = 2
    assert annotations(frame)[1] == ("20%, 2 of 10 · the week of 13 May", 0.2)


def test_a_share_below_one_in_a_hundred_is_told() -> None:
    frame = attention().query("series == 'Norland'").head(3)
    frame = frame.assign(count=[3, 2, 1], of=1000, share=[0.003, 0.002, 0.001], low=0.001, high=0.009)
    drawn = over_time.figure(frame)
    assert drawn.layout.yaxis.ticktext == ("0", "0.3%")
    assert annotations(frame)[1][0].startswith("0.3%, 3 of 1,000 ·")
    assert "0.3%, 3 of 1,000 stories" in over_time.alt(frame)
    assert "0.3% (between 0.1% and 0.9%)" in drawn.data[0].hovertext[0]


def test_six_strips_fit_a_laptop_s_page_with_their_peaks_beside_their_names() -> None:
    frame = attention()
    six = pd.concat([frame, frame.assign(actor_id=frame["actor_id"] + "-b", series=frame["series"] + " Bay")])
    drawn = over_time.figure(six)
    assert drawn.layout.height - drawn.layout.margin.t <= 520
    said = [each.text for each in drawn.layout.annotations]
    peak = "40%, 4 of 10 · the week of 15 April"
    assert len(said) == 6
    assert style.for_width(said[0], style.PHONE) == f"<b>Norland</b>  {peak}"
    assert style.for_width(said[0], 1100) == f"<b>Norland</b>  37 stories · highest {peak}"
    for place in ("yaxis", "yaxis6"):
        axis = drawn.layout[place]
        head = (1 - 0.02 - (axis.domain[1] - axis.domain[0]) * 6) * 77
        assert head >= 20  # a line of type
