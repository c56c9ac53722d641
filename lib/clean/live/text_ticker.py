"""Items of a live ticker: a time of day, a headline, a few sentences."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from lib.clean.dates.printed import Clock, find_clock
from lib.clean.text.lines import Line, weight
from lib.clean.text.marks import Mark
from lib.clean.text.sheet import Sheet

_LONGEST = 8  # lines of one item
_HEADLINE = 25.0  # words of the line that a time opens
_LEAST = 2.0
_NEAR = 4  # lines up and down that show which way a ticker runs
_LEAST_RUN = 3  # lines with a time that make a ticker without any sentence
_SIGNS = " \t\xa0-–—|:•·"


@dataclass(frozen=True, slots=True)
class Item:
    """One ticker item: its time as printed and the lines under it, the first being its headline."""

    clock: time
    printed: str
    start: int  # of the text in the first line, where the time stands on the same line
    lines: tuple[Line, ...]


def find_items(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> tuple[Item, ...]:
    """Return every open line with a time of day that prose follows; places the time's line."""
    items: list[Item] = []
    position = 0
    while position < len(lines):
        item = _item_at(lines, marks, position, sheet)
        if item:
            items.append(item)
            sheet.placed.update(line.number for line in item.lines)
            position = item.lines[-1].number + 1
        else:
            position += 1
    return tuple(items)


def _crosses_midnight(later: time, earlier: time) -> bool:
    """From the small hours up to the evening is a step back in time."""
    return earlier.hour - later.hour >= 12


def _item_at(lines: Sequence[Line], marks: Sequence[Mark], position: int, sheet: Sheet) -> Item | None:
    line = lines[position]
    if not sheet.is_open(line):
        return None
    mark = marks[line.number]
    if mark.kind == "clock" and mark.clock:
        told = _told(lines, marks, position + 1, sheet)
        if told:
            sheet.cut(line, "field: time")
            return Item(mark.clock, line.text, 0, told)
    opening = opening_clock(line, mark)
    if opening is None:
        return None
    below = _sentences(lines, marks, position + 1, sheet)
    if not below and not _runs_back(lines, marks, position):
        return None
    sheet.cut_opening(line, opening.end, "field: time")
    return Item(opening.clock, line.text[: opening.end].rstrip(_SIGNS), opening.end, (line, *below))


def opening_clock(line: Line, mark: Mark) -> Clock | None:
    """Return the time of day that opens a headline: '14:05 Parliament adjourns'."""
    if mark.kind or line.prose or line.weight > _HEADLINE or not line.text[0].isdigit():
        return None
    clock = find_clock(line.text[:40])
    if clock is None or clock.start:
        return None
    rest = line.text[clock.end :]
    told = rest.lstrip(_SIGNS)
    if rest == told or weight(told) < _LEAST or not (told[0].isupper() or told[0] in '"“„«'):
        return None
    return Clock(0, len(line.text) - len(told), clock.clock)


def _runs_back(lines: Sequence[Line], marks: Sequence[Mark], position: int) -> bool:
    """Three such lines or more, the newest first: news; programmes and fixtures run forward."""
    clocks = []
    start = position
    while start > max(0, position - _NEAR) and opening_clock(lines[start - 1], marks[start - 1]):
        start -= 1
    end = position + _NEAR
    for line, mark in zip(lines[start:end], marks[start:end], strict=True):
        opening = opening_clock(line, mark)
        if opening is None:
            break
        clocks.append(opening.clock)
    pairs = list(itertools.pairwise(clocks))
    back = sum(later >= earlier or _crosses_midnight(later, earlier) for later, earlier in pairs)
    return len(clocks) >= _LEAST_RUN and back == len(pairs)


def _sentences(lines: Sequence[Line], marks: Sequence[Mark], start: int, sheet: Sheet) -> tuple[Line, ...]:
    """Return the sentences right below an item's headline."""
    below = itertools.takewhile(
        lambda line: (
            not marks[line.number].kind
            and sheet.is_open(line)
            and (line.prose or (line.terminal and line.weight >= 4))
        ),
        lines[start : start + _LONGEST],
    )
    return tuple(below)


def _told(lines: Sequence[Line], marks: Sequence[Mark], start: int, sheet: Sheet) -> tuple[Line, ...]:
    """Return the item's headline and its sentences; nothing when no sentence follows."""
    told: list[Line] = []
    for line in lines[start : start + _LONGEST]:
        if marks[line.number].kind or not sheet.is_open(line):
            break
        if told and not (line.prose or (line.terminal and line.weight >= 4)):
            break
        told.append(line)
    enough = len(told) >= 2 or (told and told[0].terminal and told[0].weight >= 10)
    return tuple(told) if enough and any(line.terminal and line.weight >= 6 for line in told) else ()
