"""Dates the entries of live blogs and tickers, many of which print only a time of day."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from lib.clean.fields.dating import NOT_DATED, Dating, dating
from lib.clean.label.declared_text import DeclaredUpdate
from lib.clean.live.clock_runs import moments_of, runs_back
from lib.clean.says.instants import Instant, read_instant, to_local
from lib.clean.says.stamps import LONGEST, NO_STAMP, Stamp, stamp_in
from lib.clean.says.timezones import decide_timezone
from lib.clean.segment import Segment
from lib.model.article import Block, Timezone, Update
from lib.model.capture import Capture

_TIME_NAMES = ("datetime", "content")  # attributes that hold a time
_MACHINE = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d|$)")

LEAST = 4  # updates that make a live blog
SHARE = 0.5  # of the story's text that stands in them


def stamp_of(node: HtmlElement) -> Stamp:
    """Return the time in an element: machine-readable in an attribute, else as its text prints it.

    An attribute that gives only a day dates a clock that is printed without its own date. Eight digits are a
    day in "datetime" and "content"; elsewhere they are a number.
    """
    text = " ".join(" ".join(node.itertext()).split())
    shown = stamp_in(text) if len(text) <= LONGEST else NO_STAMP
    own = [node.get(name, "").strip() for name in _TIME_NAMES]
    others = [value for value in map(str.strip, node.attrib.values()) if not value.isdigit()]
    machine = (value for value in (*own, *others) if _MACHINE.match(value))
    instant = next((found for value in machine if (found := read_instant(value, "time element"))), None)
    if instant is None:
        return shown
    moment: datetime | None = instant.moment
    if instant.day_only:
        of_day = datetime.combine(instant.moment.date(), shown.clock) if shown.clock else None
        moment = shown.moment or of_day
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
    """The bounds of a run of dated entries: it includes `near`, ends at `newest` and not after `latest`."""

    what: str  # an entry: "update", "item"
    source: str  # where the days come from unless an entry prints its own
    near: datetime | None = None
    newest: datetime | None = None
    latest: datetime | None = None


def dated(stamps: Sequence[Stamp], bounds: Bounds, zone: Timezone) -> list[Dating]:
    """Return when each entry was published; `zone` is that of times without one.

    The source says from what a day is inferred that an entry does not print.
    """
    printed = next((stamp.timezone for stamp in stamps if stamp.timezone), None)
    home = decide_timezone(printed, lambda: zone)
    local = [to_local(stamp.moment, home) if stamp.moment else None for stamp in stamps]
    source = f"the {bounds.what}s beside it" if any(local) else bounds.source
    inferred = _inferred(stamps, local, bounds, home)
    return [
        _dating(stamp, home, inferred.get(place), bounds.what, source) for place, stamp in enumerate(stamps)
    ]


def bounds_of_updates(published: datetime | None, updated: datetime | None, capture: Capture) -> Bounds:
    """Return what limits the days of a live blog's updates: its own times (UTC), else the capture's."""
    return Bounds(
        what="update",
        source="the page's own dates" if published else "the capture",
        near=published,
        newest=updated,
        latest=capture.captured_at if capture.captured_assumed is None else None,
    )


def updates(
    entries: Sequence[Entry],
    segments: Sequence[Segment],
    blocks: Sequence[Block],
    bounds: Bounds,
    zone: Timezone,
    unprinted: Sequence[DeclaredUpdate] = (),
) -> tuple[Update, ...]:
    """Return the updates of a live blog, each with its time and the number of its first block.

    `zone` is that of times without one. The blocks of the declared updates that the page does not print come
    last; an entry without a block is dropped.
    """
    found: list[tuple[int, Dating]] = []
    for entry, moment in zip(entries, dated([each.stamp for each in entries], bounds, zone), strict=True):
        place = range(segments[entry.first].at, segments[entry.stop - 1].end)
        inside = (n for n, block in enumerate(blocks) if block.at in place)
        found += [(first, moment) for first in itertools.islice(inside, 1)]
    lengths = [bool(update.headline) + len(update.paragraphs) for update in unprinted]
    starts = itertools.accumulate(lengths, initial=len(blocks) - sum(lengths))
    moments = dated([with_instant(NO_STAMP, update.instant) for update in unprinted], bounds, zone)
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


def _dating(stamp: Stamp, home: Timezone, inferred: datetime | None, what: str, source: str) -> Dating:
    moment = stamp.moment or inferred
    if moment is None:
        return replace(NOT_DATED, printed=stamp.printed)
    why = f"The {what} prints the time of day only; its day is inferred from {source}."
    instant = Instant(
        moment=moment,
        printed=stamp.printed or "",
        source="" if stamp.moment else f"date inferred from {source}",
        timezone=None if moment.tzinfo else stamp.timezone,
        inferred="" if stamp.moment else why,
    )
    return dating(instant, lambda: home)


def are_of_live_blog(stamps: Sequence[Stamp]) -> bool:
    """Return whether all entries have full dates or run backwards, unlike programmes and chronicles."""
    return all(stamp.moment for stamp in stamps) or runs_back(
        [stamp.clock for stamp in stamps if stamp.clock]
    )
