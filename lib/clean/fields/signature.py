"""Who and when: the byline, the printed times and the reading time around a story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.clean.dates.placed import Timing, find_timing, parts_of
from lib.clean.dates.printed import Clock, PrintedTime, RelativeTime, find_clock
from lib.clean.fields.byline import Byline, bare_byline, is_label
from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark, ReadTime
from lib.clean.text.sheet import Part, Sheet

_ABOVE = 8  # lines over a headline that may hold its time
_BELOW = 14  # lines under a story that may repeat byline and time
_DEPTH = 120  # lines from a headline on that are looked through for names without a label
_INTO = 3  # pieces of text that may come before the time


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """What the lines around the headline say of author and time."""

    authors: tuple[str, ...]
    outlets: tuple[str, ...]
    byline: str | None
    byline_rule: str
    published: PrintedTime | None
    published_as: str | None
    updated: PrintedTime | None
    read_minutes: int | None
    undated: Clock | None = None  # the printed time of day, when no date is printed
    relative: RelativeTime | None = None  # where no date is printed


@dataclass(frozen=True, slots=True)
class StoryLines:
    """Line numbers: the headline, the first text, the last text."""

    headline: int
    text: int
    last: int


def find_signature(
    lines: Sequence[Line], marks: Sequence[Mark], place: StoryLines, sheet: Sheet
) -> SignatureBlock:
    """Find byline, times and reading time, and place their lines."""
    above = lines[max(0, place.headline - _ABOVE) : place.headline]
    head = lines[place.headline : place.text + 1]
    text = lines[place.text + 1 : place.last + 1]
    below = lines[place.last + 1 : place.last + 1 + _BELOW]
    written = (
        _byline(head, marks)
        or _byline(text[:_INTO], marks)
        or _byline(above[-3:], marks)
        or _bare(head, marks, sheet)
    )
    tail = [*text[-4:], *below]
    written = written or _byline(tail, marks)
    into = text[:_INTO]
    closing = [*text[-4:], *_before_list(below, marks)]
    timed = find_timing((head, into, above[::-1], closing), (head[1:], above[-3:], into), marks)
    minutes = _read_minutes([*head, *into, *above], marks)
    chosen = {each.line.number for each in (written, timed) if each and each.line}
    chosen.update(line.number for line in head)
    if timed.clock_line:
        sheet.cut(timed.clock_line, "field: time")
    for line in (*above, *head, *text, *below):
        mark = marks[line.number]
        if line.number in chosen or mark.byline or timed.is_of(mark):
            _place(line, mark, written, timed, sheet)
    return _signature(written, timed, minutes)


def _before_list(below: Sequence[Line], marks: Sequence[Mark]) -> Sequence[Line]:
    """Return the lines under a story; down to the heading of other stories where these have days of their
    own.
    """
    rules = [marks[line.number].rule for line in below]
    listed = next((place for place, rule in enumerate(rules) if rule and rule.name == "related"), len(below))
    days = {time.day for line in below[listed:] for time in marks[line.number].times}
    return below[:listed] if len(days) > 1 else below


@dataclass(frozen=True, slots=True)
class _Written:
    line: Line
    byline: Byline


def _byline(lines: Sequence[Line], marks: Sequence[Mark]) -> _Written | None:
    for line in lines:
        byline = marks[line.number].byline
        if byline:
            return _Written(line, byline)
    return None


def _bare(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> _Written | None:
    """Return names between the headline and the text.

    Under a 'By' alone, else beside the time, else alone.
    """
    named = [each for line in lines[1:_DEPTH] if (each := _names_on(line, marks, sheet))]
    for each in named:
        above = lines[each.line.number - lines[0].number - 1]
        if is_label(above):
            sheet.keep(above, "byline")
            return _with_followers(each, named, sheet)
    near = [
        each
        for each in named
        if _near_time(each.line, lines, marks)
        or _stands_alone(each, under_headline=each.line.number == lines[0].number + 1)
    ]
    return min(near, key=lambda each: _steps_to_time(each.line, lines, marks), default=None)


def _names_on(line: Line, marks: Sequence[Mark], sheet: Sheet) -> _Written | None:
    mark = marks[line.number]
    follows = line.number + 1
    captioned = follows < len(marks) and marks[follows].kind == "credit"
    if not sheet.is_open(line) or mark.kind not in ("", "time", "read time") or captioned:
        return None
    byline = bare_byline(line, mark.times)
    return _Written(line, byline) if byline else None


def _with_followers(first: _Written, named: Sequence[_Written], sheet: Sheet) -> _Written:
    """Join the names on the lines right under the first."""
    authors = list(first.byline.authors)
    number = first.line.number
    for each in named:
        if each.line.number == number + 1:
            sheet.keep(each.line, "byline")
            authors += each.byline.authors
            number += 1
    byline = replace(first.byline, authors=tuple(dict.fromkeys(authors)))
    return _Written(first.line, byline)


def _stands_alone(each: _Written, *, under_headline: bool) -> bool:
    """Return names and nothing else, apart from their neighbours.

    The headline alone may stand right over them.
    """
    words = sum(len(author.split()) for author in each.byline.authors)
    alone = len(re.findall(r"[^\s/|,]+", each.line.text)) == words
    return alone and (each.line.gap_before or under_headline) and each.line.gap_after


def _steps_to_time(line: Line, lines: Sequence[Line], marks: Sequence[Mark]) -> int:
    steps = [
        abs(other.number - line.number) for other in lines if marks[other.number].kind in ("time", "clock")
    ]
    return min(steps, default=len(lines))


def _near_time(line: Line, lines: Sequence[Line], marks: Sequence[Mark]) -> bool:
    """Return a time or a reading time on the line or within two lines of it."""
    place = line.number - lines[0].number
    return any(
        (
            marks[other.number].times
            or marks[other.number].kind in ("read time", "clock")
            or marks[other.number].relative
            or (other.weight <= 7 and find_clock(other.text))
        )
        for other in lines[max(0, place - 2) : place + 3]
    )


def _read_minutes(lines: Sequence[Line], marks: Sequence[Mark]) -> ReadTime | None:
    return next((marks[line.number].read_time for line in lines if marks[line.number].read_time), None)


def _place(line: Line, mark: Mark, written: _Written | None, timed: Timing, sheet: Sheet) -> None:
    """Take a signing line apart: byline, times and reading time."""
    if not sheet.is_open(line):
        return
    byline = written.byline if written and written.line is line else mark.byline
    own_clock = mark.kind == "clock" and line is timed.line
    if byline is None and mark.kind not in ("time", "read time") and not own_clock:
        return
    parts = parts_of(line, mark, clock=own_clock)
    if byline and written and written.line is line:
        parts.append(Part(byline.start, byline.end, zone="byline"))
    elif byline and written and _same_authors(byline, written.byline):
        parts.append(Part(byline.start, byline.end, rule="field: byline"))
    elif byline:
        return
    sheet.place(line, *_without_overlap(parts))


def _same_authors(one: Byline, other: Byline) -> bool:
    names = {name.casefold() for name in other.authors}
    return any(name.casefold() in names for name in one.authors)


def _without_overlap(parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start, part.zone is None)):
        start = max(part.start, kept[-1].end) if kept else part.start
        if start < part.end:
            kept.append(Part(start, part.end, zone=part.zone, rule=part.rule))
    return kept


def _signature(written: _Written | None, timed: Timing, minutes: ReadTime | None) -> SignatureBlock:
    return SignatureBlock(
        authors=written.byline.authors if written else (),
        outlets=written.byline.outlets if written else (),
        byline=written.line.text[written.byline.start : written.byline.end] if written else None,
        byline_rule=("byline rule" if written.byline.labelled else "names beside the time")
        if written
        else "",
        published=timed.published,
        published_as=timed.printed.strip() if timed.printed else None,
        updated=timed.updated,
        read_minutes=minutes.minutes if minutes else None,
        undated=timed.undated,
        relative=timed.relative,
    )
