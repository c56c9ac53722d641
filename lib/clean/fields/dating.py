"""Turns the time found for a story into UTC, and chooses the best one of those that a few lines print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TypeVar

from lib.clean.says.instants import Instant, latest_year
from lib.clean.segment import PrintedTime
from lib.model.article import DAY_ONLY, Timezone
from lib.model.capture import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A time in UTC, as printed, its timezone, and the source of both."""

    at: datetime | None
    printed: str | None
    timezone: Timezone | None
    source: str


NOT_DATED = Dating(at=None, printed=None, timezone=None, source="none")

_T = TypeVar("_T")
_RANK = {"published": 0, "unlabelled": 1, "updated": 2}  # of what a time is said to be, the best first


def best_of(found: Sequence[tuple[_T, PrintedTime]]) -> tuple[_T, PrintedTime] | None:
    """Return the pair with the best time: labelled as published, else unlabelled, else an update; or None.

    A date without a clock is replaced by the same date with a clock, if one is among them.
    """
    own = (pair for pair in found if pair[1].role in _RANK)
    best = min(own, key=lambda pair: _RANK[pair[1].role], default=None)
    if best is None or best[1].clock:
        return best
    whole = (pair for pair in found if pair[1].clock and pair[1].day == best[1].day)
    return next((pair for pair in whole if pair[1].may_publish), best)


def with_clock_below(text: str, printed: PrintedTime, clock: time | None) -> PrintedTime:
    """Return a date at the end of its line with the clock of the next line; any other date unchanged."""
    if clock is None or printed.clock or printed.end < len(text.rstrip(" ,")):
        return printed
    return replace(printed, clock=clock)


def dating(instant: Instant | None, assumed: Callable[[], Timezone]) -> Dating:
    """Return a time in UTC with its timezone, printed or assumed.

    For None, or a day that is ambiguous (3/4/2024), the result has no time.
    """
    if instant is None:
        return NOT_DATED
    if instant.unplaced:
        source = f"printed time, not placed: {instant.unplaced}"
        return Dating(at=None, printed=instant.printed, timezone=None, source=source)
    moment, timezone = instant.decided(assumed)
    source = f"{instant.source}, {DAY_ONLY}" if instant.day_only else instant.source
    return Dating(at=moment.astimezone(UTC), printed=instant.printed, timezone=timezone, source=source)


def changed_after(published: Dating, changed: Dating, capture: Capture) -> Dating:
    """Return when a story was last changed.

    The result has no time if that is before the publication or years after the capture.
    """
    if changed.at is None:
        return changed
    early = published.at is not None and changed.at < published.at
    return NOT_DATED if early or changed.at.year > latest_year(capture) else changed
