"""The byline, the printed times and the reading time around the story of a copied text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.clean.dates.printed import Clock, PrintedTime, RelativeTime, find_clock, says_updated
from lib.clean.dates.published import Timing, find_timing
from lib.clean.fields.names import Byline, bare_byline, is_label
from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark, ReadTime
from lib.clean.text.sheet import Part, Sheet

_ABOVE = 8  # lines over a headline that may hold its time
_BELOW = 14  # lines under a story that may repeat byline and time
_DEPTH = 120  # lines from a headline on that are looked through for names without a label
_INTO = 3  # pieces of text that may come before the time


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Authors and times as the lines around a headline print them."""

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
    """Find byline, times and reading time of a copied text, and place their lines."""
    above = lines[max(0, place.headline - _ABOVE) : place.headline]
    head = lines[place.headline : place.text + 1]
    text = lines[place.text + 1 : place.last + 1]
    below = lines[place.last + 1 : place.last + 1 + _BELOW]
    into = text[:_INTO]
    labelled = (_labelled(part, marks) for part in (head, into, above[-3:]))
    signed = next(filter(None, labelled), None) or _bare(head, marks, sheet)
    signed = signed or _labelled([*text[-4:], *below], marks)
    closing = [*text[-4:], *_before_list(below, marks)]
    timed = find_timing((head, into, above[::-1], closing), (head[1:], above[-3:], into), marks)
    if timed.clock_line:
        sheet.cut(timed.clock_line, "field: time")
    chosen = {found.line.number for found in (signed, timed) if found and found.line}
    chosen.update(line.number for line in head)
    for line in (*above, *head, *text, *below):
        mark = marks[line.number]
        if line.number in chosen or mark.byline or timed.is_of(mark):
            _place(line, mark, signed, timed, sheet)
    return _block(signed, timed, _read_minutes([*head, *into, *above], marks))


def _before_list(below: Sequence[Line], marks: Sequence[Mark]) -> Sequence[Line]:
    """Return the lines under a story, down to a heading of other stories that print days of their own."""
    rules = [marks[line.number].rule for line in below]
    listed = next((place for place, rule in enumerate(rules) if rule and rule.name == "related"), len(below))
    days = {time.day for line in below[listed:] for time in marks[line.number].times}
    return below[:listed] if len(days) > 1 else below


@dataclass(frozen=True, slots=True)
class _Signed:
    line: Line
    byline: Byline

    @property
    def number(self) -> int:
        return self.line.number


def _labelled(lines: Sequence[Line], marks: Sequence[Mark]) -> _Signed | None:
    """Return the first line that opens as a byline does."""
    found = ((line, marks[line.number].byline) for line in lines)
    return next((_Signed(line, byline) for line, byline in found if byline), None)


