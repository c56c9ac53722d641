"""The formats in which the sample's pages print a time."""

from datetime import UTC, datetime

from lib.sample.stories import Clock


def for_machines(at: datetime, clock: Clock) -> str:
    """Return the time in ISO 8601 for metadata: in UTC, with its offset, or without one, as `clock` says."""
    if clock == "utc":
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return at.isoformat() if clock == "zone" else at.replace(tzinfo=None).isoformat()


def short(at: datetime) -> str:
    """Return the time as October 22, 1962 9:31 PM."""
    return f"{at:%B} {at.day}, {at.year} {hour(at)} {half(at).upper()}"


def long(at: datetime, clock: Clock) -> str:
    """Return the time as Monday, October 22, 1962, 9:31 p.m. EDT; in Britain the day goes first.

    Papers that are not in English print 22.10.1962, 21:31.
    """
    if str(at.tzinfo) in ("Europe/Kyiv", "Asia/Beirut"):
        return f"{at:%d.%m.%Y, %H:%M}"
    day = f"{at:%A, %B} {at.day}, {at.year}, {clock_time(at)}"
    if str(at.tzinfo) == "Europe/London":
        day = f"{at:%A} {at.day} {at:%B %Y %H:%M}"
    return f"{day} {at.tzname()}" if clock == "zone" else day


def clock_time(at: datetime) -> str:
    """Return the time as 9:31 p.m."""
    return f"{hour(at)} {half(at)[0]}.{half(at)[1]}."


def hour(at: datetime) -> str:
    """Return the time as 9:31, on a clock of twelve hours."""
    return f"{at.hour % 12 or 12}:{at.minute:02d}"


def half(at: datetime) -> str:
    """Return "am" or "pm"."""
    return "pm" if at.hour >= 12 else "am"


def for_browsers(at: datetime) -> str:
    """Return the time as browsers date a saved page: Mon Oct 22 1962 21:31:00 GMT-0400 (EDT)."""
    return f"{at:%a %b %d %Y %H:%M:%S} GMT{at:%z} ({at.tzname()})"
