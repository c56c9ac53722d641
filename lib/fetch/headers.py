"""What the fields of an answer mean: when to come back, how long to keep, what came."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lib.fetch.outcome import Validators

LONGEST_VALIDATOR = 500  # characters: a longer one is not sent back
LATEST = timedelta(days=30)  # a Retry-After beyond this is not believed
_SAFE = re.compile(r"[\x20-\x7e\x80-\xff]+")
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER_KEPT = re.compile(r"no-store|no-cache", re.IGNORECASE)
_TYPE = re.compile(r"[\w.+-]{1,80}(/[\w.+-]{1,80})?", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,60})", re.IGNORECASE)


def fields(raw: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Return the fields by lower-case name; several of one name joined by a comma, as RFC 9110 says."""
    told: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), _text(value)
        told[key] = f"{told[key]}, {text}" if key in told and key != "location" else text
    return told


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def validators(told: Mapping[str, str]) -> Validators:
    """Return what can be sent back to ask whether anything has changed."""
    return Validators(etag=_sendable(told.get("etag")), last_modified=_sendable(told.get("last-modified")))


def conditional(known: Validators | None) -> list[tuple[bytes, bytes]]:
    """Return the request's fields that ask for news only; RFC 9110, 13.1: the date is sent beside the tag."""
    if known is None:
        return []
    etag, modified = _sendable(known.etag), _sendable(known.last_modified)
    tag = [(b"If-None-Match", etag.encode("latin-1"))] if etag else []
    date = [(b"If-Modified-Since", modified.encode("latin-1"))] if modified else []
    return tag + date


def _sendable(value: str | None) -> str | None:
    """Return the value where it can go into a request without breaking out of its line."""
    if not value or len(value) > LONGEST_VALIDATOR or not _SAFE.fullmatch(value):
        return None
    return value


def retry_at(told: Mapping[str, str], now: datetime) -> datetime | None:
    """Return the hour of Retry-After, in seconds or as a date, at most 30 days ahead; None when not given."""
    value = told.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=int(value[:10])), LATEST)
    date = http_date(value)
    return None if date is None else min(max(date, now), now + LATEST)


def http_date(value: str) -> datetime | None:
    """Return a date as HTTP writes it, in UTC; None when it is none."""
    try:
        date = parsedate_to_datetime(value[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def fresh_for(told: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long the server wants its answer kept: Cache-Control before Expires.

    None when it does not say.
    """
    control = told.get("cache-control", "")
    if _NEVER_KEPT.search(control):
        return None
    if age := _MAX_AGE.search(control):
        return min(timedelta(seconds=int(age[1])), LATEST)
    expires = http_date(told.get("expires", ""))
    return min(expires - now, LATEST) if expires and expires > now else None


def media_type(told: Mapping[str, str]) -> str:
    """Return the type without its parameters, in lower case; "" when the server says none that can be one."""
    told_type = told.get("content-type", "").split(";")[0].split(",")[0].strip().lower()
    return told_type if _TYPE.fullmatch(told_type) else ""


def charset(told: Mapping[str, str]) -> str | None:
    """Return the encoding as declared, right or wrong."""
    found = _CHARSET.search(told.get("content-type", ""))
    return found[1].lower() if found else None
