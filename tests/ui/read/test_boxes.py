"""The boxes of a page keep their names and places; a story says in which ones it stood."""

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import frame
from lib.query.one_story import RELATED
from lib.query.slots import HISTORY
from lib.ui.read.boxes import cards, stood_in
from lib.ui.view import View
from tests.builders import MORNING

VIEW = View(page="read", wanted=Filter())
FOREIGN = "<script>alert(1)</script>"


def card(
    headline: str, slot: str | None, rank: int | None, article_id: str | None = None
) -> tuple[object, ...]:
    return (headline, "A deck.", "other.example", ["Ida Brandt"], None, 0, 1, slot, rank, article_id)


def history(*rows: tuple[str, str, int, int | None]) -> pd.DataFrame:
    made = [(slot, of, MORNING.date().replace(day=day), MORNING, rank, "x") for slot, of, day, rank in rows]
    return frame(made, HISTORY)


def test_each_box_has_its_heading_and_its_places() -> None:
    found = [card("Free", None, None), card("One", "Most popular", 1, "abc"), card("Two", "Most popular", 2)]
    told = "".join(cards(frame(found, RELATED), VIEW))
    assert told.index("<h2>Most popular</h2><ol>") < told.index("<h2>The page also led to</h2><ul>")
    assert '<li value="2"><b>Two</b> A deck.' in told and "other.example · Ida Brandt" in told
    assert "article=abc" in told


def test_a_page_without_cards_shows_no_box() -> None:
    assert cards(frame([], RELATED), VIEW) == []


def test_nothing_of_a_card_becomes_markup() -> None:
    told = "".join(cards(frame([card(FOREIGN, FOREIGN, 1, FOREIGN)], RELATED), VIEW))
    assert "<script" not in told
    assert "<script" not in stood_in(history((FOREIGN, FOREIGN, 9, 1)))


def test_a_story_says_where_it_stood() -> None:
    rows = [("Most popular", "a.example", day, rank) for day, rank in ((9, 3), (9, 2), (10, 4), (11, None))]
    told = stood_in(history(("Read also", "", 9, None), *rows))
    assert "Stood in “Most popular” of a.example on 3 days, best rank 2; “Read also” on 1 day." in told


def test_many_boxes_are_counted() -> None:
    told = stood_in(history(*((f"Box {n}", "", 9, 1) for n in range(5))))
    assert told.count("on 1 day") == 3 and "and in 2 more boxes." in told


def test_a_story_that_stood_nowhere_says_nothing() -> None:
    assert stood_in(None) == stood_in(history()) == ""
