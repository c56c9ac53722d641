"""Rankings."""

import re

from lib.charts import bars, charts, style
from tests.charts.frames import named_actors, ranking

actors_bar, tags_bar = (charts()[name] for name in ("actors_bar", "tags_bar"))


def test_each_bar_tells_its_count_and_share() -> None:
    said = tags_bar.figure(ranking("tag")).data[0].text[0]
    assert "<b>30</b>" in said and "75%" in said


def test_no_share_is_told_as_all_or_none_that_is_not() -> None:
    frame = ranking("tag").assign(stories=[249, 1, 0], share=[249 / 250, 1 / 250, 0])
    shares = [re.sub("<.*?>", "", said).split()[1] for said in tags_bar.figure(frame).data[0].text]
    assert shares == ["99.6%", "0.4%", "0%"]
    assert ">100%<" in tags_bar.figure(frame.assign(share=1)).data[0].text[0]


def test_the_denominator_is_told() -> None:
    assert tags_bar.figure(ranking("tag")).layout.title.text == "Stories, and their share of all 40 stories"
    assert tags_bar.alt(ranking("tag")).startswith("Horizontal bars, in shares of all 40 stories. Most: ")
    alone = ranking("tag", ("Harbour",)).assign(stories=1, share=1.0)
    assert tags_bar.alt(alone).startswith("Horizontal bars, in shares of the only story. Most: Harbour (1).")


def test_an_order_that_is_not_that_of_the_bars_is_said() -> None:
    frame = named_actors()
    assert "first" not in actors_bar.figure(frame).layout.title.text
    frame.attrs["order"] = "mentions"
    assert "<br>Most mentioned first<br>" in actors_bar.figure(frame).layout.title.text
    assert "Most mentioned: Harbour Board (30)" in actors_bar.alt(frame)


def test_a_click_hands_over_the_name_as_it_is_stored() -> None:
    name = "Letters between the heads of all the governments"
    drawn = tags_bar.figure(ranking("tag", (name,)))
    assert drawn.data[0].customdata[0] == [name]
    rows = drawn.data[0].y[0].split("<br>")
    assert " ".join(rows) == name and len(rows) == 2
    assert drawn.layout.height > tags_bar.figure(ranking("tag", ("Short",))).layout.height


def test_long_names_that_begin_alike_keep_a_row_and_their_ends_each() -> None:
    long = "The committee for the reopening of the harbour"
    drawn = tags_bar.figure(ranking("tag", (f"{long}, north", f"{long}, south")))
    assert [name[-5:] for name in drawn.data[0].y] == ["north", "south"]
    endless = f"{long} {long}"
    assert len(set(tags_bar.figure(ranking("tag", (f"{endless}.", f"{endless}!"))).data[0].y)) == 2


def test_actors_are_coloured_by_kind_and_clicked_by_id() -> None:
    drawn = actors_bar.figure(named_actors())
    assert {trace.marker.color for trace in drawn.data} <= set(style.KIND_COLOURS.values())
    assert all("/" in key[0] for trace in drawn.data for key in trace.customdata)
    assert "Countries" in drawn.layout.title.text


def test_the_largest_stands_on_top() -> None:
    drawn = tags_bar.figure(ranking("tag"))
    assert drawn.layout.yaxis.categoryarray[0] == "Harbour"
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]


def test_a_long_list_is_cut_and_the_words_say_how_long_it_is() -> None:
    frame = ranking("tag", tuple(f"Tag {place}" for place in range(40))).assign(stories=range(40, 0, -1))
    assert len(tags_bar.figure(frame).data[0].x) == bars.MOST
    assert "40 rows in all" in tags_bar.alt(frame)
    assert tags_bar.figure(frame).layout.title.text.endswith("<br>Top 20 of 40")
    frame.attrs["of"] = 70
    assert "70 rows in all" in tags_bar.alt(frame)
    assert tags_bar.figure(frame).layout.title.text.endswith("<br>Top 20 of 70")


def test_only_what_was_left_out_is_told_as_left_out() -> None:
    frame = ranking("tag")
    for of, note in ((len(frame), False), (len(frame) + 1, True)):
        frame.attrs["of"] = of
        assert ("<br>Top " in tags_bar.figure(frame).layout.title.text) is note


def test_two_of_one_name_keep_a_row_each() -> None:
    drawn = tags_bar.figure(ranking("tag", ("Lee", "Lee", "Lee")))
    assert len(set(drawn.data[0].y)) == 3
    assert {name.rstrip("\u200b") for name in drawn.data[0].y} == {"Lee"}
