"""Parses dates and times from other programs to UTC."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{0,20})?")  # of seconds, or parts of them
_COMPACT = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?")  # a year, month or day, not seconds
_COMPACT_TIME = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)([0-2]\d)([0-5]\d)([0-5]\d)?")  # nor this
_LEAP = re.compile(r"(\d\d:\d\d):60(?!\d)")  # a second that datetime does not know
_FROM_GMT = re.compile(r"\b(?:GMT|UTC)\s?([+-])(\d\d?)(?::?(\d\d))?\b.*")  # as JavaScript and Apple print it
_NAMED = re.compile(r"(?<!\d{4} )\b[A-Z]{3,4}$")  # "CEST" at the end, but not behind an offset
_OFFSETS = {  # a name that stands for several zones, as IST does, is none but for those of RFC 5322
    "UTC": "+0000", "GMT": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500",
    "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
    "WEST": "+0100", "BST": "+0100", "CET": "+0100", "MEZ": "+0100", "CEST": "+0200", "MESZ": "+0200",
    "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "HKT": "+0800", "SGT": "+0800", "JST": "+0900",
    "KST": "+0900", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300",
}  # fmt: skip
_SLASHED = re.compile(r"^(\d{4})/(\d\d?)/(\d\d?)\b")  # "2024/4/9"
_APART = re.compile(r"(?<=:\d\d)\s+(?=[+-]\d\d:?\d\d$)")  # an offset behind a time in ISO form
_HALVED = re.compile(  # "3:05 p.m."
    r"\b(1[0-2]|0?[1-9])(:\d\d(?::\d\d)?)\s?([AP])\.?M\b\.?", re.IGNORECASE
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):(\d\d)$")  # "+2:00"
NO_YEAR = re.compile(r"(?<=[A-Za-z])\s-\d{4}\s")  # "30 Nov -0001", which blogs print for no time
# What the cleaning reads: a year beside a month by its name, or before it: 05/03/2024 could be in May.
READABLE = re.compile(r"[^\W\d_]{3}.*(?<!\d)(?:19|20)\d\d(?!\d)|^(?:19|20)\d\d(?!\d\d\d)")
# By the number below which it is one: seconds, milli-, micro- and nanoseconds since 1970.
_UNITS = ((1e11, 1), (1e14, 1_000), (1e17, 1_000_000), (1e20, 1_000_000_000))


def moment_of(value: object) -> datetime | None:
    """Return the UTC time of a value as RFC 3339, RFC 5322 or a number since 1970; None if unreadable.

    The number is of seconds or of parts of them, down to nanoseconds. Times without a zone are taken as UTC.
    """
    if isinstance(value, bool) or value is None:
        return None
    text = as_text(value)
    if _NUMBER.fullmatch(text) and not _COMPACT.fullmatch(text):
        number = float(text)
        unit = next((unit for limit, unit in _UNITS if number < limit), 0)
        return _EPOCH + timedelta(seconds=number / unit) if number > 0 and unit else None
    moment = parse_time(text)
    return moment and moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def as_text(value: object) -> str:
    """Return the first 100 characters of a value; of a day and time in figures alone, its ISO form."""
    text = str(value).strip()[:100]
    if compact := _COMPACT_TIME.fullmatch(text):
        year, month, day, hour, minute, second = compact.groups("00")
        return f"{year}-{month}-{day}T{hour}:{minute}:{second}"
    return text


def dated(value: object) -> str:
    """Return the time in ISO form with its own offset, if any, or a day as it is; "" if unreadable."""
    text = as_text(value)
    moment = moment_of(value)
    printed = None if moment is None else parse_time(text)
    if moment is None or printed is None:
        return moment.isoformat() if moment else ""
    return text if _DAY.fullmatch(text) else printed.isoformat()


def parse_time(text: str) -> datetime | None:
    """Return a time in RFC 3339 or RFC 5322 form with its own offset, if any; None if unreadable."""
    if NO_YEAR.search(text):
        return None
    plain = _in_figures(text)
    try:
        moment = datetime.fromisoformat(_APART.sub("", plain))
    except ValueError:
        try:
            moment = parsedate_to_datetime(plain)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return moment if 1 < moment.year < 9999 else None


def _in_figures(text: str) -> str:
    """Return the text with a numeric offset and a 24-hour clock: "3:05 PM CET" gives "15:05 +0100"."""
    text = _LEAP.sub(r"\1:59", text.replace("\N{MINUS SIGN}", "-"))
    text = _SLASHED.sub(lambda day: f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}", text)
    text = _HALVED.sub(lambda value: f"{int(value[1]) % 12 + 12 * (value[3] in 'pP'):02}{value[2]}", text)
    text = _OFFSET.sub(lambda value: f"{value[1]}{value[2]:0>2}{value[3]}", text)
    text = _FROM_GMT.sub(lambda value: f"{value[1]}{value[2]:0>2}{value[3] or '00'}", text).strip()
    return _NAMED.sub(lambda name: _OFFSETS.get(name[0], name[0]), text)
