"""Asks the libraries for the text of a page, the next one where the text of the last is short or odd.

trafilatura's precise mode is asked first. If its text looks short or odd, trafilatura's full cascade runs,
and its default mode if the page's main part has much more text, which wins if it finds that; readability-lxml
runs if both find next to nothing. No library is given a page on which it would take minutes.
"""

import copy
from collections import Counter
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as markup
from readability import Document

from lib.clean.label.declared_text import lines_of
from lib.clean.segments.boxes import LINKED
from lib.clean.segments.page import Page

LONGER = 1.67  # how much longer the default mode's text must be to win: it takes furniture for text as well
SOME = 1.3  # how much more prose the page's main part must hold for a second look at a text
PROSE = 60  # characters from which a segment reads like prose
SHORT = 250  # characters: too little to be a story
MOST_TEXT = 1_500_000  # characters on which the libraries take minutes

_UNCLEAN = frozenset(
    """aside audio button fencedframe fieldset figure footer iframe input label link nav noindex noscript
    object option select source svg time""".split()  # noqa: SIM905 - one row of words
)

# What the two libraries are known to raise on broken pages; anything else is a fault of ours.
RAISED = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, etree.LxmlError)


def first_opinion(page: Page) -> tuple[str, str]:
    """Return the text of the first extractor that is plausible, and that extractor's name."""
    if page.capture.is_summary:
        summary = (segment.text for segment in page.segments if segment.element.tag not in ("title", "h1"))
        return "\n".join(summary), "a feed's summary"
    if page.is_big or len(page.source.text) > MOST_TEXT:
        prose = (segment for segment in page.segments if segment.linked < LINKED)
        long = (segment.text for segment in prose if len(segment.text) > PROSE or segment.element.tag == "p")
        return "\n".join(long), "own rule: page too big for the libraries"
    best, source = precise_text(page), "trafilatura precise"
    if _misses(page, best, LONGER):
        whole = _by_trafilatura(page)
        full = (whole.text or "") if whole else ""
        if len(full) > LONGER * len(best):
            best, source = full, "trafilatura"
    if len(best) >= SHORT:
        return best, source
    other = _by_readability(page)
    return (other, "readability") if len(other) > len(best) else (best, source)


def _misses(page: Page, text: str, share: float) -> bool:
    """Return whether a text is short, or the page's main part has more prose than `share` times it."""
    prose = page.main_box.prose if page.main_box else 0
    return len(text) < SHORT or prose > share * len(text)


def precise_text(page: Page) -> str:
    """Return the text of trafilatura's precise mode, alone or, if in doubt, compared with its fallbacks."""
    own = _by_trafilatura(page, precise=True, fast=True)
    text = (own.text or "") if own else ""
    if own is not None and not _misses(page, text, SOME):
        tags = Counter(node.tag for node in own.body.iter())
        paragraphs = any((part or "").strip() for node in own.body.iter("p") for part in node.itertext())
        # What its own rules leave out, no paragraph, or mostly tables would be odd.
        if _UNCLEAN.isdisjoint(tags) and paragraphs and tags["table"] <= tags["p"]:
            return text
    compared = _by_trafilatura(page, precise=True)
    return (compared.text or "") if compared else text


def _by_trafilatura(page: Page, *, precise: bool = False, fast: bool = False) -> Any:
    """Return trafilatura's result in one of its modes; None if it finds nothing or fails."""
    try:
        return trafilatura.bare_extraction(
            page.tree, url=page.capture.url, include_comments=False, favor_precision=precise, fast=fast
        )
    except RAISED:  # the next opinion is asked
        return None


def _by_readability(page: Page) -> str:
    """Return readability's text; "" if it finds none or fails."""
    try:
        summary = Document(copy.deepcopy(page.tree)).summary(html_partial=True)
        return lines_of(markup.fromstring(summary))
    except RAISED:  # the page has no second opinion
        return ""
