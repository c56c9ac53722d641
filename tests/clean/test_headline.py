"""The headline among what a page prints and what it tells machines."""

import pytest

from lib.clean.headline import alike, bare_title, headline
from tests.clean.markup import page

NEWS = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s"}</script>'
OG = "<meta property='og:title' content='%s'>"
PAGES = [
    ("<h1>Old quay reopens</h1>", "<title>Old quay reopens | Post</title>", "Old quay reopens", "h1"),
    ("<p>x</p>", "<title>Old quay reopens</title>", "Old quay reopens", "title"),
    ("<p>x</p>", OG % "Old quay reopens", "Old quay reopens", "og:title"),
    ("<p>x</p>", NEWS % "Old quay reopens", "Old quay reopens", "json-ld"),
    (
        "<h1>My Blog</h1><h2>Old quay reopens</h2>",
        "<title>Old quay reopens | My Blog</title>",
        "Old quay reopens",
        "title",
    ),
    (
        "<h1>Quay open: old quay reopens again</h1>",
        NEWS % "The quay" + OG % "Old quay reopens again",
        "Old quay reopens again",
        "og:title",
    ),
    (
        "<h1>Old quay reopens</h1>",
        NEWS % "Old quay reopens" + OG % "You will not believe this old quay",
        "Old quay reopens",
        "h1",
    ),
    ("<p>x</p>", "", None, "none"),
]


@pytest.mark.parametrize(("body", "head", "expected", "source"), PAGES)
def test_a_headline_is_found(body: str, head: str, expected: str | None, source: str) -> None:
    found = page(f"<html><head>{head}</head><body>{body}</body></html>")
    assert headline(found.pieces, found.data)[:2] == (expected, source)


def test_titles_of_one_story_are_alike() -> None:
    assert alike("Old quay reopens after two winters", "Old quay reopens after two winters | Post")
    assert alike("The old quay reopens after winters", "After two winters the old quay reopens")
    assert not alike("Old quay reopens", "Ferry timetable changes")


def test_the_sites_name_is_no_part_of_a_title() -> None:
    data = page("<head><meta property='og:site_name' content='Harbour Post'></head>x").data
    assert bare_title("Old quay reopens - Harbour Post", data) == "Old quay reopens"
    assert bare_title("Harbour Post | Old quay reopens", data) == "Old quay reopens"
    assert bare_title("Old quay - reopened at last", data) == "Old quay - reopened at last"
