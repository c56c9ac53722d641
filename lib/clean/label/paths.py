"""trafilatura's precise mode in its own steps, its paths walked in plain Python.

The library's own call repeats everything for each mode; the steps are those of its core, in their order. lxml
calls a Python function for every re:test of a path, with its arguments as lists of nodes: the same patterns,
asked of the attributes themselves and remembered by their values, find the same elements in a third of the
time. The patterns are the library's own.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import xpaths
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_XPATH

from lib.clean.segments.page import Page

Held = Mapping[str, str]  # the attributes of an element, in their order
Search = Callable[[str], bool]

_BLOCKS = ("div", "item", "list", "p", "section", "span")
_FRAMES = ("article", "div", "main", "section")
_COMMENTS = ("div", "list", "section", "details")
_LISTS = ("ol", "ul")


@dataclass(frozen=True, slots=True)
class Walk:
    """A path that asks descendants of certain tags, or of any, for their attributes."""

    tags: tuple[str, ...]
    holds: Callable[[Held], bool]
    first: bool = False  # whether one is enough
    everywhere: bool = False  # whether the whole page is asked, not what an element holds

    def __call__(self, tree: HtmlElement) -> list[HtmlElement]:
        """Return the elements that the path finds, in page order."""
        found: list[HtmlElement] = []
        tags = self.tags or (etree.Element,)
        nodes = tree.getroottree().iter(*tags) if self.everywhere else tree.iterdescendants(*tags)
        for node in nodes:
            held = node.items()
            if held and self.holds(dict(held)):
                found.append(node)
                if self.first:
                    break
        return found


def _search(pattern: str, flags: int = 0) -> Search:
    """Return a search for a pattern that remembers the values it was asked for."""
    search = re.compile(pattern, flags).search

    @lru_cache(maxsize=20_000)
    def found(value: str) -> bool:
        return search(value) is not None

    return found


def _tokens(*groups: tuple[str, ...]) -> Search:
    return _search("|".join(token for group in groups for token in group))


def _first_of(held: Held, *names: str) -> str:
    """Return the value of that attribute of several which the page writes first, as a path understands
    them.
    """
    for name in held:
        if name in names:
            return held[name]
    return ""


_OF_COMMENTS_ID = _search(f"^(?:{xpaths._COMMENTS_ID}|disqus_thread|dsq-comments)")
_OF_COMMENTS_CLASS = _search(xpaths._COMMENTS_CLASS)
_LIST_OF_COMMENTS_ID = _search(f"^(?:{xpaths._COMMENTS_ID})")
_UNWANTED_ID = _tokens(xpaths._OVERALL_DISCARD_BOTH_TOKENS, xpaths._OVERALL_DISCARD_ID_TOKENS)
_UNWANTED_CLASS = _tokens(xpaths._OVERALL_DISCARD_BOTH_TOKENS, xpaths._OVERALL_DISCARD_CLASS_TOKENS)
_CONSENT = _tokens(xpaths._CONSENT_ID_CLASS_TOKENS)
_UNSEEN_CLASS = _search(
    "^hide-|comments-title|nocomments|-reply-|message|akismet|suggest-links|-hide-|hide-print| hidden| hide"
    "|noprint|notloaded"
)
_OF_READERS = _search("reader-comments|akismet")
_EDGE = _search(r"(^|\s)bottom|bottom(\s|$)|(^|\s)link(\s|$)")
_NO_AUTHOR_ID = _search("^comments|comment-?list|ProductReviews")
_NO_AUTHOR_CLASS = _search(
    "^[Cc]omments|commentlist|comments-list|sidebar|is-hidden|quote|embedly-instagram|article-(?:share|support)"
    "|print|category|meta-date|meta-reviewer"
)
_AUTHOR_ID = _search("author|zuozhe|bianji|xiaobian")
_AUTHOR_CLASS = _search("author|channel-name|zuozhe|bianji|xiaobian|submitted-by|posted-by|journalist-name")
_ANY_AUTHOR_ID = _search("[Aa]uthor")
_ANY_AUTHOR_CLASS = _search("[Aa]uthor|screenname|writer|[Bb]yline")
_ARTICLE_ID = _tokens(xpaths._ARTICLE_CONTENT_ID_TOKENS)
_ARTICLE_CLASS = _tokens(xpaths._ARTICLE_CONTENT_CLASS_TOKENS)
_STORY_ID = _tokens(xpaths._STORY_ID_TOKENS)
_STORY_CLASS = _tokens(xpaths._STORY_CLASS_TOKENS)
_FULL_TEXT = _search("fulltext", re.IGNORECASE)
_MAIN_ID = _tokens(xpaths._MAIN_CONTENT_ID_TOKENS)
_MAIN_CLASS = _tokens(xpaths._MAIN_CONTENT_CLASS_TOKENS)


def _is_of_comments(held: Held) -> bool:
    return _OF_COMMENTS_ID(held.get("id", "")) or _OF_COMMENTS_CLASS(held.get("class", ""))


def _is_unwanted(held: Held) -> bool:
    return (
        _UNWANTED_CLASS(held.get("class", ""))
        or _UNWANTED_ID(held.get("id", ""))
        or _CONSENT(_first_of(held, "id", "class"))
        or "data-lp-replacement-content" in held
        or "nav" in held.get("role", "").replace("N", "n")
        or "MostPopularStories" in held.get("data-component", "")
    )


def _is_unseen(held: Held) -> bool:
    style = held.get("style", "")
    return (
        _UNSEEN_CLASS(held.get("class", ""))
        or _OF_READERS(held.get("id", ""))
        or held.get("aria-hidden") == "true"
        or (style and ("display:none" in style or "display: none" in style))
        or _first_of(held, "id", "class").startswith("reply-")
        or "hidden" in _first_of(held, "id", "style")
    )


def _is_at_the_edge(held: Held) -> bool:
    return _EDGE(_first_of(held, "id", "class")) or "border" in held.get("style", "")


def _is_article(held: Held) -> bool:
    kind, name = held.get("class", ""), held.get("id", "")
    return (
        kind in ("post", "entry")
        or held.get("itemprop") == "articleBody"
        or name == "articleContent"
        or _ARTICLE_ID(name)
        or _ARTICLE_CLASS(kind)
    )


def _is_story(held: Held) -> bool:
    kind, name = held.get("class", ""), held.get("id", "")
    return (
        held.get("role") == "article"
        or name in ("article", "story")
        or kind in ("postarea", "art-postcontent", "text", "cell", "story")
        or _STORY_ID(name)
        or _FULL_TEXT(kind)
        or _STORY_CLASS(kind)
    )


def _is_main(held: Held) -> bool:
    kind, name = held.get("class", ""), held.get("id", "")
    return (
        "content" in (kind, name)
        or _MAIN_ID(name)
        or _MAIN_CLASS(kind)
        or "main-content" in name.replace("C", "c").replace("M", "m")
        or "main-content" in kind.replace("C", "c").replace("M", "m")
        or "page-content" in kind.replace("C", "c").replace("P", "p")
    )


def _is_of_comment_list(held: Held) -> bool:
    return _LIST_OF_COMMENTS_ID(held.get("id", "")) or _OF_COMMENTS_CLASS(held.get("class", ""))


def _is_no_author(held: Held) -> bool:
    kind, name = held.get("class", ""), held.get("id", "")
    return (
        name == "comments"
        or kind in ("comments", "title", "date")
        or _NO_AUTHOR_ID(name)
        or _NO_AUTHOR_CLASS(kind)
        or "Figure" in held.get("data-component", "")
    )


def _is_author(held: Held) -> bool:
    kind = held.get("class", "")
    return (
        kind in ("byline", "username", "byl", "BBL")
        or "author" in held.get("itemprop", "")
        or _AUTHOR_ID(held.get("id", ""))
        or _AUTHOR_CLASS(kind)
    )


def _may_be_author(held: Held) -> bool:
    return (
        "Byline" in held.get("data-component", "")
        or "author" in held.get("itemprop", "")
        or _ANY_AUTHOR_ID(held.get("id", ""))
        or _ANY_AUTHOR_CLASS(held.get("class", ""))
    )


# As REMOVE_COMMENTS_AND_LISTS_XPATH, which needs one walk for both.
COMMENTS_AND_LISTS = [Walk(_COMMENTS, _is_of_comments), Walk(_LISTS, _is_of_comment_list)]
# As each path at this place of the library's lists.
WALKS: Mapping[str, Mapping[int, Walk]] = {
    "OVERALL_DISCARD_XPATH": {0: Walk(_BLOCKS, _is_unwanted), 1: Walk((), _is_unseen)},
    "PRECISION_DISCARD_XPATH": {1: Walk(_BLOCKS, _is_at_the_edge)},
    "REMOVE_COMMENTS_XPATH": {0: Walk(_COMMENTS, _is_of_comments)},
    "BODY_XPATH": {
        0: Walk(_FRAMES, _is_article, first=True),
        2: Walk(_FRAMES, _is_story, first=True),
        3: Walk(_FRAMES, _is_main, first=True),
    },
    "AUTHOR_DISCARD_XPATHS": {0: Walk(("a", "div", "section", "span"), _is_no_author)},
    "AUTHOR_XPATHS": {
        1: Walk(("a", "div", "h3", "h4", "p", "span"), _is_author, everywhere=True),
        2: Walk((), _may_be_author, everywhere=True),
    },
}
PATHS: Mapping[str, tuple[Any, ...]] = {name: tuple(getattr(xpaths, name)) for name in WALKS}


@cache
def walk_instead() -> None:
    """Let the library ask by walks from now on, in this process."""
    for name, walks in WALKS.items():
        for place, walk in walks.items():
            getattr(xpaths, name)[place] = walk


# What the paths of the library's two prunings ask for: a page without the words is spared the walk.
_APPENDED = ("mvp-post-add", "infinite-scroll", "infinitescroll", "elementor-share-buttons")
_COMMENTED = ("omment", "comol", "disqus_thread")
_OPTIONS = Extractor(output_format="python", comments=False, precision=True)
_FORUM = "DiscussionForumPosting"  # what JSON-LD calls a page whose comments are its text


@dataclass(frozen=True, slots=True, kw_only=True)
class Precise:
    """What trafilatura's own rules take for the story."""

    body: etree._Element
    whole: str  # its text in one line, as the library measures it
    text: str


