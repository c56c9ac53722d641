"""Times as machines write them: ISO 8601, RFC 5322, seconds since 1970.

Each is told with whether only its day is known.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from lib.clean.dates.timezones import clock_of, printed_timezone

EARLIEST = 1600  # years: no newspaper is older

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s*(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d{1,9})?\s*([ap]\.?m\b\.?)?"
    r"\s*(Z\b|[+-]\d{1,2}(?::?\d{2})?|\(?[A-Z]{2,5}\b|[A-Z][a-z]+/[A-Z]\w+)?)?(?![\d])",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_RFC = re.compile(r"\w{3},? \d{1,2} \w{3} \d{4} \d{2}:\d{2}")


def of_iso(text: str) -> tuple[datetime, bool] | None:
    """Return an ISO 8601 time, or what pages print for one (with a space, a half of the day, a zone by
    name).
    """
    found = _ISO.match(text)
    if not found or (len(text) > found.end() and text[found.end()].isdigit()):
        return None
    year, month, day, hour, minute, second, half, zone = found.groups()
    try:
        moment = datetime(int(year), int(month), int(day))
    except ValueError:
        return None
    clock = _clock(int(hour or 0), int(minute or 0), int(second or 0), half)
    if not _possible(moment):
        return None
    if hour is None or clock is None:
        return moment, True
    moment += clock
    named = _zone(zone) if zone else None
    return (moment.replace(tzinfo=named) if named else moment), False


def _clock(hour: int, minute: int, second: int, half: str | None) -> timedelta | None:
    """Return the time since midnight; None for what no clock shows. A day may end at 24:00."""
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    since = timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return since if hour <= 24 and minute < 60 and second <= 60 and since <= timedelta(days=1) else None


def _zone(name: str) -> tzinfo | None:
    """Return a zone by offset, abbreviation or place."""
    if "/" in name:
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):  # no zone of that name
            return None
    named = printed_timezone(name.lstrip("("))
    return clock_of(named) if named else None


def of_mail(text: str) -> tuple[datetime, bool] | None:
    """Return a time as the heads of letters and HTTP tell it (RFC 5322)."""
    if not _RFC.search(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):  # no mail date: the next notation is tried
        return None
    return (moment, False) if _possible(moment) else None


def of_epoch(text: str) -> tuple[datetime, bool] | None:
    """Return seconds or milliseconds since 1970."""
    if not _EPOCH.fullmatch(text):
        return None
    seconds = int(text) / (1000 if len(text) > 11 else 1)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return (moment, False) if _possible(moment) and moment.year > 1980 else None


def _possible(moment: datetime) -> bool:
    return EARLIEST <= moment.year <= 2200
