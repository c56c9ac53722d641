"""What only a page can show: a text that was cut, opinions and sources that disagree."""

from lib.clean.clean import clean
from lib.model.article import Doubt
from lib.model.capture import Capture
from tests.cases import every_case
from tests.clean.markup import PROSE, capture, news, story

ADDRESS = "https://harbourpost.example/city/quay"


def cut(page: Capture) -> list[Doubt]:
    return [each for each in clean(page).doubts if each.kind == "probably cut"]


def short(inside: str = "", head: str = "") -> Capture:
    return capture(
        f"<html lang=en><head><title>Old quay reopens</title>{head}</head><body><article>"
        f"<h1>Old quay reopens</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>{inside}</article></body></html>"
    )


def test_a_whole_story_raises_no_doubt() -> None:
    assert not cut(story())


MIDDLE = "".join(f"<p>{text} Once more, and with a little more to say than before.</p>" for text in PROSE)
PAID = {"isAccessibleForFree": "False"}


def test_the_mark_of_a_paid_story_counts_for_a_short_text_only() -> None:
    assert [each.weight for each in cut(short(head=news(**PAID)))] == [0.3]
    long = "".join(f"<p>{text} Part {number}.</p>" for number in range(3) for text in PROSE)
    assert not cut(story(long, head=news(**PAID)))


def test_a_paid_part_that_stands_on_the_page_is_not_missed() -> None:
    part = {"isAccessibleForFree": False, "cssSelector": ".paid"}
    text = "".join(f"<p>{text} Part {number}.</p>" for number in range(2) for text in PROSE)
    assert not cut(story(f"<div class=paid>{text}</div>", head=news(hasPart=part)))
    missing = cut(story(MIDDLE, head=news(hasPart=part)))
    assert ["marks as paid" in each.reason for each in missing] == [True]


@every_case("selector", ["", "p[", ":::", "x" * 400, "svg|p", r"p[x='\1 ']"])
def test_a_selector_that_is_none_says_nothing(selector: str) -> None:
    part = {"isAccessibleForFree": False, "cssSelector": selector}
    assert not cut(story(MIDDLE, head=news(hasPart=part)))


@every_case("declared", ["1,200", "1.200", 1200.0, "1200.0"])
def test_a_longer_word_count_is_told(declared: str | float) -> None:
    doubts = cut(story(head=news(wordCount=declared)))
    assert len(doubts) == 1 and "counts 1,200 words" in doubts[0].reason and doubts[0].weight > 0.25


def test_an_ellipsis_and_a_wall_below_it_are_two_signs() -> None:
    page = short(
        "<p>Only the north side of the quay will stay closed until…</p><p>Subscribe to continue reading</p>"
    )
    reasons = " ".join(each.reason for each in cut(page))
    assert "ellipsis" in reasons and "Subscribe to continue reading" in reasons


@every_case("href", [f"{ADDRESS}?page=2", f"{ADDRESS}/2/", "quay_2.html", "/city/quay-p2.html"])
def test_a_second_page_of_the_story_is_seen(href: str) -> None:
    assert "second page" in cut(story(f"<a href='{href}'>2</a>"))[0].reason
    assert "second page" in cut(story(head=f"<link rel=next href='{href}'>"))[0].reason


@every_case("href", ["/city/boats-2.html", "#tab-2", "?page=3", "http://[broken?page=2"])
def test_another_story_or_a_tab_is_no_second_page(href: str) -> None:
    assert not cut(story(f"<a href='{href}'>2</a>", head=f"<link rel=next href='{href}'>"))


def test_a_page_of_scripts_with_little_text_is_told() -> None:
    script = f"<script>window.state = '{'x' * 200_000}'</script>"
    assert "nearly all script" in cut(short(script))[0].reason


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


def test_sources_that_agree_raise_no_doubt() -> None:
    assert not doubts(
        datePublished="2024-03-11T08:00:00+01:00", author={"@type": "Person", "name": "Ida Brandt"}
    )


def test_two_days_of_publication_are_told_with_both_sources() -> None:
    meta = "<meta property=article:published_time content=2024-02-01T08:00:00Z>"
    note = doubts(meta, datePublished="2024-03-11T08:00:00Z")["sources disagree"]
    assert "json-ld" in note and "article:published_time" in note and "2024-02-01" in note


def test_a_headline_that_machines_are_not_told_is_doubtful() -> None:
    page = story(
        head="<meta property=og:title content='Seven recipes for herring and cabbage'>",
        headline="Council is silent on the pier",
    )
    assert "headline" in [each.kind for each in clean(page).doubts]


@every_case("value", ["0000-00-00", "99999", "1", "999999999999999", "yesterday"])
def test_a_date_that_no_calendar_knows_is_no_date(value: str) -> None:
    assert set(doubts(datePublished=value)) == {"no date"}
