"""trafilatura's precise mode in its own steps, so that its second one need not begin with the first again.

The library's own call repeats everything for each mode; the steps are those of its core, in their order.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_XPATH

from lib.clean.html.page import Page
from lib.clean.html.paths import COMMENTS_AND_LISTS, walk_instead

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
