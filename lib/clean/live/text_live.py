"""A live blog copied as text: times that stand in a row, each over a headline or sentences, the newest first.

A ticker beside a story has the same shape. What tells them apart is that a live blog's entries are the story:
they hold most of the page's prose and follow its head without a heading of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lib.clean.dates.timezones import assumed_timezone
from lib.clean.live.boxes import LEAST, SHARE
from lib.clean.live.clock_run import runs_back
from lib.clean.live.times import Stamp, dated, opens, stands_alone
from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark
from lib.clean.text.sheet import Sheet
from lib.model.article import Block, Update

if TYPE_CHECKING:
    from lib.clean.text.story import TextStory

BOXED = 0.75  # of the page's prose, where a line like a box's heading stands over the first time

_HEADLINE = 25.0  # words
_SIGNS = " \t\xa0-–—|:•·+"


@dataclass(frozen=True, slots=True)
class Entry:
    """One update: its lines first..stop-1, the line with its time, and where its words begin in that line."""

    first: int
    timed: int
    stop: int
    stamp: Stamp
    opening: int  # 0 where the time stands alone


def find_entries(lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[Entry, ...]:
    """Return the updates of a live blog in page order; none when the page is no live blog."""
    total = sum(line.weight for line in lines if line.prose)
    best: tuple[Entry, ...] = ()
    for alone in (True, False):
        for dates in (True, False):
            starts = [each for each in _starts(lines, marks, alone) if bool(each.stamp.moment) is dates]
            for chain in _chains(lines, marks, starts):
                if _is_live(lines, marks, chain, total) and len(chain) > len(best):
                    best = chain
    return best


def _starts(lines: Sequence[Line], marks: Sequence[Mark], alone: bool) -> Iterator[Entry]:
    for line in lines:
        found = _alone(line, marks) if alone else _opening(line, marks[line.number])
        if found:
            yield found


def _alone(line: Line, marks: Sequence[Mark]) -> Entry | None:
    """Return a time on a line of its own, but for the one under the byline: the story's."""
    signs = line.number and marks[line.number - 1].kind == "byline"
    if signs or marks[line.number].kind not in ("clock", "time"):
        return None
    stamp = stands_alone(line.text)
    timed = stamp and (stamp.moment or stamp.clock)
    return Entry(line.number, line.number, 0, stamp, 0) if stamp and timed else None


def _opening(line: Line, mark: Mark) -> Entry | None:
    """Return a time that opens a headline."""
    if mark.kind or line.prose or line.weight > _HEADLINE:
        return None
    stamp = opens(line.text)
    if stamp is None or not stamp.printed:
        return None
    begin = line.text.index(stamp.printed) + len(stamp.printed)
    rest = line.text[begin:]
    return Entry(line.number, line.number, 0, stamp, begin + len(rest) - len(rest.lstrip(_SIGNS)))


def _chains(
    lines: Sequence[Line], marks: Sequence[Mark], starts: Sequence[Entry]
) -> Iterator[tuple[Entry, ...]]:
    """Run of times that each have sentences under them."""
    chain: list[Entry] = []
    ends = [*(each.timed for each in starts[1:]), len(lines)]
    for entry, end in zip(starts, ends, strict=False):
        stop = _stop(lines, marks, entry, end)
        if any(_tells(line) for line in lines[entry.timed + 1 : stop]):
            chain.append(replace(entry, stop=stop))
        if stop < end or not chain or chain[-1].timed != entry.timed:
            yield tuple(_with_heads(lines, marks, chain))
            chain = []
    yield tuple(_with_heads(lines, marks, chain))


def _stop(lines: Sequence[Line], marks: Sequence[Mark], entry: Entry, end: int) -> int:
    """Return where an update ends: before furniture, or before what reads like no text after its
    sentences.
    """
    told = False
    for number in range(entry.timed + 1, end):
        line, mark = lines[number], marks[number]
        if mark.rule and mark.rule.name in ("related", "note", "newsletter", "control"):
            return number
        if (
            told
            and not _tells(line)
            and not mark.kind
            and number + 1 < end
            and not _leads(lines, number, end)
        ):
            return number
        told = told or _tells(line)
    return end if end < len(lines) else _last_told(lines, entry.timed, end) + 1


