"""When a ticker's items were published: on the days that fit their order and what is known beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lib.clean.dates.timezones import clock_of, timezone_of_instant
from lib.clean.live.clock_run import placed
from lib.clean.live.times import Stamp
from lib.model.article import Article, Timezone
from lib.model.capture import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """The moment of a ticker item, with its zone and the source of both."""

    at: datetime | None
    zone: Timezone | None
    source: str


NOT_TIMED = Timed(at=None, zone=None, source="none")


def timed(stamps: Sequence[Stamp], capture: Capture, host: Article, zone: Timezone) -> list[Timed]:
    """Return the moment of each item; a time of day alone never falls after the capture, where that is known.

    Where it is not, the newest item is taken to be as near as can be to the story that the ticker stands
    beside.
    """
    local = [_local(stamp.moment, zone) for stamp in stamps]
    clocks = [at.time() if at else stamp.clock for at, stamp in zip(local, stamps, strict=True)]
    places = [place for place, clock in enumerate(clocks) if clock]
    moments = placed(
        [clock for clock in clocks if clock],
        newest=None if capture.captured_assumed is None else _local(host.published_at, zone),
        latest=_local(_latest(capture, host), zone),
        known=[local[place] for place in places],
    )
    inferred = dict(zip(places, moments or (), strict=False))
    certain = capture.captured_assumed is None
    beside = "the moment of the capture" if certain else "the story beside it"
    why = "the items beside it" if any(local) else beside
    return [_timed(stamp, zone, inferred.get(place), why) for place, stamp in enumerate(stamps)]


def _latest(capture: Capture, host: Article) -> datetime | None:
    """Return when the ticker was read at the latest.

    Where a file is no older than the story, it is the bound.
    """
    if capture.captured_assumed is None:
        return capture.captured_at
    told = host.published_at
    return capture.captured_at if told and capture.captured_at >= told else None


def _timed(stamp: Stamp, zone: Timezone, inferred: datetime | None, why: str) -> Timed:
    if stamp.moment and stamp.moment.tzinfo:
        return Timed(
            at=stamp.moment.astimezone(UTC), zone=timezone_of_instant(stamp.moment), source="ticker item"
        )
    own = stamp.zone or zone
    if stamp.moment:
        return Timed(at=_utc(stamp.moment, own), zone=own, source="ticker item")
    if inferred is None:
        return NOT_TIMED
    reason = f"The ticker prints the time of day only; its date is inferred from {why}. {own.reason}"
    shown = Timezone(name=own.name, assumed=True, reason=reason)
    return Timed(at=_utc(inferred, own), zone=shown, source=f"ticker time, date inferred from {why}")


def _utc(local: datetime, zone: Timezone) -> datetime:
    return local.replace(tzinfo=clock_of(zone)).astimezone(UTC)


def _local(moment: datetime | None, zone: Timezone) -> datetime | None:
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(clock_of(zone)).replace(tzinfo=None)
