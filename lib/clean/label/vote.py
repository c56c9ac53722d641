"""Decides which segments are the story: extractors vote for the text that they find in them.

If the page prints hardly any of the story, its text comes from its scripts.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement

from lib.clean.label.declared_text import declared_text
from lib.clean.label.extractors import SHORT, first_opinion
from lib.clean.label.script_text import text_in_scripts
from lib.clean.segments.page import Page, voted

MOST = 0.75  # of the chosen text, which the main element holds: the rest may stand in boxes beside it
MORE = 1.5  # times the printed text: a longer declared one holds what the extractors missed
DOUBLE = 2  # times the little that is printed: of a longer declared text the page prints only a teaser
_NO_TEXT = frozenset({"title", "option", "button", "textarea"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The segments chosen as the story's text, the element that holds most of it, and what chose them."""

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
    declared, origin = _declared(page, page.folded_letters(chosen))
    if declared and len(declared) > MORE * page.folded_letters(chosen) + SHORT:
        chosen, source = chosen | _printed(page, declared), f"{source}, {origin}"
    main = main_element(page, chosen)
    chosen = _one_of_each(page, chosen, main)
    size = page.folded_letters(chosen)
    lacks = declared and size < SHORT and len(declared) > DOUBLE * size
    unprinted = tuple(declared.splitlines()) if lacks else ()
    return Body(chosen=chosen, main=main, source=source, unprinted=unprinted)


def _declared(page: Page, size: int) -> tuple[str, str]:
    """Return the text in JSON-LD, or in a script if the page prints hardly any of it, and the source."""
    declared = declared_text(page)
    if declared or size >= SHORT or not page.data.is_of_article:
        return declared, "json-ld text"
    return text_in_scripts(page.tree), "script"


def _printed(page: Page, text: str) -> frozenset[int]:
    """Return the numbers of the segments that hold an extractor's text and can be a story's."""
    numbers = voted(page.folds, text)
    return frozenset(number for number in numbers if page.segments[number].element.tag not in _NO_TEXT)


def _one_of_each(page: Page, chosen: Collection[int], main: HtmlElement | None) -> frozenset[int]:
    """Return the chosen segments; of those with one text the one in the main element, else the first."""
    inside = range(0) if main is None else page.within(main)
    best: dict[str, int] = {}
    for number in sorted(chosen, key=lambda number: (number not in inside, number)):
        best.setdefault(page.folds[number], number)
    return frozenset(best.values())


def main_element(page: Page, chosen: Collection[int]) -> HtmlElement | None:
    """Return the smallest element that contains three quarters of the chosen text; None without text."""
    sizes = (len(segment.text) if number in chosen else 0 for number, segment in enumerate(page.segments))
    until = [*accumulate(sizes, initial=0)]
    holders = [
        node for node, box in page.boxes.items() if until[box.last + 1] - until[box.first] >= MOST * until[-1]
    ]
    return holders[-1] if until[-1] else None
