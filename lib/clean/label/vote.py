"""Decides which segments are the story: extractors vote for the text that they find in them.

trafilatura's precise mode is asked first. If its text looks short or odd, trafilatura's full cascade runs.
If the page's main part has much more text, or most of its prose is missing, its default mode runs and wins if
it finds that. readability-lxml runs if both find next to nothing. No library is given a page on which it
would take minutes. If the page prints hardly any of the story, its text comes from its scripts.
"""

import copy
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement
from readability import Document

from lib.clean import words
from lib.clean.label.declared_text import declared_text, lines_of
from lib.clean.label.script_text import text_in_scripts
from lib.clean.segments.boxes import LINKED
from lib.clean.segments.elements import CONTROLS
from lib.clean.segments.page import Page, voted

MOST = 0.75  # of the chosen text, which the main element holds: the rest may stand in boxes beside it
MORE = 1.5  # times the printed text: a longer declared one holds what the extractors missed
DOUBLE = 2  # times the little that is printed: of a longer declared text the page prints only a teaser
LONGER = 1.67  # how much longer the default mode's text must be to win: it takes furniture for text as well
SOME = 1.3  # how much more prose the page's main part must hold for a second look at a text
PROSE = 60  # characters from which a segment reads like prose
SHORT = 250  # characters: too little to be a story
MOST_TEXT = 1_500_000  # characters on which the libraries take minutes

_UNCLEAN = frozenset(words.read("markup")["unclean"].split())

# What the two libraries are known to raise on broken pages; anything else is a fault of ours.
RAISED = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, etree.LxmlError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The segments chosen as the story's text, the element that holds most of it, and who chose them."""

    chosen: frozenset[int]
    main: HtmlElement | None  # the lowest element that holds most of it
    source: str
    other_stories: frozenset[int] = frozenset()  # the segments of further stories that the page prints whole
    unprinted: tuple[str, ...] = ()  # paragraphs that only JSON-LD or a script holds

    def end(self, count: int) -> int:
        """Return the index after the last segment that may belong to the story, of `count` segments."""
        return min(self.other_stories, default=count)


def body(page: Page) -> Body:
    """Return the story's segments by what the extractors, or else the page's scripts, take for its text."""
    opinion, source = first_opinion(page)
    chosen = _printed(page, opinion)
    declared, origin = declared_text(page), "json-ld text"
    if not declared and page.data.is_of_article and page.folded_letters(chosen) < SHORT:
        declared, origin = text_in_scripts(page.tree), "script"
    if declared and len(declared) > MORE * page.folded_letters(chosen) + SHORT:
        chosen, source = chosen | _printed(page, declared), f"{source}, {origin}"
    main = main_element(page, chosen)
    chosen = _one_of_each(page, chosen, main)
    size = page.folded_letters(chosen)
    lacks = declared and size < SHORT and len(declared) > DOUBLE * size
    unprinted = tuple(declared.splitlines()) if lacks else ()
    return Body(chosen=chosen, main=main, source=source, unprinted=unprinted)


def _printed(page: Page, text: str) -> frozenset[int]:
    """Return the numbers of the segments that hold an extractor's text and can be a story's."""
    numbers = voted(page.folds, text)
    return frozenset(number for number in numbers if page.segments[number].element.tag not in CONTROLS)


def _one_of_each(page: Page, chosen: Collection[int], main: HtmlElement | None) -> frozenset[int]:
    """Return the chosen numbers.

    Of segments with the same text the one in the main element, else the first.
    """
    inside = range(0) if main is None else page.within(main)
    best: dict[str, int] = {}
    for number in sorted(chosen, key=lambda number: (number not in inside, number)):
        best.setdefault(page.folds[number], number)
    return frozenset(best.values())


def main_element(page: Page, chosen: Collection[int]) -> HtmlElement | None:
    """Return the smallest element that contains three quarters of the chosen text; None if none is chosen."""
    sizes = (len(segment.text) if number in chosen else 0 for number, segment in enumerate(page.segments))
    until = [*accumulate(sizes, initial=0)]
    held = ((node, until[box.last + 1] - until[box.first]) for node, box in page.boxes.items())
    holders = [node for node, size in held if size >= MOST * until[-1]]
    return holders[-1] if until[-1] else None


def first_opinion(page: Page) -> tuple[str, str]:
    """Return the text of the first extractor whose text is plausible, and that extractor's name."""
    if page.capture.is_summary:
        summary = (segment.text for segment in page.segments if segment.element.tag not in ("title", "h1"))
        return "\n".join(summary), "a feed's summary"
    if page.is_big or len(page.source.text) > MOST_TEXT:
        prose = (segment for segment in page.segments if segment.linked < LINKED)
        long = (segment.text for segment in prose if len(segment.text) > PROSE or segment.element.tag == "p")
        return "\n".join(long), "own rule: page too big for the libraries"
    best, source = precise_text(page), "trafilatura precise"
    held = _main_prose_in(page, best)
    if _misses(page, best, LONGER) or not held:
        whole = _by_trafilatura(page)
        full = (whole.text or "") if whole else ""
        if len(full) > LONGER * len(best) or (not held and _main_prose_in(page, full)):
            best, source = full, "trafilatura"
    if len(best) >= SHORT:
        return best, source
    other = _by_readability(page)
    return (other, "readability") if len(other) > len(best) else (best, source)


def _misses(page: Page, text: str, share: float) -> bool:
    """Return whether a text is short, or the page's main part has more than `share` times its length."""
    prose = page.main_box.prose if page.main_box else 0
    return len(text) < SHORT or prose > share * len(text)


def _main_prose_in(page: Page, text: str) -> bool:
    """Return whether a text holds half of the prose of the page's main part; True if that is no story."""
    if page.main_box is None or page.main_box.prose < SHORT:
        return True
    numbers = range(page.main_box.first, page.main_box.last + 1)
    folds = [page.folds[number] for number in numbers if page.prose[number]]
    return 2 * sum(len(folds[each]) for each in voted(folds, text)) >= sum(map(len, folds))


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
