"""Fields of one story, each with the source that won, and pages that hold none."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lib.clean.clean import clean
from lib.model.errors import NotAnArticle
from tests.cases import every_case
from tests.clean.markup import PARAGRAPHS, PROSE, capture, story

HEAD = "<link rel=canonical href='https://www.harbourpost.example/city/old-quay-reopens?utm_source=x'>"
LINES = [
    ("<p class=kicker>The port</p>", "kicker", "The port"),
    ("<span>3 min read</span>", "read_minutes", 3),
    ("<div>3-4 minutes</div>", "read_minutes", 4),
    ("<div>Listen to this article</div>", "has_audio", True),
]


@every_case(("line", "field", "expected"), LINES)
def test_a_line_near_the_headline_is_a_field(line: str, field: str, expected: object) -> None:
    article = clean(story(over=line)).article
    assert getattr(article, field) == expected


KICKERS = {
    "<p class=kicker><span>Politics</span><a href=/i>The islands</a></p>": "Politics · The islands",
    "<p class=kicker><a href=/>Home</a><a href=/world>World News</a></p>": "World News",
    "<p class=kicker><a href=/n>News</a> <a href=/l>Local News</a></p>": "Local News",
    "<p class=category><b>Categories:</b> <a href=/t>Tides</a></p>": "Tides",
    "<p class=kicker>See more from <a href=/t>Tides</a></p>": "Tides",
    "<p class=kicker><a href=/t>Tides<i>&gt;</i></a></p>": "Tides",
    "<p class=kicker><a href=/a>Tides</a> • <a href=/b>Quays</a></p>": "Tides • Quays",
    "<p class=kicker><b>T</b>ides and quay<b>s</b></p>": "Tides and quays",
}


@every_case(("line", "kicker"), KICKERS.items())
def test_a_kicker_is_the_names_in_it(line: str, kicker: str) -> None:
    assert clean(story(over=line)).article.kicker == kicker


HEADINGS = (  # the markup of a headline, its kicker and its text
    ("<span class=kicker>The port</span> <span>Old quay reopens today</span>",
     "The port", "Old quay reopens today"),
    ("<span class=kicker><a class=kicker href=/p>Port</a></span> Port and old quay reopen",
     "Port", "Port and old quay reopen"),
    ("<div class=kicker><a href=/p>Port</a></div> Port and old quay reopen",
     "Port", "Port and old quay reopen"),
    ("Port and quay reopen, says the Port <b>·</b> <span class=kicker>Port</span>",
     "Port", "Port and quay reopen, says the Port"),
    ("Old · quay · reopens <b>·</b> <span class=kicker>Port</span>", "Port", "Old · quay · reopens"),
)  # fmt: skip


@every_case(("markup", "kicker", "headline"), HEADINGS)
def test_a_kicker_inside_the_headline_is_found_at_its_place(markup: str, kicker: str, headline: str) -> None:
    page = story(headline=headline)
    content = page.content.replace(f"<h1>{headline}</h1>", f"<h1>{markup}</h1>")
    article = clean(capture(content)).article
    assert (article.kicker, article.headline) == (kicker, headline)
    assert "div" in markup or article.provenance["kicker"] == "inside the headline"
    assert content != page.content


@every_case(
    "line",
    [
        "<p class=kicker>12 March 2024</p>",
        "<nav><a class=kicker href=/a>Letters to us</a></nav>",
        "<p class=kicker>Newsletter abonnieren</p>",
        "<button class=category>Close the list</button>",
    ],
)
def test_a_day_a_menu_or_an_offer_is_no_kicker(line: str) -> None:
    assert clean(story(over=line)).article.kicker is None


def test_a_change_before_the_publication_is_none() -> None:
    head = "<meta property='article:published_time' content='2024-03-12T08:00:00Z'>"
    for changed, hour in (("2024-03-12T07:00:00Z", None), ("2024-03-12T09:00:00Z", 9)):
        page = story(head=f"{head}<meta property='article:modified_time' content='{changed}'>")
        article = clean(page).article
        assert (article.updated_at.hour if article.updated_at else None) == hour
        assert ("updated_at" in article.provenance) is (hour is not None)


def test_the_address_gives_publisher_and_slug() -> None:
    article = clean(story(head=HEAD)).article
    assert article.canonical_url == "https://harbourpost.example/city/old-quay-reopens"
    assert (article.publisher, article.slug) == ("harbourpost.example", "old-quay-reopens")


@every_case(
    "base, leads_to",
    [
        ("", "https://harbourpost.example/city/news/1"),
        ("<base href=/>", "https://harbourpost.example/news/1"),
        ("<base href=//pier.example/en/>", "https://pier.example/en/news/1"),
        ("<base href=data:x>", "https://harbourpost.example/city/news/1"),
        ("<base target=_blank>", "https://harbourpost.example/city/news/1"),
    ],
)
def test_links_and_pictures_are_relative_to_the_base_that_a_page_gives(base: str, leads_to: str) -> None:
    text = f"<p>{PROSE[0]} <a href=news/1>More on the harbour bell.</a></p>{PARAGRAPHS}"
    picture = "<figure><img src=news/1><figcaption>The bell on its post</figcaption></figure>"
    article = clean(story(text + picture, head=base)).article
    assert [link.url for block in article.blocks for link in block.links] == [leads_to]
    assert [image.url for image in article.images] == [leads_to]


def test_every_field_names_its_source() -> None:
    provenance = clean(story(head=HEAD)).article.provenance
    assert provenance["headline"] == "h1"
    assert provenance["canonical_url"] == "canonical link"
    assert provenance["body"].startswith("trafilatura")
    assert "encoding" not in provenance
    damaged = clean(replace(story(), doubt="letters may be damaged")).article
    assert damaged.provenance["encoding"] == "letters may be damaged"


def test_a_dateline_gives_place_and_wire() -> None:
    first = "GDANSK, June 14 (Reuters) - Talks about the export of grain ended on Monday without a deal."
    article = clean(story(over=f"<p>{first}</p>")).article
    assert (article.dateline, article.wire) == ("GDANSK, June 14", "Reuters")


@every_case(
    ("title", "at"),
    [
        ("2024-03-11T09:30:00-03:00", datetime(2024, 3, 11, 12, 30, tzinfo=UTC)),
        ("published works", None),
    ],
)
def test_an_old_blog_s_abbreviation_tells_the_time_and_one_of_a_word_none(
    title: str, at: datetime | None
) -> None:
    sign = f"<div class=post-footer>at <abbr class=published title='{title}'>9:30</abbr></div>"
    assert clean(story(sign)).article.published_at == at


SHELL = "<html><head><title>Post</title></head><body><div id=root></div></body></html>"
WALL = "<html><body><h1>Log in</h1><p>Please sign in.</p><form><input></form></body></html>"
LINKS = "".join(f"<a href=/{number}>Section {number} of it</a> " for number in range(60))
MENU = f"<html><body><nav>{LINKS}</nav></body></html>"
PAGES = [(SHELL, "put there by scripts"), (WALL, "login"), (MENU, "save the page of a single story")]


@every_case(("content", "reason"), PAGES)
def test_a_page_without_a_story_says_why(content: str, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason) as caught:
        clean(capture(content))
    assert caught.value.subject == "page.html"


def test_a_front_page_is_no_story() -> None:
    teasers = "".join(
        f"<div><h2><a href=/{n}>Story {n}</a></h2><p>{text}</p></div>" for n, text in enumerate(PROSE)
    )
    with pytest.raises(NotAnArticle, match="front page"):
        clean(capture(f"<html><body>{teasers}</body></html>", url="https://harbourpost.example/"))
