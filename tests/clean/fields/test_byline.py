"""Authors as machines are told them."""

import json

import pytest

from lib.clean.fields.byline import (
    declared_outlet,
    is_account,
    opens_byline,
    outlets_of,
    told_authors,
    told_lists,
)
from lib.clean.html.structured import Structured
from tests.clean.markup import page

OUTLETS = frozenset({"harbourpost"})
PAPER = {"@type": "Organization", "name": "Harbour Post"}
TOLD = [
    (
        [{"@type": "Person", "name": "Maren Holt"}, {"@type": "Person", "name": "Ivo Brandt"}],
        ("Maren Holt", "Ivo Brandt"),
    ),
    ({"@type": "Person", "givenName": "Maren", "familyName": "Holt"}, ("Maren Holt",)),
    ("Maren Holt", ("Maren Holt",)),
    ([PAPER, {"@type": "Person", "name": "Maren Holt"}], ("Maren Holt",)),
    ({"@type": "Organization", "name": "Harbour Post news desk"}, ("Harbour Post news desk",)),
    (
        [{"@type": "Person", "name": "Maren Holt"}, {"@type": "Organization", "name": "AFP"}],
        ("Maren Holt", "AFP"),
    ),
    (
        [{"@type": "Person", "name": "Maren Holt"}, [{"@type": "Person", "name": "Ivo Brandt"}]],
        ("Maren Holt", "Ivo Brandt"),
    ),
    ({"@list": [{"@type": "Person", "name": "Maren Holt"}, "Ivo Brandt"]}, ("Maren Holt", "Ivo Brandt")),
    (PAPER, ()),
    (None, ()),
]
OPENINGS = [
    ("By Maren Holt", True),
    ("Von Maren Holt", True),
    ("Автор: Олена Савчук", True),
    ("文：渡辺洋介", True),
    ("By the time the boats came in", False),
    ("Von der Brücke aus", False),
    ("Maren Holt", False),
]


def data(author: object, meta: str = "") -> Structured:
    script = json.dumps({"@type": "NewsArticle", "headline": "x", "author": author})
    return page(f"<head><script type='application/ld+json'>{script}</script>{meta}</head><body>x</body>").data


@pytest.mark.parametrize(("author", "expected"), TOLD)
def test_json_ld_names_the_authors(author: object, expected: tuple[str, ...]) -> None:
    assert told_authors(data(author), OUTLETS, "harbourpost.example")[0] == expected


def test_meta_tags_stand_in_for_json_ld() -> None:
    found = data(None, "<meta name=author content='Maren Holt and Ivo Brandt'>")
    assert told_authors(found, OUTLETS, "harbourpost.example") == (
        ("Maren Holt", "Ivo Brandt"),
        "meta author",
    )


def test_an_author_with_the_publishers_address_is_the_publisher() -> None:
    found = data(None, "<meta name=author content='The Paper (www.harbourpost.example)'>")
    assert told_authors(found, OUTLETS, "harbourpost.example") == ((), "none")
    assert "thepaper" in outlets_of(found, "harbourpost.example")


def test_an_outlet_that_signs_alone_is_declared() -> None:
    assert declared_outlet(data(PAPER)) == ("Harbour Post",)


@pytest.mark.parametrize(("line", "expected"), OPENINGS)
def test_a_byline_opens_with_by_and_a_name(line: str, expected: bool) -> None:
    assert opens_byline(line) is expected


ACCOUNTS = [
    ({"@type": "Person", "name": "mholt"}, "mholt", True),
    (
        {"@type": "Person", "name": "Harbour D", "url": "https://harbourpost.example/author/admin/"},
        "Harbour D",
        True,
    ),
    (
        {"@type": "Person", "name": "Maren Holt", "url": "https://harbourpost.example/author/mholt/"},
        "Maren Holt",
        False,
    ),
    ({"@type": "Person", "name": "Олена"}, "Олена", False),
]


@pytest.mark.parametrize(("author", "name", "expected"), ACCOUNTS)
def test_an_account_is_told_from_an_author(author: object, name: str, expected: bool) -> None:
    assert is_account(name, data(author)) is expected


def test_every_source_that_names_authors_is_listed_in_order() -> None:
    found = data("Maren Holt", "<meta name=author content='Maren Holt, Ivo Brandt'>")
    assert list(told_lists(found, OUTLETS, "harbourpost.example")) == [
        (("Maren Holt",), "json-ld"),
        (("Maren Holt", "Ivo Brandt"), "meta author"),
    ]


def test_an_agency_among_the_organisations_is_no_outlet() -> None:
    found = data([{"@type": "Person", "name": "Maren Holt"}, {"@type": "Organization", "name": "SDA"}])
    assert "sda" not in outlets_of(found, "harbourpost.example")


def test_words_that_make_up_the_domain_are_the_site() -> None:
    found = data(None, "<meta name=author content='Harbours &amp; Boats'>")
    assert told_authors(found, OUTLETS, "harboursnboats.example") == ((), "none")
