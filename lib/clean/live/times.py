"""When a live blog's updates were published: as told to machines, as printed, or as their order tells."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from lxml.html import HtmlElement

from lib.clean.dates.instants import Instant, read_instant
from lib.clean.dates.printed import clock_alone, find_clock, find_times
from lib.clean.dates.timezones import clock_of, printed_timezone, timezone_of_instant
from lib.clean.live.clock_run import placed
from lib.model.article import Timezone

LONGEST = 60  # characters of a printed time

_MACHINE = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d|$)")
_ZONE_WORD = re.compile(r"\s*\(?([A-Za-z]{2,5}|[+-]\d\d:?\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The time of an update: a whole moment where there is one, else a time of day."""

    printed: str | None = None
    moment: datetime | None = None  # naive where no zone is given
    clock: time | None = None
    zone: Timezone | None = None  # printed beside the time of day


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When an update was published."""

    at: datetime | None
    printed: str | None
    zone: Timezone | None


NO_STAMP = Stamp()


def stamp_in(text: str) -> Stamp:
    """Return the time that a short text prints."""
    instant = read_instant(text, "printed time") if find_times(text) else None
    found = find_clock(text)
    if instant is None and found is None:
        return NO_STAMP
    zone = printed_timezone(word[1]) if found and (word := _ZONE_WORD.match(text, found.end)) else None
    return Stamp(
        printed=text,
        moment=instant.moment if instant and not instant.day_only else None,
        clock=found.clock if found else None,
        zone=zone,
    )


def stamp_of(node: HtmlElement) -> Stamp:
    """Return the time of a time element, or of another one that carries a date for machines."""
    text = " ".join(" ".join(node.itertext()).split())
    shown = stamp_in(text) if len(text) <= LONGEST else NO_STAMP
    values = sorted(node.attrib.items(), key=lambda each: each[0] not in ("datetime", "content"))
    told = next((each for _, value in values if (each := _told(str(value)))), None)
    if told is None:
        return shown
    moment = told.moment
    if told.day_only and shown.clock is None:
        return Stamp(printed=shown.printed or told.printed)
    if told.day_only and shown.clock:
        moment = datetime.combine(told.moment.date(), shown.clock)
    return Stamp(printed=shown.printed or told.printed, moment=moment, clock=shown.clock, zone=shown.zone)


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


def with_instant(stamp: Stamp, instant: Instant | None) -> Stamp:
    """Return the stamp with the moment that machines are told, unless the page itself gives one with its
    zone.
    """
    if instant is None or instant.day_only or (stamp.moment and stamp.moment.tzinfo):
        return stamp
    return Stamp(printed=stamp.printed or instant.printed, moment=instant.moment, clock=stamp.clock)


def dated(
    stamps: Sequence[Stamp],
    *,
    clock: Callable[[], Timezone],
    published: datetime | None,
    updated: datetime | None,
    captured: datetime | None,
) -> list[Moment]:
    """Return the moment of each update; `captured` is given where it is known for certain."""
    if not any(stamp.moment or stamp.clock for stamp in stamps):
        return [Moment(at=None, printed=stamp.printed, zone=None) for stamp in stamps]
    home = next((stamp.zone for stamp in stamps if stamp.zone), None) or clock()
    run = _run(stamps, home, published=published, updated=updated, captured=captured)
    told = any(stamp.moment for stamp in stamps)
    source = "the updates beside it" if told else "the page's own dates" if published else "the capture"
    return [_moment(stamp, home, run.get(place), source) for place, stamp in enumerate(stamps)]


def _moment(stamp: Stamp, home: Timezone, inferred: datetime | None, source: str) -> Moment:
    if stamp.moment and stamp.moment.tzinfo:
        return Moment(
            at=stamp.moment.astimezone(UTC), printed=stamp.printed, zone=timezone_of_instant(stamp.moment)
        )
    zone = stamp.zone or home
    local = stamp.moment or inferred
    if local is None:
        return Moment(at=None, printed=stamp.printed, zone=None)
    if not stamp.moment:
        reason = f"The update prints the time of day only; its day is inferred from {source}. {zone.reason}"
        zone = Timezone(name=zone.name, assumed=True, reason=reason)
    at = local.replace(tzinfo=clock_of(zone)).astimezone(UTC)
    return Moment(at=at, printed=stamp.printed, zone=zone)


def _run(
    stamps: Sequence[Stamp],
    home: Timezone,
    *,
    published: datetime | None,
    updated: datetime | None,
    captured: datetime | None,
) -> dict[int, datetime]:
    """Return the local moments of the updates that print a time of day alone."""
    local = {place: _local(stamp.moment, home) for place, stamp in enumerate(stamps)}
    clocks = {place: at.time() if (at := local[place]) else stamps[place].clock for place in local}
    timed = [place for place, each in clocks.items() if each]
    if all(local[place] for place in timed):
        return {}
    moments = placed(
        [each for each in clocks.values() if each],
        near=list(_present([_local(published, home)])),
        newest=_local(updated, home),
        latest=_local(captured, home),
        known=[local[place] for place in timed],
    )
    return dict(zip(timed, moments, strict=True)) if moments else {}


def _local(moment: datetime | None, zone: Timezone) -> datetime | None:
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(clock_of(zone)).replace(tzinfo=None)


def _present(moments: Iterable[datetime | None]) -> Iterable[datetime]:
    return (each for each in moments if each)


def _told(value: str) -> Instant | None:
    return read_instant(value, "time element") if _MACHINE.match(value.strip()) else None
