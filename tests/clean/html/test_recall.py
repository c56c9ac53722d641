"""A further opinion that keeps nearly everything."""

from lib.clean.html.page import MOST_PIECES, page_of
from tests.clean.markup import PROSE, page, story


def test_the_opinion_holds_the_story_and_not_the_menu() -> None:
    found = page_of(story())
    held = {found.pieces[number].text for number in found.recalled or ()}
    assert set(PROSE) <= held and "City" not in held


def test_a_page_beyond_the_limit_is_not_asked_about() -> None:
    long = "<p>word</p>" * (MOST_PIECES + 1)
    found = page(f"<html><body>{long}</body></html>")
    assert found.main_text is None and found.recalled is None
