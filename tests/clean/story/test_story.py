"""Where fields were read, and what other sources say instead."""

from datetime import UTC, datetime, timedelta, timezone

from lib.clean.clean import clean
from lib.clean.fields.authors import other_authors
from lib.clean.fields.section import section
from lib.clean.found import Found
from lib.clean.says.instants import Instant
from lib.clean.story.story import (
    LONGEST,
    other_times,
    other_titles,
    with_dissent,
)
from tests.cases import every_case
from tests.clean.markup import PROSE, capture, news, page, story

FIGURE = "<figure><img src='/i/quay.jpg'><figcaption>Boats at the quay.</figcaption></figure>"
OG = "<meta property='og:image' content='https://harbourpost.example/i/quay.jpg'>"


def text(markup: str) -> dict[str, str]:
    return dict(clean(capture(markup)).article.provenance)


def test_a_field_that_is_printed_says_so() -> None:
    deck = "<p class=standfirst>Two winters after the storm the first boats are back at the pier.</p>"
    lines = f"{deck}<p class=kicker>The port</p><p class=byline>By Maren Holt</p>"
    page = story(head=OG, over=lines).content
    found = text(page.replace(PROSE[0], f"KESTREL, March 3 (Reuters) - {PROSE[0]}"))
    assert found["byline"] == "printed line"
    assert found["kicker"] == "line at the headline"
    assert found["deck"] == "line under the headline"
    assert found["image"] == "meta og:image"
    assert found["dateline"] == found["wire"] == "first words of the text"


def test_a_field_that_is_not_there_has_no_source() -> None:
    missing = {"byline", "kicker", "deck", "image", "dateline", "wire", "hints"}
    assert not missing & text(story().content).keys()


def test_a_picture_that_only_a_caption_shows_and_what_a_sentence_does_not_say_have_their_sources() -> None:
    assert text(story(FIGURE).content)["image"] == "first picture in the story"
    link = "<p>The <a href=/x>quay<span class=sr-only>, opens new tab</span></a> is open again, she said.</p>"
    hints = text(story(link).content)["hints"]
    assert hints == "left out, as they are not shown in the text: , opens new tab"


AT = datetime(2024, 3, 11, 6, 45, tzinfo=UTC)
TITLES = [
    ("Quay opens for boats", "og:title", True),
    ("Old quay reopens | Post", "og:title", False),
    ("Old quay", "json-ld", False),
    ("OLD QUAY REOPENS", "json-ld", False),
    ("Old quay now reopens again", "title", False),
    ("Fish prices fall", "title", True),
    ("", "og:title", False),
]
MOMENTS = [
    (AT, False, False),
    (AT.astimezone(timezone(timedelta(hours=2))), False, False),
    (AT + timedelta(minutes=4), False, False),
    (AT + timedelta(hours=1), False, True),
    (datetime(2024, 3, 11, 9, 0), False, False),
    (datetime(2024, 3, 12, 9, 0), False, True),
    (datetime(2024, 3, 11), True, False),
    (datetime(2024, 3, 14), True, True),
]


@every_case(("title", "where", "differs"), TITLES)
def test_a_title_in_other_words_is_told(title: str, where: str, differs: bool) -> None:
    text = list(other_titles("Old quay reopens", [(title, where)]))
    assert text == ([(title, where)] if differs else [])


@every_case(("moment", "day_only", "differs"), MOMENTS)
def test_another_time_is_told(moment: datetime, day_only: bool, differs: bool) -> None:
    other = Instant(moment=moment, printed="x", source="meta date", day_only=day_only)
    assert list(other_times(AT, False, [other])) == ([("x", "meta date")] if differs else [])
    assert list(other_times(None, False, [other])) == []


def test_a_list_with_somebody_else_is_told() -> None:
    others = (("Maren Holt",), "json-ld"), (("Maren Holt", "Ada Lind"), "meta author")
    found = other_authors(("Maren Holt", "Ivo Brandt"), [Found(*each) for each in others])
    assert list(found) == [("Maren Holt, Ada Lind", "meta author")]


def test_another_section_is_told() -> None:
    metas = "<meta property='article:section' content={}><i itemprop=articleSection content=city></i>"
    found = section(page(metas.format("City")))
    assert (found.value, found.claims) == ("City", ())
    found = section(page(metas.format("Port")))
    assert (found.value, found.claims) == ("Port", (("city", "microdata"),))


def test_the_winning_source_comes_first_and_each_saying_once() -> None:
    text = [("Port", "meta"), ("port", "microdata"), ("x" * 500, "json-ld"), ("City", "print")]
    noted = with_dissent("h1", text)
    assert noted.startswith('h1; meta says "Port"; json-ld says "xxx')
    assert len(noted) < 2 * LONGEST
    assert with_dissent("h1", []) == "h1"


def test_sources_that_disagree_are_noted_in_the_provenance() -> None:
    head = (
        f"{news(author='Maren Holt', datePublished='2024-03-11T07:45:00+01:00', articleSection='City')}"
        "<meta name=author content='Ada Lind'><meta property='og:title' content='A pier for herring'>"
        "<meta property='article:published_time' content='2024-03-12T07:45:00+01:00'>"
        "<meta property='article:section' content='Port'>"
    )
    provenance = clean(story(head=head)).article.provenance
    assert provenance["headline"] == 'h1; og:title says "A pier for herring"'
    assert provenance["authors"] == 'json-ld; meta author says "Ada Lind"'
    assert provenance["published_at"] == (
        'json-ld; meta article:published_time says "2024-03-12T07:45:00+01:00"'
    )
    assert provenance["section"] == 'json-ld; meta says "Port"'


def test_a_canonical_link_that_is_not_believed_is_noted() -> None:
    page = story(head="<link rel=canonical href='https://harbourpost.example/'>")
    assert clean(capture(page.content)).article.provenance["canonical_url"] == (
        "saved address; canonical link not believed: https://harbourpost.example is a front page"
    )
