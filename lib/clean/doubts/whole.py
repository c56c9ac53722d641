"""Doubts whether a page holds all of its story: it declares more, asks for money, or links to the rest."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from lxml import etree

from lib.clean.addresses import canonical
from lib.clean.doubts.signs import doubt
from lib.clean.label.declared_text import declared_text
from lib.clean.measure import weight
from lib.clean.segments.metadata import first_text, types
from lib.clean.story.labelled_page import LabelledPage
from lib.model.cleaned import Doubt
from lib.model.length import is_estimated
from lib.model.wording import count

SHORT = 150  # words: many publishers mark whole stories as not free, so the mark counts for short ones only
LONGER, FURTHER = 1.3, 50  # times as long as the found text, and words more, is a declared one that counts
MOST_DIGITS = 6  # of a number of words that is believed

# A path, as a walk makes an object of every link of the page.
_NEXTS = etree.XPath(
    "//a[normalize-space() = '2']/@href"
    "|//*[self::a or self::link][contains(concat(' ', @rel, ' '), ' next ')]/@href"
)
_SECOND = re.compile(
    r"(?P<query>[?&])(?:page|p|pg|seite|pagina|page_no|pn)=2(?:&|$)"
    r"|[/,_-](?:page[/_-]?|p|s|seite-?)?2/?(?=(?:\.\w+)?(?:\?|$))"
)
_SUFFIX = re.compile(r"\.\w{2,5}(?=$|\?)")


def doubts_of_the_whole(labelled: LabelledPage, text: str) -> Iterator[Doubt]:
    """Yield a doubt for every sign that a page holds less than its story, of which `text` was found."""
    data = labelled.page.data
    yield from _longer(labelled, text)
    parts = (data.article, *data.listed(data.article.get("hasPart")))
    if weight(text) < SHORT and any(map(_is_paid, parts)):
        yield doubt("paid")
    if _has_second_page(labelled):
        yield doubt("second page")


def _longer(labelled: LabelledPage, text: str) -> Iterator[Doubt]:
    """Yield a doubt if the page declares more updates, a longer text or more words than `text` has."""
    if "LiveBlogPosting" in types(labelled.page.data.article):
        if left_out := labelled.live.left_out:
            yield doubt("not loaded", updates=count(left_out, "more update"))
        return
    words, declared, counted = weight(text), weight(declared_text(labelled.page)), _counted(labelled)
    # Where no spaces part words, publishers count letters.
    found, unit = (len(text), "letters") if is_estimated(text) else (words, "words")
    if declared > LONGER * words + FURTHER:
        yield doubt("longer declared", 1 - words / declared, declared=declared, found=words)
    elif counted > LONGER * found + FURTHER:
        yield doubt("more counted", 1 - found / counted, counted=counted, unit=unit, found=found)


def _counted(labelled: LabelledPage) -> int:
    """Return the number of words that a page declares, as "850.0", "1,200" or "1.200"; 0 without one."""
    printed = first_text(labelled.page.data.article.get("wordCount")) or ""
    digits = re.sub(r"\.\d{1,2}$|[\s,.]", "", printed)  # three figures behind a point are of thousands
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else 0


def _is_paid(node: object) -> bool:
    """Return whether a JSON-LD node is marked as not free: by false, "False" or a URL that ends so."""
    value = node.get("isAccessibleForFree") if isinstance(node, dict) else None
    return str(value).strip().casefold().rpartition("/")[2] == "false"


def _has_second_page(labelled: LabelledPage) -> bool:
    """Return whether the page is the first of several: it links to a second by rel=next or the number 2."""
    address = labelled.page.address[0]
    if not address or _SECOND.search(address):
        return False
    return any(_is_second(address, href) for href in _NEXTS(labelled.page.tree))


def _is_second(address: str, href: str) -> bool:
    """Return whether a link leads to the same address with the page number 2."""
    try:
        linked = urldefrag(urljoin(address, href))[0]
    except ValueError:  # no address
        return False
    first = _SECOND.sub(r"\g<query>", linked)
    return first != linked and _bare(first) == _bare(address)


def _bare(address: str) -> str:
    """Return an address without the suffix of its file (".html"), which may differ from page to page."""
    return _SUFFIX.sub("", canonical(address) or address)