def precise(page: Page) -> Precise:
    """Return the story by the library's own rules alone."""
    walk_instead()
    options = _options(page)
    tree = convert_tags(tree_cleaning(_pruned(page), options), options, page.capture.url)
    if _FORUM not in page.capture.content and _names(page, _COMMENTED):
        tree = prune_unwanted_nodes(tree, REMOVE_COMMENTS_XPATH)
    body, whole = extract_content(tree, options)
    return Precise(body=body, whole=whole, text=xmltotxt(body, include_formatting=False))


def compared(page: Page, first: Precise) -> str:
    """Return the story once the library has held what its rules found against readability and justext."""
    options = _options(page)
    tree = _pruned(page)
    cleaned = tree_cleaning(copy(tree), options)
    body, _ = compare_extraction(cleaned, tree, first.body, first.whole, options)
    return xmltotxt(body, include_formatting=False)


def _options(page: Page) -> Extractor:
    options = copy(_OPTIONS)
    options.url = page.capture.url
    return options


def _pruned(page: Page) -> HtmlElement:
    tree = copy(page.tree)
    if _names(page, _APPENDED):
        prune_unwanted_nodes(tree, RAW_TREE_PRUNE_XPATH)
    if _names(page, _COMMENTED):
        prune_unwanted_nodes(tree, COMMENTS_AND_LISTS)
    return tree


def _names(page: Page, words: Iterable[str]) -> bool:
    return any(word in page.capture.content for word in words)
