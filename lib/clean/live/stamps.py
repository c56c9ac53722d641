"""The times that entries of live blogs and tickers stand under or open with."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from lxml.html import HtmlElement

from lib.clean.dates.instants import Instant, read_instant
from lib.clean.dates.printed import clock_alone, find_clock, find_times, timezone_after
from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark

LONGEST = 60  # characters of a printed time
HEADLINE = 25.0  # words of a headline

_MACHINE = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d|$)")
_SIGNS = " \t\xa0-–—|:•·+"  # between a time and the words that it opens


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The time of an entry: a whole moment where there is one, else a time of day."""

    printed: str | None = None
    moment: datetime | None = None  # naive where no time zone is given
    clock: time | None = None
    timezone: str | None = None  # printed beside the time of day

    @property
    def tells_time(self) -> bool:
        """Whether it says more than a day."""
        return bool(self.moment or self.clock)


NO_STAMP = Stamp()


@dataclass(frozen=True, slots=True)
class Opening:
    """A time that opens a line, and where the words after it begin."""

    stamp: Stamp
    end: int


def stamp_in(text: str) -> Stamp:
    """Return the time that a short text prints."""
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
    """Return the time of a time element, or of another one that carries a date for machines."""
    text = " ".join(" ".join(node.itertext()).split())
    shown = stamp_in(text) if len(text) <= LONGEST else NO_STAMP
    values = sorted(node.attrib.items(), key=lambda item: item[0] not in ("datetime", "content"))
    instant = next((found for _, value in values if (found := _machine_time(str(value)))), None)
    if instant is None:
        return shown
    moment: datetime | None = instant.moment
    if instant.day_only:
        moment = datetime.combine(instant.moment.date(), shown.clock) if shown.clock else None
    timezone = instant.timezone or shown.timezone
    return Stamp(
        printed=shown.printed or instant.printed, moment=moment, clock=shown.clock, timezone=timezone
    )


def stands_alone(text: str) -> Stamp | None:
    """Return the time of a text that is nothing but a time, with its day perhaps."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    if clock_alone(text):
        return stamp_in(text)
    rest = text
    for found in reversed(find_times(text)):
        rest = rest[: found.start] + rest[found.end :] if found.clock else rest
    return stamp_in(text) if rest != text and len(re.findall(r"[^\W\d]{2,}", rest)) <= 2 else None


def opens(text: str) -> Stamp | None:
    """Return the time of day that opens a headline: '12:31 Parliament adjourns', '+++ 12.31 Uhr: ...'."""
    found = find_clock(text[:40])
    if found is None or re.search(r"\w", text[: found.start]):
        return None
    rest = text[found.end :]
    if not re.match(r"[\s\W]", rest) or len(re.findall(r"\w+", rest)) < 2:
        return None
    return stamp_in(text[: found.end].strip())


def opening_of(line: Line, mark: Mark) -> Opening | None:
    """Return the time of day that opens a headline of copied text."""
    stamp = None if mark.kind or line.prose or line.weight > HEADLINE else opens(line.text)
    if stamp is None or not stamp.printed:
        return None
    rest = line.text[line.text.index(stamp.printed) + len(stamp.printed) :]
    return Opening(stamp, len(line.text) - len(rest.lstrip(_SIGNS)))


def is_sentence(line: Line) -> bool:
    """Return whether a line of copied text tells something, which headlines and labels do not."""
    return line.prose or (line.terminal and line.weight >= 4)


def with_instant(stamp: Stamp, instant: Instant | None) -> Stamp:
    """Return the stamp with a declared moment, unless the page itself gives one with its time zone."""
    if instant is None or instant.day_only or (stamp.moment and stamp.moment.tzinfo):
        return stamp
    return Stamp(
        printed=stamp.printed or instant.printed,
        moment=instant.moment,
        clock=stamp.clock,
        timezone=instant.timezone,
    )


def _machine_time(value: str) -> Instant | None:
    return read_instant(value, "time element") if _MACHINE.match(value.strip()) else None
