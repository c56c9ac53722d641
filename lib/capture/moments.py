"""Moments as other programs write them down, in UTC."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{0,20})?")
_COMPACT = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")  # a day, not seconds
_UNITS = ((1e11, 1), (1e14, 1_000), (1e17, 1_000_000))  # seconds, milliseconds and microseconds since 1970


def moment_of(told: object) -> datetime | None:
    """The moment of seconds since 1970 or of a time by RFC 3339 or RFC 5322; without a zone it is UTC's."""
    if isinstance(told, bool) or told is None:
        return None
    text = str(told).strip()[:100]
    if _NUMBER.fullmatch(text) and not _COMPACT.fullmatch(text):
        return _counted(float(text))
    moment = _written(text)
    return moment and moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def dated(told: object) -> str:
    """The time in ISO form with its own offset, or without one as it stands there; "" for none."""
    text = str(told).strip()[:100]
    moment = moment_of(told)
    written = None if moment is None else _written(text)
    if moment is None or written is None:
        return moment.isoformat() if moment else ""
    return text if _DAY.fullmatch(text) else written.isoformat()


def _counted(number: float) -> datetime | None:
    if number <= 0:
        return None
    for limit, unit in _UNITS:
        if number < limit:
            return _EPOCH + timedelta(seconds=number / unit)
    return None


def _written(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if not 1 < moment.year < 9999:  # at an end of the calendar no other zone can be counted
        return None
    return moment
