"""Parses the printed time of a live blog or ticker entry."""

from dataclasses import dataclass
from datetime import datetime, time

from lib.clean import words
from lib.clean.says.instants import read_instant
from lib.clean.says.times import clock_alone, find_clock, find_times, timezone_after
from lib.clean.segment import Segment

LONGEST = 60  # characters of a printed time
HEADLINE = 25.0  # words of a headline
_SIGNS = " \t\xa0-–—|:•·+"  # between a time and the words that it opens
_WORD = words.pattern("letters", "word")
_OF_TWO_LETTERS = words.pattern("lines", "words of two letters")
_NO_LETTER = words.pattern("lines", "no letter")
_DECIMAL = words.pattern("lines", "decimal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The printed time of an entry: as printed, its date and time or its clock, and its timezone."""

    printed: str | None = None
    moment: datetime | None = None  # naive where no time zone is given
    clock: time | None = None
    timezone: str | None = None  # printed beside the time of day

    @property
    def tells_time(self) -> bool:
        """Whether there is a full date and time or a clock."""
        return bool(self.moment or self.clock)


NO_STAMP = Stamp()


@dataclass(frozen=True, slots=True)
class Opening:
    """A time at the start of a line, and where the text after it begins."""

    stamp: Stamp
    end: int


def stamp_in(text: str) -> Stamp:
    """Return the time in a short text; an empty stamp without one."""
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


def stands_alone(text: str) -> Stamp | None:
    """Return the time of a text that is only a time, perhaps with its date; or None."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    if clock_alone(text):
        return stamp_in(text)
    rest = text
    for found in reversed(find_times(text)):
        rest = rest[: found.start] + rest[found.end :] if found.clock else rest
    return stamp_in(text) if rest != text and len(_OF_TWO_LETTERS.findall(rest)) <= 2 else None


def opens(text: str) -> Stamp | None:
    """Return the clock time that begins a headline, as in "+++ 12.31 Uhr: Parliament adjourns"; or None."""
    found = find_clock(text[:40])
    if found is None or _WORD.search(text[: found.start]):
        return None
    rest = text[found.end :]
    if _DECIMAL.fullmatch(text[found.start : found.end]) and rest.lstrip()[:1].isalpha():
        return None  # "5.50 Euro", where "12.31 Uhr" and "12.31: " are times
    if not _NO_LETTER.match(rest) or len(_WORD.findall(rest)) < 2:
        return None
    return stamp_in(text[: found.end].strip())


def opening_of(line: Segment) -> Opening | None:
    """Return the time that begins a headline of copied text, and where the text after it begins, or None."""
    stamp = None if line.mark.kind or line.prose or line.weight > HEADLINE else opens(line.text)
    if stamp is None or not stamp.printed:
        return None
    rest = line.text[line.text.index(stamp.printed) + len(stamp.printed) :]
    return Opening(stamp, len(line.text) - len(rest.lstrip(_SIGNS)))


def is_sentence(line: Segment) -> bool:
    """Return whether a line of copied text is prose, or ends like a sentence and has four words or more."""
    return line.prose or (line.terminal and line.weight >= 4)


def ticker_opening(line: Segment) -> Opening | None:
    """Return the time that begins an item, or None: "14:05 Parliament adjourns", not "14:05 in Oslo"."""
    found = opening_of(line) if line.text[0].isdigit() else None
    capital = found and (line.text[found.end].isupper() or line.text[found.end] in '"“„«')
    return found if capital else None
