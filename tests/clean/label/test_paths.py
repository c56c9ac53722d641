"""The library's precise mode by our own walks finds what it finds by itself."""

from typing import Any

import pytest
import trafilatura
from lxml import html
from trafilatura import xpaths
from trafilatura.htmlprocessing import prune_unwanted_nodes

from lib.clean.label.paths import COMMENTS_AND_LISTS, PATHS, WALKS, compared, precise, walk_instead
from lib.clean.segments.page import Page, page_of
from tests.clean.markup import page, story

TAGS = ("div", "section", "span", "p", "article", "main", "a", "h3", "ol", "details", "figure", "address")
VALUES = (
    "cookie", "share", "social-bar", "newsletter", "nav", "Navigation", "menu", "footer", "ad-slot", " ad ",
    "byline", "comment", "Comments", "commentary", "post-comments", "comol", "disqus_thread", "dsq-comments",
    "reply-1", "hidden", "is hidden", "hide-print", "akismet", "bottom", "page-bottom", "padding-bottom-lg",
    "link", "permalink", "post", "entry", "articleBody", "article-content", "post_text", "story", "fullText",
    "primary", "main-content", "Main-Content", "Page-Content", "content", "content_main", "author", "Author",
    "username", "screenname", "quote", "title", "date", "comment-list", "ProductReviews", "article", "text",
    "teaser", "elated", "",
)  # fmt: skip
ATTRIBUTES = ("class", "id", "itemprop", "role", "style", "data-component", "aria-hidden")
OTHERS = (
    {"data-lp-replacement-content": ""}, {"aria-hidden": "true"}, {"style": "display: none"},
    {"id": "a", "class": "cookie"}, {"class": "cookie", "id": "a"}, {"id": "cookie", "class": "b"},
    {"id": "x", "style": "hidden"}, {"style": "overflow:hidden", "id": "z"},
    {"style": "border:0", "class": "reply-2", "id": "y"}, {"data-component": "MostPopularStories"},
    {"data-component": "Byline"}, {"data-component": "FigureImage"},
)  # fmt: skip


def every_kind() -> html.HtmlElement:
    """Return a page that holds each tag with each attribute of each value."""
    root = html.document_fromstring('<html class="author-page"><body></body></html>')
    told = [*OTHERS, *({name: value} for name in ATTRIBUTES for value in VALUES)]
    for tag in TAGS:
        for held in told:
            html.etree.SubElement(root[0], tag, held).text = "words"
    return root


@pytest.mark.parametrize(("name", "place"), [(name, place) for name in WALKS for place in WALKS[name]])
def test_a_walk_finds_what_the_path_finds(name: str, place: int) -> None:
    root = every_kind()
    walk, path = WALKS[name][place], PATHS[name][place]
    assert path(root)
    if not walk.first:
        assert walk(root) == path(root)
    while walk.first and (found := path(root)):
        assert walk(root) == found[:1]
        found[0].getparent().remove(found[0])


def test_lists_of_comments_go_as_by_the_library_s_path() -> None:
    ours: Any = prune_unwanted_nodes(every_kind(), COMMENTS_AND_LISTS)
    library_s: Any = prune_unwanted_nodes(every_kind(), xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH)
    assert html.tostring(ours) == html.tostring(library_s)
    assert len(ours[0]) < len(every_kind()[0])


def test_the_library_walks_once_a_page_was_read() -> None:
    precise(page("<html><body><p>x</p></body></html>"))
    walk_instead()
    assert [xpaths.OVERALL_DISCARD_XPATH[place] for place in (0, 1)] == list(
        WALKS["OVERALL_DISCARD_XPATH"].values()
    )


TABLES = "".join(f"<tr><td>Ward {number}</td><td>{number * 11} votes</td></tr>" for number in range(40))
PRECISE_PAGES = {
    "a story": page_of(story()),
    "a page of tables": page(f"<html><body><main><table>{TABLES}</table></main></body></html>"),
    "an empty page": page("<html><body><p>x</p></body></html>"),
}


def library_s_own(found: Page, *, fast: bool) -> str:
    answer: Any = trafilatura.bare_extraction(
        found.tree, include_comments=False, favor_precision=True, fast=fast
    )
    return (answer.text or "") if answer else ""


@pytest.mark.parametrize("found", PRECISE_PAGES.values(), ids=PRECISE_PAGES)
def test_the_steps_give_what_the_library_s_own_call_gives(found: Page) -> None:
    first = precise(found)
    assert first.text == library_s_own(found, fast=True)
    assert compared(found, first) == library_s_own(found, fast=False)


def test_the_page_is_left_as_it_was() -> None:
    found = page_of(story())
    before = "".join(found.tree.itertext())
    compared(found, precise(found))
    assert "".join(found.tree.itertext()) == before