def _bare(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> _Signed | None:
    """Return names between the headline and the text: under a "By" alone, beside the time, or alone."""
    first = lines[0].number if lines else 0
    named = [signed for line in lines[1:_DEPTH] if (signed := _names_on(line, marks, sheet))]
    for signed in named:
        label = lines[signed.number - first - 1]
        if is_label(label):
            sheet.keep(label, "byline")
            return _with_followers(signed, named, sheet)
    near = [
        signed
        for signed in named
        if _is_near_time(lines[max(0, signed.number - first - 2) : signed.number - first + 3], marks)
        or _stands_alone(signed, under_headline=signed.number == first + 1)
    ]
    timed = [line.number for line in lines if marks[line.number].kind in ("time", "clock")] or [first]
    return min(near, key=lambda signed: min(abs(n - signed.number) for n in timed), default=None)


def _names_on(line: Line, marks: Sequence[Mark], sheet: Sheet) -> _Signed | None:
    mark, after = marks[line.number], marks[line.number + 1 : line.number + 2]
    captioned = any(below.kind == "credit" for below in after)
    if not sheet.is_open(line) or mark.kind not in ("", "time", "read time") or captioned:
        return None
    byline = bare_byline(line, mark.times)
    return _Signed(line, byline) if byline else None


def _with_followers(first: _Signed, named: Sequence[_Signed], sheet: Sheet) -> _Signed:
    """Join the names on the lines right under the first."""
    authors, number = list(first.byline.authors), first.number
    for signed in named:
        if signed.number == number + 1:
            sheet.keep(signed.line, "byline")
            authors += signed.byline.authors
            number += 1
    return _Signed(first.line, replace(first.byline, authors=tuple(dict.fromkeys(authors))))


def _stands_alone(signed: _Signed, *, under_headline: bool) -> bool:
    """Return whether a line is names alone with gaps around it; the headline may stand right over it."""
    count = sum(len(author.split()) for author in signed.byline.authors)
    alone = len(re.findall(r"[^\s/|,]+", signed.line.text)) == count
    return alone and (signed.line.gap_before or under_headline) and signed.line.gap_after


def _is_near_time(around: Sequence[Line], marks: Sequence[Mark]) -> bool:
    """Return whether a time or a reading time stands on one of the lines."""
    return any(
        mark.times
        or mark.kind in ("read time", "clock")
        or mark.relative
        or (line.weight <= 7 and find_clock(line.text))
        for line, mark in ((line, marks[line.number]) for line in around)
    )


def _read_minutes(lines: Sequence[Line], marks: Sequence[Mark]) -> ReadTime | None:
    return next((marks[line.number].read_time for line in lines if marks[line.number].read_time), None)


def _place(line: Line, mark: Mark, signed: _Signed | None, timed: Timing, sheet: Sheet) -> None:
    """Place the parts of a line: byline, times and reading time."""
    if not sheet.is_open(line):
        return
    byline = signed.byline if signed and signed.line is line else mark.byline
    own_clock = mark.kind == "clock" and line is timed.line
    if byline is None and mark.kind not in ("time", "read time") and not own_clock:
        return
    parts = _parts_of(line, mark, clock=own_clock)
    if byline and signed and signed.line is line:
        parts.append(Part(byline.start, byline.end, zone="byline"))
    elif byline and signed and _same_authors(byline, signed.byline):
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


def _parts_of(line: Line, mark: Mark, *, clock: bool) -> list[Part]:
    """Return each time of a line from the end of the piece before it, so that its label goes with it."""
    parts = []
    position = mark.byline.end if mark.byline and not mark.byline.start else 0
    for time in mark.times:
        start = position if mark.kind == "time" or mark.byline else time.start
        parts.append(Part(min(start, time.start), time.end, rule="field: time"))
        position = time.end
    if mark.undated:
        parts.append(Part(position, mark.undated.end, rule="field: time"))
    if mark.relative:
        end = mark.relative.end  # of 'Published 3 hours ago, updated at 9:42' the change goes too
        end = len(line.text) if says_updated(line.text[end:]) else end
        parts.append(Part(min(position, mark.relative.start), end, rule="field: time"))
    if mark.kind == "clock" and clock:
        parts.append(Part(0, len(line.text), rule="field: time"))
    if mark.read_time:
        parts.append(Part(max(position, mark.read_time.start), mark.read_time.end, rule="field: read time"))
    return parts


def _block(signed: _Signed | None, timed: Timing, minutes: ReadTime | None) -> SignatureBlock:
    labelled = signed is not None and signed.byline.labelled
    return SignatureBlock(
        authors=signed.byline.authors if signed else (),
        outlets=signed.byline.outlets if signed else (),
        byline=signed.line.text[signed.byline.start : signed.byline.end] if signed else None,
        byline_rule="byline rule" if labelled else "names beside the time" if signed else "",
        published=timed.published,
        published_as=timed.printed.strip() if timed.printed else None,
        updated=timed.updated,
        read_minutes=minutes.minutes if minutes else None,
        undated=timed.undated,
        relative=timed.relative,
    )
