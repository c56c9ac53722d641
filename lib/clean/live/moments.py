"""Dates a run of entries, of a live blog or a ticker, many of which print only a time of day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lib.clean.fields.dating import NOT_DATED, Dating, dating
from lib.clean.live.clock_runs import moments_of
from lib.clean.says.instants import Instant, to_local
from lib.clean.says.stamps import Stamp
from lib.clean.says.timezones import decide_timezone
from lib.model.article import Timezone


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What limits the times of a run of entries: it lies around `near` and ends at `newest`, by `latest`."""

    what: str  # an entry: "update", "item"
    source: str  # where the days come from unless an entry prints its own
    near: datetime | None = None
    newest: datetime | None = None
    latest: datetime | None = None


def dated(stamps: Sequence[Stamp], bounds: Bounds, zone: Timezone) -> list[Dating]:
    """Return when each entry was published; `zone` is the timezone of times without one.

    Where an entry prints no day, its source says from what the day is inferred.
    """
    home = decide_timezone(next((stamp.timezone for stamp in stamps if stamp.timezone), None), lambda: zone)
    own = [to_local(stamp.moment, home) if stamp.moment else None for stamp in stamps]
    source = f"the {bounds.what}s beside it" if any(own) else bounds.source
    why = f"The {bounds.what} prints the time of day only; its day is inferred from {source}."
    inferred = _inferred(stamps, own, bounds, home)
    found = []
    for place, stamp in enumerate(stamps):
        moment = stamp.moment or inferred.get(place)
        if moment is None:
            found.append(replace(NOT_DATED, printed=stamp.printed))
            continue
        instant = Instant(
            moment=moment,
            printed=stamp.printed or "",
            source="" if stamp.moment else f"date inferred from {source}",
            timezone=None if moment.tzinfo else stamp.timezone,
            inferred="" if stamp.moment else why,
        )
        found.append(dating(instant, lambda: home))
    return found


def _inferred(
    stamps: Sequence[Stamp], own: Sequence[datetime | None], bounds: Bounds, home: Timezone
) -> dict[int, datetime]:
    """Return the local times of the entries by index, on the days that fit the run best.

    `own` are the full times of the entries that print a date, `home` is the timezone of the run. {} if all
    entries print a date, or if nothing fixes a day.
    """
    clocks = {
        place: clock
        for place, (stamp, at) in enumerate(zip(stamps, own, strict=True))
        if (clock := at.time() if at else stamp.clock)
    }
    if all(own[place] for place in clocks):
        return {}
    given = (bounds.near, bounds.newest, bounds.latest)
    near, newest, latest = (to_local(moment, home) if moment else None for moment in given)
    known = [own[place] for place in clocks]
    moments = moments_of([*clocks.values()], near=near, newest=newest, latest=latest, known=known)
    return dict(zip(clocks, moments, strict=True)) if moments else {}
