"""A page that holds less than its story: it declares more, asks for money, or links to the rest."""

from dataclasses import replace

from lib.clean.clean import clean
from lib.model.capture import Capture
from lib.model.cleaned import Doubt
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


PAID = {"isAccessibleForFree": "False"}


def test_the_mark_of_a_paid_story_counts_for_a_short_text_only() -> None:
    assert [each.weight for each in cut(short(head=news(**PAID)))] == [0.3]
    long = "".join(f"<p>{text} Part {number}.</p>" for number in range(3) for text in PROSE)
    assert not cut(story(long, head=news(**PAID)))


@every_case("declared", ["1,200", "1.200", 1200.0, "1200.0", 1200.5])
def test_a_longer_word_count_is_told(declared: str | float) -> None:
    doubts = cut(story(head=news(wordCount=declared)))
    assert len(doubts) == 1 and "counts 1,200 words" in doubts[0].reason and doubts[0].weight > 0.25


CHINESE = "港口当局星期二宣布，旧码头将在下个月重新开放，渡轮服务也将恢复正常。"


@every_case(("times", "doubted"), [(1, False), (3, True)])
def test_a_count_of_letters_is_held_against_letters(times: int, doubted: bool) -> None:
    lines = [f"第{number}天，{CHINESE}{CHINESE[::-1]}。" for number in range(12)]
    head = news(wordCount=times * sum(map(len, lines)))
    inside = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<title>旧码头</title>{head}</head><body><article><h1>旧码头</h1>{inside}</article></body></html>"
    assert bool(cut(capture(f"<html lang=zh><head>{page}"))) is doubted


def test_an_ellipsis_and_a_wall_below_it_are_two_signs() -> None:
    page = short(
        "<p>Only the north side of the quay will stay closed until…</p><p>Subscribe to continue reading</p>"
    )
    reasons = " ".join(each.reason for each in cut(page))
    assert "ellipsis" in reasons and "Subscribe to continue reading" in reasons


@every_case("href", [f"{ADDRESS}?page=2", f"{ADDRESS}/2/", "quay_2.html", "/city/quay-p2.html"])
def test_a_second_page_of_the_story_is_seen(href: str) -> None:
    for link in (f"<a href='{href}'>2</a>", f"<a href='{href}'><span>2</span></a>"):
        assert "second page" in cut(story(link))[0].reason
    assert "second page" in cut(story(head=f"<link rel=next href='{href}'>"))[0].reason


@every_case("href", ["/city/boats-2.html", "#tab-2", "?page=3", "http://[broken?page=2"])
def test_another_story_or_a_tab_is_no_second_page(href: str) -> None:
    assert not cut(story(f"<a href='{href}'>2</a>", head=f"<link rel=next href='{href}'>"))


@every_case(
    ("href", "is_second"),
    [
        ("?id=55&page=2", True),
        ("?id=78&page=2", False),
        ("/story-2.php?id=55", True),
        ("/story-2.php?id=78", False),
    ],
)
def test_a_second_page_keeps_what_its_query_says_of_the_story(href: str, is_second: bool) -> None:
    page = story(f"<a href='{href}'>2</a>")
    first = replace(page, url="https://harbourpost.example/story.php?utm_source=mail&id=55")
    assert bool(cut(first)) is is_second
