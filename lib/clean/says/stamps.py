"""Reads the time of a live blog or ticker entry: in an element, alone on its line, or before a headline."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time

from lxml.html import HtmlElement

from lib.clean.measure import weight
from lib.clean.says.clocks import clock_alone, find_clock, timezone_after
from lib.clean.says.instants import Instant, read_instant
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.words import pattern

LONGEST = 60  # characters of a line with a printed time alone, its date and its timezone included
HEADLINE = 25.0  # words of the longest headline
_START = 40  # characters at the start of a headline in which a clock that opens it begins
_LABEL = 2  # words beside a time alone, as its weekday or "Updated"
_SUBJECT = 2  # words behind a clock that are more than its unit
_SIGNS = " \t\xa0-–—|:•·+"  # between a time and the headline that it opens
_QUOTES = '"“„«「『'
_LONG_WORD = pattern("lines", "words of two letters")
_MACHINE = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The printed time of an entry: as printed, its date and time or its clock, and its timezone."""

    printed: str | None = None
    moment: datetime | None = None  # naive where no time zone is given
    clock: time | None = None
    timezone: str | None = None  # printed beside the time of day

    @property
    def is_timed(self) -> bool:
        """Whether there is a full date and time or a clock."""
        return bool(self.moment or self.clock)


NO_STAMP = Stamp()


@dataclass(frozen=True, slots=True)
class Opening:
    """A time at the start of a line, and where the text after it begins."""

    stamp: Stamp
    end: int


def stamp_in(text: str) -> Stamp:
    """Return the time in a short text; an empty stamp if it prints no time."""
    instant = read_instant(text, "printed time") if find_times(text) else None
    found = find_clock(text)
    if instant is None and found is None:
        return NO_STAMP
    return Stamp(
        printed=text,
        moment=instant.moment if instant and not instant.day_only else None,
        clock=found.clock if found else None,
        timezone=timezone_after(text, found.end)[1] if found else None,
    )


def stamp_of(node: HtmlElement) -> Stamp:
    """Return the time in an element: machine-readable in an attribute, else as its text prints it.

    A day in an attribute dates only a clock that is printed without one. Eight digits are a day only in
    "datetime" and "content".
    """
    text = " ".join(" ".join(node.itertext()).split())
    shown = stamp_in(text) if len(text) <= LONGEST else NO_STAMP
    own = [node.get(name, "").strip() for name in ("datetime", "content")]
    others = [value for value in map(str.strip, node.attrib.values()) if not value.isdigit()]
    machine = (value for value in (*own, *others) if _MACHINE.match(value))
    instant = next((found for value in machine if (found := read_instant(value, "time element"))), None)
    if instant is None or (instant.day_only and shown.moment):
        return shown
    moment: datetime | None = instant.moment
    if instant.day_only:
        moment = datetime.combine(instant.moment.date(), shown.clock) if shown.clock else None
    return replace(shown, printed=shown.printed or instant.printed, moment=moment)


def with_instant(stamp: Stamp, instant: Instant | None) -> Stamp:
    """Return the stamp with the declared time, unless that is a day or the page prints time and timezone."""
    if instant is None or instant.day_only or (stamp.moment and stamp.moment.tzinfo):
        return stamp
    printed = stamp.printed or instant.printed
    return replace(stamp, printed=printed, moment=instant.moment, timezone=instant.timezone)


def lone_stamp(text: str) -> Stamp | None:
    """Return the time of a text that is only a time, perhaps with its date; None for other texts."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    if clock_alone(text):
        return stamp_in(text)
    rest = text
    for found in reversed(find_times(text)):
        rest = rest[: found.start] + rest[found.end :] if found.clock else rest
    return stamp_in(text) if rest != text and sum(map(weight, _LONG_WORD.findall(rest))) <= _LABEL else None


def leading_stamp(text: str) -> Stamp | None:
    """Return the time that begins a headline, "+++ 12.31 Uhr: Parliament adjourns"; None without one."""
    found = find_clock(text[:_START])
    if found is None or pattern("letters", "word").search(text[: found.start]):
        return None
    rest = text[found.end :]
    if pattern("lines", "decimal").fullmatch(text[found.start : found.end]) and rest.lstrip()[:1].isalpha():
        return None  # "5.50 Euro", where "12.31 Uhr" and "12.31: " are times
    if not pattern("lines", "no letter").match(rest) or weight(rest) < _SUBJECT:
        return None
    return stamp_in(text[: found.end].strip())


def timed_opening(line: Segment) -> Opening | None:
    """Return the time that begins a headline of copied text, and where the text behind it begins; or None."""
    stamp = None if line.mark.kind or line.prose or line.weight > HEADLINE else leading_stamp(line.text)
    if stamp is None or not stamp.printed:
        return None
    rest = line.text[line.text.index(stamp.printed) + len(stamp.printed) :]
    return Opening(stamp, len(line.text) - len(rest.lstrip(_SIGNS)))


def ticker_opening(line: Segment) -> Opening | None:
    """Return the time that begins an item, "14:05 Parliament adjourns"; None for "14:05 in Oslo".

    A small letter behind the time shows that it begins no item; scripts without capitals have none.
    """
    found = timed_opening(line) if line.text[0].isdigit() else None
    if found is None:
        return None
    first = line.text[found.end]
    return found if (first.isalpha() and not first.islower()) or first in _QUOTES else None
