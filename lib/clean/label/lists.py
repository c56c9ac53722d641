"""Treats lists and tables as wholes: all of one is kept or cut together, and a table row is one line."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from lib.clean.segment import Segment
from lib.clean.segments.elements import nearest
from lib.clean.segments.page import Page
from lib.model.article import Block

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
    """Return whether a segment is in an item of a list; `holders` are around the story and do not count."""
    item = nearest(segment.element, *_ITEMS)
    if item is None or item in holders:
        return False
    return sum(1 for _ in item.iter("p")) < LAID_OUT


def completed(
    page: Page, kept: frozenset[int], may_be: Callable[[int], bool], holders: frozenset[HtmlElement]
) -> Iterator[int]:
    """Yield the numbers that complete lists and tables of which enough is kept, where `may_be` allows it.

    `holders` are the elements around the story. A table of facts between kept segments is completed though
    none of it is kept, if `may_be` allows all of it.
    """
    segments = page.segments
    between = range(min(kept, default=0), max(kept, default=0))
    known = sorted(kept.union(number for number in between if in_table(segments[number])))
    for whole in dict.fromkeys(_whole(segments[number], holders) for number in known):
        if whole is None:
            continue
        numbers = page.within(whole)
        missing = [number for number in numbers if number not in kept]
        rows = {next(segments[number].element.iterancestors("tr"), None) for number in numbers}
        is_table_of_facts = ROWS <= len(rows) <= len(numbers) / 2
        if is_table_of_facts and all(may_be(n) and segments[n].linked < LINKED for n in missing):
            yield from missing
            continue
        share = OF_TABLE if whole.tag == "table" else OF_LIST
        if page.letters(kept.intersection(numbers)) >= share * page.boxes[whole].letters:
            yield from (n for n in missing if _is_item_or_cell(segments[n]) and may_be(n))


def _is_item_or_cell(segment: Segment) -> bool:
    """Return whether a segment is in a data table, or a list's item that leads nowhere."""
    opens = bool(segment.links) and segment.links[0].start == 0  # an item that opens so leads away
    return (segment.element.tag in _ITEMS and segment.linked < LINKED and not opens) or in_table(segment)


def _whole(segment: Segment, holders: frozenset[HtmlElement]) -> HtmlElement | None:
    """Return the data table around a segment, else the outermost list that is not in `holders`; or None."""
    if in_table(segment):
        return next((node for node in segment.element.iterancestors("table") if node not in holders), None)
    lists = [node for node in segment.element.iterancestors("ul", "ol", "dl") if node not in holders]
    return lists[-1] if lists else None


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
            of_cell = nearest(before.element, *CELLS) is nearest(segment.element, *CELLS)
            text = f"{line.text}{' ' if of_cell else APART}"
            at = len(text)
            links = (replace(each, start=each.start + at, end=each.end + at) for each in block.links)
            block = replace(line, text=text + block.text, end=block.end, links=(*line.links, *links))
        else:
            yield held
        held = (segment, block)
    if held is not None:
        yield held