def _last_told(lines: Sequence[Line], start: int, end: int) -> int:
    return max((number for number in range(start, end) if _tells(lines[number])), default=start)


def _tells(line: Line) -> bool:
    return line.prose or (line.terminal and line.weight >= 4)


def _leads(lines: Sequence[Line], number: int, end: int) -> bool:
    """Return whether sentences or the next time follow within two lines.

    A sub-heading, or the next headline.
    """
    return number + 2 >= end or any(_tells(line) for line in lines[number + 1 : number + 3])


def _with_heads(lines: Sequence[Line], marks: Sequence[Mark], chain: Sequence[Entry]) -> Iterator[Entry]:
    """Yield where the headlines stand over the times and not under them, the updates begin there."""
    over = [each for each in chain if not each.opening and _is_head(lines, marks, each.timed - 1)]
    under = [each for each in chain if not each.opening and _is_head(lines, marks, each.timed + 1)]
    if not chain or len(over) < len(chain) or len(under) == len(chain):
        yield from chain
        return
    stops = [*(each.timed - 1 for each in chain[1:]), chain[-1].stop]
    for entry, stop in zip(chain, stops, strict=True):
        yield replace(entry, first=entry.timed - 1, stop=min(stop, entry.stop))


def _is_head(lines: Sequence[Line], marks: Sequence[Mark], number: int) -> bool:
    if not 0 <= number < len(lines):
        return False
    line = lines[number]
    return not marks[number].kind and not line.prose and not line.terminal and 2 <= line.weight <= _HEADLINE


def _is_live(lines: Sequence[Line], marks: Sequence[Mark], chain: Sequence[Entry], total: float) -> bool:
    if len(chain) < LEAST:
        return False
    clocks = [entry.stamp.clock for entry in chain if entry.stamp.clock]
    if not all(entry.stamp.moment for entry in chain) and not runs_back(clocks):
        return False
    told = sum(line.weight for each in chain for line in lines[each.first : each.stop] if line.prose)
    above = chain[0].first - 1
    headed = above < 0 or bool(marks[above].rule) or _is_head(lines, marks, above)
    return told >= (BOXED if headed else SHARE) * total


def opening_of(lines: Sequence[Line], marks: Sequence[Mark], entries: Sequence[Entry]) -> int:
    """Return the first line of the text that leads to the first update."""
    number = entries[0].first if entries else 0
    while number and lines[number - 1].prose and not marks[number - 1].kind:
        number -= 1
    return number


def keep_entries(
    lines: Sequence[Line], marks: Sequence[Mark], entries: Sequence[Entry], sheet: Sheet
) -> None:
    """Return places the updates: headlines as sub-headings, sentences as text, times as fields."""
    for entry in entries:
        told = False
        for line in lines[entry.first : entry.stop]:
            if not sheet.is_open(line):
                continue
            if line.number == entry.timed:
                _place_time(line, entry, sheet)
            elif _tells(line) and not marks[line.number].rule:
                sheet.keep(line, "body")
                told = True
            elif not told and _is_head(lines, marks, line.number):
                sheet.keep(line, "body", level=2)


def _place_time(line: Line, entry: Entry, sheet: Sheet) -> None:
    if not entry.opening:
        sheet.cut(line, "field: time")
        return
    sheet.cut_opening(line, entry.opening, "field: time")
    text, at = line.text[entry.opening :], line.source(entry.opening)
    sheet.blocks.append(Block(zone="body", text=text, at=at, end=line.end, level=2))


def updates_of(story: "TextStory") -> tuple[Update, ...]:
    """Return the updates in page order, each with the number of its first block."""
    zone = story.published.timezone or assumed_timezone(story.publisher, story.language)
    moments = dated(
        [entry.stamp for entry in story.entries],
        clock=lambda: zone,
        published=story.published.at,
        updated=story.updated,
        captured=story.capture.captured_at if story.capture.captured_assumed is None else None,
    )
    found = []
    for entry, moment in zip(story.entries, moments, strict=True):
        at, end = story.lines[entry.first].at, story.lines[entry.stop - 1].end
        first = next((n for n, block in enumerate(story.blocks) if at <= block.at < end), None)
        if first is not None:
            found.append(
                Update(block=first, published_at=moment.at, published_as=moment.printed, timezone=moment.zone)
            )
    return tuple(found)
