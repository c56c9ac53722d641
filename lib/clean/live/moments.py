"""Dates the entries of live blogs and tickers, many of which print only a time of day."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml.html import HtmlElement

from lib.clean.label.declared_text import DeclaredUpdate
from lib.clean.live.clock_runs import moments_of, runs_back
from lib.clean.says.instants import Instant, read_instant, timezone_of_instant, to_local, to_utc
from lib.clean.says.stamps import LONGEST, NO_STAMP, Stamp, stamp_in
from lib.clean.says.timezones import decide_timezone
from lib.clean.segment import Segment
from lib.model.article import Block, Timezone, Update
from lib.model.capture import Capture

_MACHINE = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d|$)")

LEAST = 4  # updates that make a live blog
SHARE = 0.5  # of the story's text that stands in them


def stamp_of(node: HtmlElement) -> Stamp:
    """Return the time in an element: printed in its text, or machine-readable in its attributes."""
    text = " ".join(" ".join(node.itertext()).split())
    shown = stamp_in(text) if len(text) <= LONGEST else NO_STAMP
    values = sorted(node.attrib.items(), key=lambda item: item[0] not in ("datetime", "content"))
    machine = (str(value) for _, value in values if _MACHINE.match(str(value).strip()))
    instant = next((found for value in machine if (found := read_instant(value, "time element"))), None)
    if instant is None:
        return shown
    moment: datetime | None = instant.moment
    if instant.day_only:
        moment = datetime.combine(instant.moment.date(), shown.clock) if shown.clock else None
    return replace(shown, printed=shown.printed or instant.printed, moment=moment)


def with_instant(stamp: Stamp, instant: Instant | None) -> Stamp:
    """Return the stamp with the declared time, unless that is a day or the page prints time and zone."""
    if instant is None or instant.day_only or (stamp.moment and stamp.moment.tzinfo):
        return stamp
    printed = stamp.printed or instant.printed
    return replace(stamp, printed=printed, moment=instant.moment, timezone=instant.timezone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One update of a live blog: its segments from `first` up to `stop`, and its time."""

    first: int
    stop: int
    stamp: Stamp = NO_STAMP
    box: HtmlElement = None  # on a page, its element if it has one
    timed: int = 0  # in copied text, the line of its time
    opening: int = 0  # and where the words begin behind that; 0 where the time stands alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What limits the dates of a run of entries: it includes `near`, ends at `newest`, not after `latest`."""

    what: str  # an entry: "update", "item"
    source: str  # where the days come from unless an entry prints its own
    near: datetime | None = None
    newest: datetime | None = None
    latest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When an entry was published (UTC), as printed, its timezone, and where an inferred day is from."""

    at: datetime | None = None
    printed: str | None = None
    timezone: Timezone | None = None
    inferred: str = ""  # where the day comes from that the entry does not print


def dated(stamps: Sequence[Stamp], bounds: Bounds, assumed: Callable[[], Timezone]) -> list[Moment]:
    """Return the moment of each entry; `assumed` gives the timezone of times without one."""
    home = decide_timezone(next((stamp.timezone for stamp in stamps if stamp.timezone), None), assumed)
    local = [to_local(stamp.moment, home) if stamp.moment else None for stamp in stamps]
    source = f"the {bounds.what}s beside it" if any(local) else bounds.source
    inferred = _inferred(stamps, local, bounds, home)
    return [
        _moment(stamp, home, inferred.get(place), bounds.what, source) for place, stamp in enumerate(stamps)
    ]


def dated_updates(
    stamps: Sequence[Stamp],
    assumed: Callable[[], Timezone],
    *,
    published: datetime | None,
    updated: datetime | None,
    capture: Capture,
) -> list[Moment]:
    """Return the moment of each update of a live blog; `assumed` gives the timezone of times without one.

    A day that is not printed follows from `published` and `updated` (UTC), or from the capture's time.
    """
    bounds = Bounds(
        what="update",
        source="the page's own dates" if published else "the capture",
        near=published,
        newest=updated,
        latest=capture.captured_at if capture.captured_assumed is None else None,
    )
    return dated(stamps, bounds, assumed)


def updates(
    entries: Sequence[Entry],
    segments: Sequence[Segment],
    blocks: Sequence[Block],
    dated: Callable[[Sequence[Stamp]], list[Moment]],
    unprinted: Sequence[DeclaredUpdate] = (),
) -> tuple[Update, ...]:
    """Return the updates of a live blog, each with its time and the number of its first block.

    `dated` returns the times for a run of stamps. The blocks of the declared updates that the page does not
    print come last; an entry without a block is dropped.
    """
    found: list[tuple[int, Moment]] = []
    for entry, moment in zip(entries, dated([entry.stamp for entry in entries]), strict=True):
        place = range(segments[entry.first].at, segments[entry.stop - 1].end)
        inside = (n for n, block in enumerate(blocks) if block.at in place)
        found += [(first, moment) for first in itertools.islice(inside, 1)]
    lengths = [bool(update.headline) + len(update.paragraphs) for update in unprinted]
    starts = itertools.accumulate(lengths, initial=len(blocks) - sum(lengths))
    moments = dated([with_instant(NO_STAMP, update.instant) for update in unprinted])
    filled = zip(starts, lengths, moments, strict=False)
    found += [(start, moment) for start, length, moment in filled if length]
    return tuple(
        Update(block=block, published_at=moment.at, published_as=moment.printed, timezone=moment.timezone)
        for block, moment in found
    )


def _inferred(
    stamps: Sequence[Stamp], local: Sequence[datetime | None], bounds: Bounds, home: Timezone
) -> dict[int, datetime]:
    """Return the local times of the entries by index, {} if each that has a time prints its date."""
    clocks = [at.time() if at else stamp.clock for at, stamp in zip(local, stamps, strict=True)]
    places = [place for place, clock in enumerate(clocks) if clock]
    if all(local[place] for place in places):
        return {}
    near, newest, latest = (
        to_local(instant, home) if instant else None
        for instant in (bounds.near, bounds.newest, bounds.latest)
    )
    moments = moments_of(
        [clock for clock in clocks if clock],
        near=near,
        newest=newest,
        latest=latest,
        known=[local[place] for place in places],
    )
    return dict(zip(places, moments or (), strict=False))


def _moment(stamp: Stamp, home: Timezone, inferred: datetime | None, what: str, source: str) -> Moment:
    if stamp.moment and stamp.moment.tzinfo:
        at = stamp.moment.astimezone(UTC)
        return Moment(at=at, printed=stamp.printed, timezone=timezone_of_instant(stamp.moment))
    timezone = decide_timezone(stamp.timezone, lambda: home)
    local = stamp.moment or inferred
    if local is None:
        return Moment(printed=stamp.printed)
    if stamp.moment:
        return Moment(at=to_utc(local, timezone), printed=stamp.printed, timezone=timezone)
    reason = f"The {what} prints the time of day only; its day is inferred from {source}. {timezone.reason}"
    shown = Timezone(name=timezone.name, assumed=True, reason=reason)
    return Moment(at=to_utc(local, timezone), printed=stamp.printed, timezone=shown, inferred=source)


def are_of_live_blog(stamps: Sequence[Stamp]) -> bool:
    """Return whether all entries have full dates or run backwards, unlike programmes and chronicles."""
    return all(stamp.moment for stamp in stamps) or runs_back(
        [stamp.clock for stamp in stamps if stamp.clock]
    )
