"""What other sources say of a field."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from lib.clean import clean
from lib.clean.dates.dates import Instant
from lib.clean.fields.dissent import (
    LONGEST,
    other_authors,
    other_times,
    other_titles,
    other_words,
    with_dissent,
)
from tests.clean.markup import capture, story

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


@pytest.mark.parametrize(("title", "where", "differs"), TITLES)
def test_a_title_in_other_words_is_told(title: str, where: str, differs: bool) -> None:
    told = list(other_titles("Old quay reopens", [(title, where)]))
    assert told == ([(title, where)] if differs else [])


@pytest.mark.parametrize(("moment", "day_only", "differs"), MOMENTS)
def test_another_time_is_told(moment: datetime, day_only: bool, differs: bool) -> None:
    other = Instant(moment=moment, printed="x", source="meta date", day_only=day_only)
    assert list(other_times(AT, False, [other])) == ([("x", "meta date")] if differs else [])
    assert list(other_times(None, False, [other])) == []


def test_a_list_with_somebody_else_is_told() -> None:
    lists = [(("Maren Holt",), "json-ld"), (("Maren Holt", "Ada Lind"), "meta author")]
    assert list(other_authors(("Maren Holt", "Ivo Brandt"), lists)) == [
        ("Maren Holt, Ada Lind", "meta author")
    ]


def test_another_section_is_told() -> None:
    assert list(other_words("City", [("city", "json-ld"), ("Port", "meta")])) == [("Port", "meta")]
    assert list(other_words(None, [("Port", "meta")])) == []


def test_the_winning_source_comes_first_and_each_saying_once() -> None:
    told = [("Port", "meta"), ("port", "microdata"), ("x" * 500, "json-ld"), ("City", "print")]
    noted = with_dissent("h1", told)
    assert noted.startswith('h1; meta says "Port"; json-ld says "xxx')
    assert len(noted) < 2 * LONGEST
    assert with_dissent("h1", []) == "h1"


def test_sources_that_disagree_are_noted_in_the_provenance() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Old quay reopens", '
        '"author": "Maren Holt", "datePublished": "2024-03-11T07:45:00+01:00", '
        '"articleSection": "City"}</script>'
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
