"""Opinions that disagree on what the story is."""

from lib.clean.clean import clean
from tests.clean.markup import PROSE, story


def test_text_left_out_in_the_midst_of_a_story_is_told_with_its_share() -> None:
    box = "".join(f"<p>{text} It stands in a box.</p>" for text in PROSE[:2])
    found = clean(story(f"<div class=promo>{box}</div><p>{PROSE[0]} It ends here.</p>"))
    doubts = [each for each in found.doubts if "was left out" in each.reason]
    assert [each.kind for each in doubts] == ["probably cut"] and 0.2 < doubts[0].weight < 0.5


def test_a_menu_below_the_story_is_no_reason_for_doubt() -> None:
    menu = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(30))
    found = clean(story(f"<nav><ul>{menu}</ul></nav>"))
    assert {each.kind for each in found.doubts} == {"no date"}


def test_a_page_too_large_for_the_libraries_says_so() -> None:
    pieces = "".join(f"<p>{PROSE[number % 4]} Number {number}.</p>" for number in range(12_100))
    kinds = [each.kind for each in clean(story(pieces)).doubts]
    assert "libraries too slow" in kinds


def test_the_cuts_of_a_page_carry_a_confidence_that_opinions_lower() -> None:
    promo = "".join(f"<p>{text} A word from us.</p>" for text in PROSE[:2])
    cuts = clean(story(f"<div class=promo>{promo}</div><p>{PROSE[0]} It ends here.</p>")).cuts
    shaky = [cut.confidence for cut in cuts if cut.rule == "promotion"]
    certain = [cut.confidence for cut in cuts if cut.rule == "menu"]
    assert len(shaky) == 2 and max(shaky) < min(certain)
