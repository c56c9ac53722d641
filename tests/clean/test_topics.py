"""Sections and tags as their publisher orders them."""

import json

import pytest

from lib.clean.structured import Structured
from lib.clean.topics import printed_tags, section, tags
from tests.clean.markup import page

KEYWORDS = [
    (["Port", "City", "port"], ("Port", "City")),
    ("Port, City; Fishing", ("Port", "City", "Fishing")),
    (["Holt, Maren", "City"], ("Holt, Maren", "City")),
    (["type:story", "12345", "City"], ("City",)),
    ([{"name": "Port"}], ("Port",)),
]
LINES = [
    ("<p>Filed under: <a href=/p>Port</a>, <a href=/c>City, Old</a></p>", ("Port", "City, Old")),
    ("<p>Tags: Port, City</p>", ("Port", "City")),
    ("<p>Теги: Порт, Місто</p>", ("Порт", "Місто")),
    ("<p>The tags were wet.</p>", ()),
]


def data(head: str = "", **fields: object) -> Structured:
    script = json.dumps({"@type": "NewsArticle", **fields})
    return page(f"<head><script type='application/ld+json'>{script}</script>{head}</head>x").data


@pytest.mark.parametrize(("keywords", "expected"), KEYWORDS)
def test_json_ld_keywords_are_the_tags(keywords: object, expected: tuple[str, ...]) -> None:
    assert tags(data(keywords=keywords), ()) == (expected, "json-ld")


def test_meta_tags_and_links_stand_in() -> None:
    assert tags(data("<meta property='article:tag' content=Port>"), ()) == (("Port",), "meta article:tag")
    assert tags(data(), ["Port", "City"]) == (("Port", "City"), "rel=tag")
    assert tags(data(), ()) == ((), "none")


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_of_tags_is_read(line: str, expected: tuple[str, ...]) -> None:
    assert printed_tags(page(line).pieces) == expected


def test_a_section_is_named_by_json_ld_or_meta() -> None:
    assert section(data(articleSection=["City", "News"])) == ("City", "json-ld")
    assert section(data("<meta property='article:section' content=Port>")) == ("Port", "meta")
    assert section(data()) == (None, "none")
