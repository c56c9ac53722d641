"""Who and when: the byline, the printed times and the reading time around a story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.clean.text_byline import Byline, bare_byline, opens_byline
from lib.clean.text_lines import Line
from lib.clean.text_marks import Mark, ReadTime
from lib.clean.text_sheet import Part, Sheet
from lib.clean.text_times import Clock, PrintedTime, find_ago, find_clock

_ABOVE = 8  # lines over a headline that may hold its time
_BELOW = 14  # lines under a story that may repeat byline and time
_INTO = 3  # pieces of text that may come before the time


@dataclass(frozen=True, slots=True)
class Signature:
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


@dataclass(frozen=True, slots=True)
class Place:
    """Line numbers: the headline, the first text, the last text."""

    headline: int
    text: int
    last: int


def sign(lines: Sequence[Line], marks: Sequence[Mark], place: Place, sheet: Sheet) -> Signature:
    """Finds byline, times and reading time, and places their lines."""
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
    timed = (
        _times(head, marks)
        or _times(text[:_INTO], marks)
        or _times(above[::-1], marks)
        or _times(tail, marks)
    )
    minutes = _read_minutes([*head, *text[:_INTO], *above], marks)
    undated = None if timed else _undated([*head, *text[:_INTO], *above[-3:]], marks)
    chosen = {each.line.number for each in (written, timed, undated) if each}
    if timed and timed.clock_line:
        sheet.cut(timed.clock_line, "field: published")
    for line in (*above, *head, *text, *below):
        mark = marks[line.number]
        if line in head or line.number in chosen or mark.byline or _same_time(mark, timed):
            _place(line, mark, written, sheet)
    return _with_undated(_signature(written, timed, minutes, [*head, *above]), undated)


@dataclass(frozen=True, slots=True)
class _Written:
    line: Line
    byline: Byline


@dataclass(frozen=True, slots=True)
class _Timed:
    line: Line
    published: PrintedTime | None
    updated: PrintedTime | None
    clock_line: Line | None


@dataclass(frozen=True, slots=True)
class _Undated:
    line: Line
    clock: Clock


def _undated(lines: Sequence[Line], marks: Sequence[Mark]) -> _Undated | None:
    """The first time of day that the page says it was published at."""
    clocks = ((line, marks[line.number].undated) for line in lines)
    return next((_Undated(line, clock) for line, clock in clocks if clock), None)


def _with_undated(signature: Signature, found: _Undated | None) -> Signature:
    if found is None:
        return signature
    as_printed = found.line.text[found.clock.start : found.clock.end]
    return replace(signature, undated=found.clock, published_as=as_printed)


def _same_time(mark: Mark, timed: _Timed | None) -> bool:
    """The story's own time once more."""
    published = timed.published if timed else None
    return published is not None and any(
        time.day == published.day and time.clock == published.clock for time in mark.times
    )


def _byline(lines: Sequence[Line], marks: Sequence[Mark]) -> _Written | None:
    for line in lines:
        byline = marks[line.number].byline
        if byline:
            return _Written(line, byline)
    return None


