"""Cuts what the extractors took at the edges of a story: labels over it, signatures, links, what follows."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lib.clean.label.lists import CELLS, LAID_OUT
from lib.clean.label.located import Located
from lib.clean.measure import SENTENCE_ENDS
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.segments.elements import nearest

HEAD, TAIL = 6, 4  # segments at the text's start that may sign it, and at its end that may lead away
LABEL = 75  # characters of the longest line without a stop over the text: a section, the paper's name
SIGNED = 150  # characters of the longest one marked as byline or time; a longer one is a paragraph
LINKED = 0.8  # of a line's text: more is a row of links
TIMED = 90  # characters of the longest line of times
AROUND_TIME = 24  # characters beside a time in a line that prints nothing but it
SHARE = 0.2  # of the text that can stand behind the main element and be none of the story's


def is_time_alone(text: str) -> bool:
    """Return whether a short line has only times and perhaps a label."""
    times = find_times(text) if len(text) < TIMED and any(map(str.isdigit, text)) else []
    printed = sum(each.end - each.start for each in times)
    return bool(times) and len(text) - printed < AROUND_TIME


def labels_over_headline(layout: Located) -> Iterator[int]:
    """Yield the numbers of chosen segments over the headline that name section or paper: no sentences."""
    for number in layout.body.chosen & layout.inside:
        text = layout.page.segments[number].text
        if number < (layout.headline_number or 0) and len(text) < LABEL and text[-1] not in SENTENCE_ENDS:
            yield number


def within_edges(layout: Located, chosen: Sequence[int]) -> Iterator[int]:
    """Yield the chosen numbers but those of times and links at both ends, and of bylines at the start."""
    for place, number in enumerate(chosen):
        at_start, at_end = place < HEAD, place >= len(chosen) - TAIL
        segment, marks = layout.page.segments[number], layout.marks[number]
        signs = at_start and marks & {"byline", "time", "kicker"} and len(segment.text) < SIGNED
        linked = segment.linked > LINKED and segment.element.tag != "td"
        leads_away = linked and (at_end or len(segment.text) < LABEL)
        if not (at_start or at_end) or not (signs or leads_away or is_time_alone(segment.text)):
            yield number


def in_text_cells(segments: Sequence[Segment], chosen: Sequence[int]) -> list[int]:
    """Return the chosen numbers without those in cells of a layout table that hold no chosen paragraph.

    A table lays out the page if one of its cells holds at least LAID_OUT chosen paragraphs.
    """
    cells = {number: nearest(segments[number].element, *CELLS) for number in chosen}
    held = Counter(cells[number] for number in chosen if segments[number].element.tag == "p")
    laid_out = [cell for cell, paragraphs in held.items() if cell is not None and paragraphs >= LAID_OUT]
    tables = {next(cell.iterancestors("table"), None) for cell in laid_out}
    return [
        number
        for number, cell in cells.items()
        if cell is None or held[cell] or next(cell.iterancestors("table"), None) not in tables
    ]


def behind_text(layout: Located, found: Sequence[int]) -> list[int]:
    """Return the found numbers behind the main element, if their text is short in all and built otherwise."""
    segments = layout.page.segments
    end = max((number for number in found if number in layout.inside), default=None)
    if end is None:
        return []
    builds = {segments[number].build for number in found if number <= end}
    behind = [number for number in found if number > end and segments[number].build not in builds]
    return behind if layout.page.letters(behind) < SHARE * layout.page.letters(found) else []
