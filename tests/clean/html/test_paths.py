"""trafilatura's paths, asked in plain walks."""

from typing import Any

import pytest
from lxml import html
from trafilatura import xpaths
from trafilatura.htmlprocessing import prune_unwanted_nodes

from lib.clean.html.paths import COMMENTS_AND_LISTS, PATHS, WALKS, walk_instead
from lib.clean.html.precise import precise
from tests.clean.markup import page

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