def _bare(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> _Written | None:
    """Names between the headline and the text: under a 'By' alone, else beside the time, else alone."""
    named = [each for line in lines[1:] if (each := _names_on(line, marks, sheet))]
    for each in named:
        above = lines[each.line.number - lines[0].number - 1]
        if opens_byline(above):
            sheet.keep(above, "byline")
            return _with_followers(each, named, sheet)
    near = [each for each in named if _near_time(each.line, lines, marks) or _stands_alone(each)]
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
    """Joins the names on the lines right under the first."""
    authors = list(first.byline.authors)
    number = first.line.number
    for each in named:
        if each.line.number == number + 1:
            sheet.keep(each.line, "byline")
            authors += each.byline.authors
            number += 1
    byline = replace(first.byline, authors=tuple(dict.fromkeys(authors)))
    return _Written(first.line, byline)


def _stands_alone(each: _Written) -> bool:
    """Names and nothing else, apart from their neighbours."""
    words = sum(len(author.split()) for author in each.byline.authors)
    alone = len(re.findall(r"[^\s/|,]+", each.line.text)) == words
    return alone and each.line.gap_before and each.line.gap_after


def _steps_to_time(line: Line, lines: Sequence[Line], marks: Sequence[Mark]) -> int:
    steps = [
        abs(other.number - line.number) for other in lines if marks[other.number].kind in ("time", "clock")
    ]
    return min(steps, default=len(lines))


def _near_time(line: Line, lines: Sequence[Line], marks: Sequence[Mark]) -> bool:
    """A time or a reading time on the line or within two lines of it."""
    return any(
        (
            marks[other.number].times
            or marks[other.number].kind in ("read time", "clock")
            or find_ago(other.text)
            or (other.weight <= 7 and find_clock(other.text))
        )
        for other in lines
        if abs(other.number - line.number) <= 2
    )


def _times(lines: Sequence[Line], marks: Sequence[Mark]) -> _Timed | None:
    """The best printed time among the lines: said to be published, else unsaid, else updated."""
    found = [
        (line, time)
        for line in lines
        if marks[line.number].kind in ("time", "byline")
        for time in marks[line.number].times
    ]
    if not found:
        return None
    rank = {"published": 0, "unsaid": 1, "updated": 2}
    line, published = min(found, key=lambda pair: rank[pair[1].role])
    updates = [pair for pair in found if pair[1].role == "updated"]
    only_update = published.role == "updated"
    update = updates[0] if updates and not only_update else None
    clocked, clock_line = _with_clock_below(line, published, marks, lines)
    return _Timed(line, clocked, update[1] if update else None, clock_line)


def _with_clock_below(
    line: Line, printed: PrintedTime, marks: Sequence[Mark], lines: Sequence[Line]
) -> tuple[PrintedTime, Line | None]:
    """A date and its clock may stand on two lines."""
    below = next((other for other in lines if other.number == line.number + 1), None)
    if below is None or printed.clock or printed.end < len(line.text.rstrip(" ,")):
        return printed, None
    clock = marks[below.number].clock
    return (replace(printed, clock=clock), below) if clock else (printed, None)


def _read_minutes(lines: Sequence[Line], marks: Sequence[Mark]) -> ReadTime | None:
    return next((marks[line.number].read_time for line in lines if marks[line.number].read_time), None)


def _place(line: Line, mark: Mark, written: _Written | None, sheet: Sheet) -> None:
    """Takes a signing line apart: byline, times and reading time."""
    if not sheet.is_open(line):
        return
    byline = written.byline if written and written.line is line else mark.byline
    if byline is None and mark.kind not in ("time", "read time"):
        return
    parts = _time_parts(line, mark)
    if byline and written and written.line is line:
        parts.append(Part(byline.start, byline.end, zone="byline"))
    elif byline and written and _same_authors(byline, written.byline):
        parts.append(Part(byline.start, byline.end, rule="field: authors"))
    elif byline:
        return
    sheet.place(line, *_without_overlap(parts))


def _same_authors(one: Byline, other: Byline) -> bool:
    names = {name.casefold() for name in other.authors}
    return any(name.casefold() in names for name in one.authors)


def _time_parts(line: Line, mark: Mark) -> list[Part]:
    """Each time from the end of the piece before it, so that its label goes with it."""
    parts = []
    position = mark.byline.end if mark.byline and not mark.byline.start else 0
    for time in mark.times:
        start = position if mark.kind == "time" or mark.byline else time.start
        parts.append(
            Part(
                min(start, time.start),
                time.end,
                rule="field: updated" if time.role == "updated" else "field: published",
            )
        )
        position = time.end
    if mark.undated:
        parts.append(Part(position, mark.undated.end, rule="field: published"))
    if mark.read_time:
        parts.append(Part(max(position, mark.read_time.start), mark.read_time.end, rule="field: read time"))
    return parts


def _without_overlap(parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start, part.zone is None)):
        start = max(part.start, kept[-1].end) if kept else part.start
        if start < part.end:
            kept.append(Part(start, part.end, zone=part.zone, rule=part.rule))
    return kept


def _signature(
    written: _Written | None, timed: _Timed | None, minutes: ReadTime | None, near: Sequence[Line]
) -> Signature:
    published = timed.published if timed else None
    printed = timed.line.text[published.start : published.end] if timed and published else None
    if timed and timed.clock_line and printed:
        printed = f"{printed} {timed.clock_line.text}"
    if printed is None:
        printed = next((ago for line in near if (ago := find_ago(line.text))), None)
    return Signature(
        authors=written.byline.authors if written else (),
        outlets=written.byline.outlets if written else (),
        byline=written.line.text[written.byline.start : written.byline.end] if written else None,
        byline_rule=("byline rule" if written.byline.labelled else "names beside the time")
        if written
        else "",
        published=published,
        published_as=printed,
        updated=timed.updated if timed else None,
        read_minutes=minutes.minutes if minutes else None,
    )
