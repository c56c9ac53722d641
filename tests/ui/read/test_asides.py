"""What publishers print around a story: boxes, briefs and copies of its sentences."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from lib.model.filter import Filter
from lib.query.frames import frame
from lib.query.one_story import RELATED
from lib.query.reports import ELSEWHERE
from lib.query.slots import HISTORY
from lib.ui.read.asides import asides, boxes, boxes_sentence
from lib.ui.read.story import article
from lib.ui.view import View
from tests.builders import MORNING
from tests.builders import article as built

VIEW = View(page="read", criteria=Filter())
NONE = pd.DataFrame()
FOREIGN = '"><script>alert(1)</script>'


def test_a_page_without_asides_and_a_story_that_stood_nowhere_show_none() -> None:
    assert asides(NONE, NONE, NONE, VIEW, "UTC") == ""
    assert boxes(frame([], RELATED)) == []
    assert boxes_sentence(None) == boxes_sentence(history()) == ""


def test_who_prints_the_same_sentences_is_told_with_their_number_and_how_many_more_do() -> None:
    row = ("a1", "Talks on herring", "quay.example", MORNING, "minute", 3, 4, True)
    there = frame([row, (*row[:-2], 1, False)], ELSEWHERE)
    there.attrs["of"] = 13
    shown = asides(there, NONE, NONE, VIEW, "UTC")
    assert "3 of 4 longer sentences with a name<" in shown and shown.count("printed there earlier") == 1
    assert "3 of 1 longer sentence with a name<" in shown and "And in 11 more stories." in shown
    there.attrs["of"] = 2
    assert "And in" not in asides(there, NONE, NONE, VIEW, "UTC")


def card(
    headline: str, slot: str | None, rank: int | None, article_id: str | None = None
) -> tuple[object, ...]:
    return (headline, "A deck.", "other.example", ["Ida Brandt"], None, 0, 1, slot, rank, article_id)


def history(*rows: tuple[str, str, int, int | None]) -> pd.DataFrame:
    made = [(slot, of, MORNING.date().replace(day=day), MORNING, rank, "x") for slot, of, day, rank in rows]
    return frame(made, HISTORY)


def test_each_box_has_its_heading_and_its_places() -> None:
    found = [card("Free", None, None), card("One", "Most popular", 1, "abc"), card("Two", "Most popular", 2)]
    note = asides(NONE, frame(found, RELATED), NONE, VIEW, "UTC")
    assert note.index("<h2>Most popular</h2><ol>") < note.index("<h2>The page also led to</h2><ul>")
    assert '<li value="2"><b>Two</b> A deck.' in note and "other.example · Ida Brandt" in note
    assert "article=abc" in note


def test_nothing_of_a_card_becomes_markup() -> None:
    note = asides(NONE, frame([card(FOREIGN, FOREIGN, 1, FOREIGN)], RELATED), NONE, VIEW, "UTC")
    assert "<script" not in note
    stood = article(built(), VIEW, "UTC", box_history=history((FOREIGN, FOREIGN, 9, 1)))
    assert "Stood in" in stood and "<script" not in stood


def test_a_story_says_where_it_stood_and_in_how_many_more_boxes() -> None:
    rows = [("Most popular", "a.example", day, rank) for day, rank in ((9, 3), (9, 2), (10, 4), (11, None))]
    note = boxes_sentence(history(("Read also", "", 9, None), *rows))
    assert "Stood in “Most popular” of a.example on 3 days, best rank 2; “Read also” on 1 day." in note
    many = boxes_sentence(history(*((f"Box {n}", "", 9, 1) for n in range(5))))
    assert many.count("on 1 day") == 3 and "and in 2 more boxes." in many


def test_a_brief_of_which_the_page_tells_a_day_has_no_time() -> None:
    row = {
        "article_id": "a", "headline": "Bulletin",
        "published_at": datetime(2024, 4, 9, tzinfo=ZoneInfo("Asia/Tokyo")),
    }  # fmt: skip
    day, minute = (
        asides(NONE, NONE, pd.DataFrame([row | {"published_precision": each}]), VIEW, "UTC")
        for each in ("day", "minute")
    )
    assert ">9 April 2024<" in day and ">8 April 2024, 3:00 pm<" in minute
