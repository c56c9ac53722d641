"""The printed byline, where machines are told nothing."""

import json

import pytest

from lib.clean import clean
from tests.clean.markup import capture, story

PRINTED = [
    ("<p class=byline>By Maren Holt and Ivo Brandt</p>", ("Maren Holt", "Ivo Brandt")),
    ("<div><a rel=author href=/m>Maren</a></div>", ("Maren",)),
    ("<p>By Maren Holt</p>", ("Maren Holt",)),
    ("<p>Maren Holt</p>", ("Maren Holt",)),
    ("<div>Maren Holt | 11.03.2024</div>", ("Maren Holt",)),
    ("<div class=comments><p class=author>Angry Reader</p></div>", ()),
    ("<p class=byline>Follow us on Facebook</p>", ()),
    ("<p class=byline><a href=/author/maren>Maren</a></p>", ("Maren",)),
    ("<p class=byline>By <a href=/author/maren>Maren Holt</a>Staff Writer</p>", ("Maren Holt",)),
    (
        "<p class=byline>By <a href=/author/maren>Maren Holt</a> and Ivo Brandt</p>",
        ("Maren Holt", "Ivo Brandt"),
    ),
    ("<div>AFP, MANILA</div>", ("AFP",)),
    ("<div class=author>كتبت: ليلى حداد</div>", ("ليلى حداد",)),
    ("<p>Interview: Maren Holt | 11.03.2024</p>", ("Maren Holt",)),
    ("<p>Interviewed at the quay on Monday</p>", ()),
    ("<p class=author><a href=/a>City</a></p>", ()),
]


@pytest.mark.parametrize(("line", "expected"), PRINTED)
def test_a_line_under_the_headline_names_the_authors(line: str, expected: tuple[str, ...]) -> None:
    page = story()
    content = page.content.replace("</h1>", f"</h1>{line}")
    assert clean(capture(content)).article.authors == expected


def test_the_printed_byline_is_kept_apart_from_the_text() -> None:
    article = clean(capture(story().content.replace("</h1>", "</h1><p>By Maren Holt</p>"))).article
    assert article.byline == "By Maren Holt"
    assert "Maren" not in article.text


def told(author: str, line: str, *, url: str = "") -> tuple[tuple[str, ...], str]:
    """Return the authors of a page with a told and a printed author, and their source."""
    node = {"@type": "NewsArticle", "headline": "Old quay reopens", "author": {"name": author, "url": url}}
    script = f"<script type='application/ld+json'>{json.dumps(node)}</script>"
    content = story(head=script).content.replace("</h1>", f"</h1>{line}")
    article = clean(capture(content)).article
    return article.authors, article.provenance["authors"]


ACCOUNTS = [
    ("mholt", "<p><a href=/author/mholt>Maren Holt</a></p>", "", ("Maren Holt",)),
    ("mholt", "", "", ("mholt",)),
    ("marenholt", "<p>By Maren Holt</p>", "", ("Maren Holt",)),
    (
        "Harbour D",
        "<p>by Harbour D | 5 March 2024</p><p><b>MAREN HOLT</b></p>",
        "/author/admin/",
        ("Maren Holt",),
    ),
    ("Maren Holt", "<p class=byline>By Maren Holt and Ivo Brandt</p>", "", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt", "<p class=byline>By Maren Holt, Cape Town</p>", "", ("Maren Holt",)),
    ("MAREN MCHOLT", "<p>By Maren McHolt</p>", "", ("Maren McHolt",)),
]


@pytest.mark.parametrize(("author", "line", "url", "expected"), ACCOUNTS)
def test_print_mends_what_machines_are_told(
    author: str, line: str, url: str, expected: tuple[str, ...]
) -> None:
    authors, source = told(author, line, url=url)
    assert authors == expected
    assert source.startswith("json-ld") == (authors[0].casefold() == author.casefold())


def test_a_name_in_a_card_under_the_story_is_not_its_author() -> None:
    card = "<div><h3><a href=/x>Ferry late again today</a></h3><p><a href=/author/ada>Ada Lind</a></p></div>"
    assert clean(story(card)).article.authors == ()


LINK = "<p class=byline><a href=/author/x>Harbourpost</a></p>"
OUTLETS = [
    ("", LINK, "Harbourpost", "author link, the outlet itself"),
    ("<meta name=author content=harbourpost>", "", "harbourpost", "meta author, the outlet itself"),
    (
        "<meta name=author content='harbourpost.example, Kestrel, Westland'>",
        "",
        "harbourpost.example",
        "meta author, the outlet itself",
    ),
]


@pytest.mark.parametrize(("head", "line", "outlet", "source"), OUTLETS)
def test_the_outlet_signs_where_nobody_else_does(head: str, line: str, outlet: str, source: str) -> None:
    article = clean(capture(story(head=head).content.replace("</h1>", f"</h1>{line}"))).article
    assert (article.authors, article.provenance["authors"].partition(";")[0]) == ((outlet,), source)
