"""A page is parsed once and seen from every side."""

from lib.clean.segments.page import MOST_PIECES, page_of
from tests.clean.markup import PROSE, page, story


def test_a_page_has_pieces_folds_and_an_order() -> None:
    found = page("<html><body><p>One, two!</p><p>Three</p></body></html>")
    assert found.folds == ("onetwo", "three")
    first, second = (piece.element for piece in found.pieces)
    assert found.order[first] < found.order[second]


def test_the_opinion_holds_the_story_and_not_the_menu() -> None:
    found = page_of(story())
    held = {found.pieces[number].text for number in found.main_pieces or ()}
    assert set(PROSE) <= held and "City" not in held


def test_a_page_beyond_the_limit_is_not_asked_about() -> None:
    long = "<p>word</p>" * (MOST_PIECES + 1)
    found = page(f"<html><body>{long}</body></html>")
    assert found.main_text is None and found.main_pieces is None
