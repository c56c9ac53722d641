"""Treats lists and tables as wholes: all of one is kept or cut together, and a table row is one line."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from lib.clean.segment import Segment
from lib.clean.segments.elements import nearest
from lib.clean.segments.page import Page
from lib.model.article import Block, Link

APART = "\t"  # between the cells of a row: white space, as the page has no words there either
LAID_OUT = 3  # paragraphs in one cell show that its table lays out the page
OF_LIST = 0.5  # of a list's text that must be kept for the rest to be kept
OF_TABLE = 0.25  # of a table's
LINKED = 0.5  # of an item's text: more leads to another page
ROWS = 2  # of the smallest table of facts
CELL = 600  # characters of the longest cell that is no text of its own

_ITEMS = frozenset({"li", "dt", "dd"})
CELLS = ("td", "th")


def in_table(segment: Segment) -> bool:
    """Return whether a segment is in a data table, not in one used for layout."""
    cell = nearest(segment.element, *CELLS)
    if cell is None:
        return bool(segment.element.tag == "caption")
    paragraphs = sum(1 for _ in cell.iter("p"))
    return len(segment.text) <= CELL and paragraphs < LAID_OUT and next(cell.iter("table"), None) is None


def in_list(segment: Segment, holders: Collection[HtmlElement]) -> bool:
    """Return whether a segment is in a list's item that is not around the story (in `holders`)."""
    item = nearest(segment.element, *_ITEMS)
    if item is None or item in holders:
        return False
    return sum(1 for _ in item.iter("p")) < LAID_OUT


def completed(
    page: Page, kept: frozenset[int], may_be: Callable[[int], bool], holders: frozenset[HtmlElement]
) -> Iterator[int]:
    """Yield the numbers that complete lists and tables of which enough is kept, where `may_be` allows it."""
    segments = page.segments
    for whole in {_whole(segments[number], holders): None for number in sorted(kept)}:
        if whole is None:
            continue
        numbers = page.within(whole)
        size = page.letters(kept.intersection(numbers))
        if size < (OF_TABLE if whole.tag == "table" else OF_LIST) * page.boxes[whole].letters:
            continue
        for number in numbers:
            segment = segments[number]
            opens = bool(segment.links) and segment.links[0].start == 0  # an item that opens so leads away
            of_list = segment.element.tag in _ITEMS and segment.linked < LINKED and not opens
            if number not in kept and (of_list or in_table(segment)) and may_be(number):
                yield number


def _whole(segment: Segment, holders: frozenset[HtmlElement]) -> HtmlElement | None:
    """Return the data table around a segment, else the outermost list, not one of `holders`; or None."""
    if in_table(segment):
        return next((node for node in segment.element.iterancestors("table") if node not in holders), None)
    lists = [node for node in segment.element.iterancestors("ul", "ol", "dl") if node not in holders]
    return lists[-1] if lists else None


def tables_between(
    page: Page, kept: frozenset[int], may_be: Callable[[int], bool], holders: frozenset[HtmlElement]
) -> Iterator[int]:
    """Yield the numbers of the cells of data tables that lie between the first and the last kept segment."""
    segments = page.segments
    between = (number for number in range(min(kept, default=0), max(kept, default=0)) if number not in kept)
    for whole in {
        _whole(segments[number], holders): None for number in between if in_table(segments[number])
    }:
        if whole is None:
            continue
        numbers = page.within(whole)
        rows = {next(segments[each].element.iterancestors("tr"), None) for each in numbers}
        if ROWS <= len(rows) <= len(numbers) / 2 and all(
            each in kept or (may_be(each) and segments[each].linked < LINKED) for each in numbers
        ):
            yield from (each for each in numbers if each not in kept)


def in_rows(placed: Iterable[tuple[Segment, Block]], source: str) -> Iterator[tuple[Segment, Block]]:
    """Yield the segments with their blocks, the cells of each table row joined to one block."""
    held: tuple[Segment, Block] | None = None
    for segment, block in placed:
        row = next(segment.element.iterancestors("tr"), None) if block.zone == "table" else None
        if held is None:
            held = (segment, block)
            continue
        before, line = held
        of_row = row is not None and row is next(before.element.iterancestors("tr"), None)
        if of_row and line.zone == "table" and not source[line.end : block.at].strip():
            text = line.text + (
                " " if nearest(before.element, *CELLS) is nearest(segment.element, *CELLS) else APART
            )
            links = (
                Link(start=each.start + len(text), end=each.end + len(text), url=each.url)
                for each in block.links
            )
            block = replace(line, text=text + block.text, end=block.end, links=(*line.links, *links))
        else:
            yield held
        held = (segment, block)
    if held is not None:
        yield held
