"""Doubts whether a page holds all of its story: it declares more, asks for money, or links to the rest."""

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urldefrag, urljoin

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from lib.clean.addresses import canonical
from lib.clean.doubts import signs
from lib.clean.label.declared_text import declared_text
from lib.clean.measure import weight
from lib.clean.segments.metadata import first_text, types
from lib.clean.story.labelled_page import LabelledPage, base_of
from lib.model.article import Doubt
from lib.model.wording import count

SHORT = 150  # words: many publishers mark whole stories as not free, so the mark counts for short ones only
LONGER, FURTHER = 1.3, 50  # times as long as the found text, and words more, is a declared one that counts
MOST_DIGITS = 6  # of a number of words that is believed
SELECTOR = 200  # characters of a selector that is tried
PART = 200  # characters of the shortest text that is a story's paid part
SHELL, SCRIPTS = 20, 100_000  # characters of scripts: for each that is shown, and in all
ADDRESS = 500  # characters of the longest address that is read

# Paths, as a walk makes an object of every link of the page.
_FIGURES = etree.XPath("descendant-or-self::a[normalize-space(text()) = '2']")
_NEXTS = tuple(
    etree.XPath(f"//{tag}[@rel][contains(concat(' ', @rel, ' '), ' next ')]") for tag in ("link", "a")
)
_SECOND = re.compile(
    r"(?P<query>[?&])(?:page|p|pg|seite|pagina|page_no|pn)=2(?:&|$)"
    r"|[/,_-](?:page[/_-]?|p|s|seite-?)?2/?(?=(?:\.\w+)?$)"
)
_SUFFIX = re.compile(r"\.\w{2,5}(?=$|\?)")


def doubts_of_the_whole(labelled: LabelledPage, text: str) -> Iterator[Doubt]:
    """Yield a doubt for every sign that a page holds less than its story, of which `text` was found."""
    words = weight(text)
    yield from _longer(labelled, words)
    yield from _paid(labelled, words)
    yield from _shell(labelled, words)
    if _has_second_page(labelled):
        yield signs.SECOND_PAGE.of_a_cut("The page links to a second page of the story")


def _longer(labelled: LabelledPage, words: float) -> Iterator[Doubt]:
    """Yield a doubt if the page declares more updates, a longer text or more words than were found."""
    if "LiveBlogPosting" in types(labelled.page.data.article):
        if left_out := labelled.live.left_out:
            reason = (
                f"The page fetches {count(left_out, 'more update')} than it prints, kept with the "
                "original; open the live blog, load all of it, and save it again to read them here."
            )
            yield signs.NOT_LOADED.doubt(reason)
        return
    least = LONGER * words + FURTHER
    declared, counted = weight(declared_text(labelled.page)), _counted(labelled)
    if declared > least:
        clause = f"The page declares to machines a text of {declared:,.0f} words and {words:,.0f} were found"
        yield signs.LONGER_DECLARED.of_a_cut(clause, 1 - words / declared)
    elif counted > least:
        clause = f"The publisher counts {counted:,} words and {words:,.0f} were found"
        yield signs.MORE_COUNTED.of_a_cut(clause, 1 - words / counted)


def _counted(labelled: LabelledPage) -> int:
    """Return the number of words that a page declares, 0 if it declares none: "850.0", "1,200", "1.200"."""
    printed = first_text(labelled.page.data.article.get("wordCount")) or ""
    digits = re.sub(r"\.\d{1,2}$|[\s,.]", "", printed)  # three figures behind a point are of thousands
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else 0


def _paid(labelled: LabelledPage, words: float) -> Iterator[Doubt]:
    """Yield a doubt if the page declares a paywall and little of the story is here."""
    article = labelled.page.data.article
    parts = article.get("hasPart")
    listed = [labelled.page.data.resolve(each) for each in (parts if isinstance(parts, list) else [parts])]
    paid = [each for each in listed if isinstance(each, dict) and _is_paid(each)]
    if (_is_paid(article) or paid) and words < SHORT:
        yield signs.PAID.of_a_cut(
            "The publisher marks the story as not free to read, and little text was found"
        )
    elif paid and words < 2 * SHORT and not any(_holds_text(labelled, each) for each in paid):
        yield signs.PAID.of_a_cut("The part that the publisher marks as paid is not on the page")


def _is_paid(node: object) -> bool:
    """Return whether a JSON-LD node is marked as not free: by false, "False" or a URL that ends so."""
    value = node.get("isAccessibleForFree") if isinstance(node, dict) else None
    written = value.strip().casefold().rsplit("/", 1)[-1] if isinstance(value, str) else ""
    return value is False or written == "false"


def _holds_text(labelled: LabelledPage, part: dict[str, object]) -> bool:
    """Return whether the page has text in the part declared as paid; True if its selector cannot be used."""
    selector = first_text(part.get("cssSelector"))
    if not selector or len(selector) > SELECTOR:
        return True  # nothing can be said
    try:
        nodes = CSSSelector(selector, translator="html")(labelled.page.tree)
    except (SelectorError, etree.XPathError, ValueError):  # no selector after all
        return True
    return any(isinstance(node, HtmlElement) and len(" ".join(node.itertext())) > PART for node in nodes)


def _shell(labelled: LabelledPage, words: float) -> Iterator[Doubt]:
    """Yield a doubt if the page has huge scripts but hardly any text, as when scripts load the story."""
    if words >= SHORT or labelled.page.data.article:
        return
    scripts = sum(len(node.text or "") for node in labelled.page.tree.iter("script"))
    if scripts > SHELL * len(labelled.page.source.text) and scripts > SCRIPTS:
        yield signs.ALL_SCRIPT.of_a_cut(
            "The page is nearly all script, with little text that shows without it"
        )


def _has_second_page(labelled: LabelledPage) -> bool:
    """Return whether the page, no further one itself, links to a second page by rel=next or the number 2."""
    address = base_of(labelled.page)
    if not address or _SECOND.search(address):
        return False
    main = labelled.layout.body.main
    holder = main.getparent() if main is not None and main.getparent() is not None else labelled.page.tree
    links = chain(_FIGURES(holder), *(path(labelled.page.tree) for path in _NEXTS))
    return any(_is_second(address, node.get("href") or "") for node in links)


def _is_second(address: str, href: str) -> bool:
    """Return whether a link leads to the same address with the page number 2."""
    try:
        linked = urldefrag(urljoin(address, href))[0] if len(href) < ADDRESS else ""
    except ValueError:  # no address
        return False
    first = _SECOND.sub(lambda found: found["query"] or "", linked)
    return first != linked and _bare(first) == _bare(address)


def _bare(address: str) -> str:
    """Return an address without the suffix of its file, which a site's pages need not share."""
    return _SUFFIX.sub("", canonical(address) or address)
