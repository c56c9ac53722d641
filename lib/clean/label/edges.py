"""Cuts what the extractors took at the edges of a story: signatures, times, links, what follows."""

from collections.abc import Iterator, Sequence

from lib.clean.label.located import Located
from lib.clean.says.times import find_times

HEAD, TAIL = 6, 4  # segments at the text's start that may sign it, and at its end that may lead away
SIGNED = 150  # characters of the longest one marked as byline or time; a longer one is a paragraph
LABEL = 75  # characters of the longest line that is a label: a section, the paper's name, a row of links
LINKED = 0.8  # of a line's text: more is a row of links
TIMED = 90  # characters of the longest line of times
AROUND_TIME = 24  # characters beside a time in a line that prints nothing but it
SHARE = 0.2  # of the text that can stand behind the main element and be none of the story's


def is_time_alone(text: str) -> bool:
    """Return whether a short line has only times and perhaps a label."""
    times = find_times(text) if len(text) < TIMED and any(map(str.isdigit, text)) else []
    printed = sum(each.end - each.start for each in times)
    return bool(times) and len(text) - printed < AROUND_TIME


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


def behind_text(layout: Located, found: Sequence[int]) -> list[int]:
    """Return the found numbers behind the main element, if their text is short in all and built otherwise."""
    segments = layout.page.segments
    end = max((number for number in found if number in layout.inside), default=-1)
    builds = {segments[number].build for number in found if number <= end}
    behind = [number for number in found if number > end and segments[number].build not in builds]
    return behind if layout.page.letters(behind) < SHARE * layout.page.letters(found) else []
