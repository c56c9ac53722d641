"""Extractors that disagree on a story's text, and sources that disagree on its fields."""

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import PROSE, capture, news, story


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
    segments = "".join(f"<p>{PROSE[number % 4]} Number {number}.</p>" for number in range(12_100))
    kinds = [each.kind for each in clean(story(segments)).doubts]
    assert "libraries too slow" in kinds


def test_the_cuts_of_a_page_carry_a_confidence_that_opinions_lower() -> None:
    promo = "".join(f"<p>{text} A word from us.</p>" for text in PROSE[:2])
    cuts = clean(story(f"<div class=promo>{promo}</div><p>{PROSE[0]} It ends here.</p>")).cuts
    shaky = [cut.confidence for cut in cuts if cut.rule == "promotion"]
    certain = [cut.confidence for cut in cuts if cut.rule == "menu"]
    assert len(shaky) == 2 and max(shaky) < min(certain)


def doubts(head: str = "", byline: str = "", **fields: object) -> dict[str, str]:
    page = story(f"<p class=byline>{byline}</p>", head=news(**fields) + head)
    return {each.kind: each.reason for each in clean(page).doubts}


def test_two_days_of_publication_are_told_with_both_sources() -> None:
    meta = "<meta property=article:published_time content=2024-02-01T08:00:00Z>"
    note = doubts(meta, datePublished="2024-03-11T08:00:00Z")["sources disagree"]
    assert "json-ld" in note and "article:published_time" in note and "2024-02-01" in note


DECLARED = "2024-03-11T08:00:00+01:00"


@every_case(
    ("promise", "found", "kinds"),
    [
        ("sources agree", doubts(datePublished=DECLARED, author={"name": "Ida Brandt"}), set()),
        *(
            (f"no calendar knows {value}", doubts(datePublished=value), {"no date"})
            for value in ("0000-00-00", "99999", "1", "999999999999999", "yesterday")
        ),
    ],
)
def test_a_page_is_doubted_for_what_it_declares(promise: str, found: dict[str, str], kinds: set[str]) -> None:
    assert set(found) == kinds


def test_a_headline_that_machines_are_not_told_is_doubtful() -> None:
    head = "<meta property=og:title content='Seven recipes for herring and cabbage'>"
    found = clean(story(head=head, headline="Council is silent on the pier"))
    assert "headline" in [each.kind for each in found.doubts]


@every_case(("kind", "doubted"), [("text", False), ("aside-text", True)])
def test_too_much_is_doubted_where_it_is_built_otherwise_than_the_rest(kind: str, doubted: bool) -> None:
    half, other = ("".join(f"<p>{text} {day}.</p>" for text in PROSE) for day in ("On Monday", "On Tuesday"))
    text = f"<div class=text>{half}{half.replace('Monday', 'Friday')}</div><div class={kind}>{other}</div>"
    found = clean(
        capture(f"<html lang=en><body><article><h1>Old quay reopens</h1>{text}</article></body></html>")
    )
    assert "On Tuesday." in found.article.text
    assert ("perhaps too much" in [each.kind for each in found.doubts]) is doubted
