"""Reading the status and headers of a response: type, caching, when to come back."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lib.fetch.outcome import Refusal, Validators

_SENTENCES = {
    204: "has nothing to show",
    206: "sent only a part although the whole was requested",
    304: "says that nothing has changed although nothing was known of it",
    400: "did not understand the question; check the address",
    401: "asks for a login; Wireroom has none to give, so save the page from your browser instead",
    402: "asks for payment; save the page from your browser instead",
    403: "does not let Wireroom in; save the page from your browser instead",
    404: "is not there; check the address",
    406: "has no form of the page that could be read",
    407: "lies behind a proxy that asks for a login",
    408: "gave up waiting; a later try may help",
    425: "asks to come back later",
    451: "is withheld for legal reasons",
}
_OTHERS = (  # by the least status
    (500, "has a fault of its own; a later try may help"),
    (400, "refused the question; save the page from your browser instead"),
    (0, "answered in a way that holds no page"),
)
BRINGS = (200, 203)  # statuses of an answer that holds the page, in 203 as a machine on the way made it
PASSING = (408, 425, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 529)

LONGEST_VALIDATOR = 500  # characters: a longer one is not sent back
LATEST = timedelta(days=30)  # a Retry-After beyond this is not believed
_SAFE = re.compile(r"[\x20-\x7e]+")  # in ASCII: of other letters the bytes that were sent are not known
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER_KEPT = re.compile(r"no-store|no-cache", re.IGNORECASE)
_TYPE = re.compile(r"[\w.+-]{1,80}(/[\w.+-]{1,80})?", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,60})", re.IGNORECASE)


def refusal_of(status: int, address: str, retry_at: datetime | None) -> Refusal:
    """Return the Refusal for a response of this status, with a sentence and whether to try again."""
    if status == 410:
        return Refusal("gone", f"{address} is gone for good (410).", status=status)
    if status == 429 or (status == 503 and retry_at is not None):
        when = f" after {retry_at:%Y-%m-%d %H:%M:%S} UTC" if retry_at else " later"
        return Refusal(
            "busy", f"{address} asks to come back{when} ({status}).", status=status, retry_at=retry_at
        )
    sentence = _SENTENCES.get(status) or next(words for least, words in _OTHERS if status >= least)
    return Refusal("status", f"{address} {sentence} ({status}).", status=status, passing=status in PASSING)


def fields(raw: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Return the headers by lower-case name, repeated ones joined by commas; of Location only the last."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), _decoded_value(value)
        headers[key] = f"{headers[key]}, {text}" if key in headers and key != "location" else text
    return headers


def _decoded_value(value: bytes) -> str:
    """Return a header's bytes as UTF-8 or, if they are not valid, as Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def validators(headers: Mapping[str, str]) -> Validators:
    """Return a response's ETag and Last-Modified, if safe to send, to ask later whether it has changed."""
    return Validators(
        etag=_sendable(headers.get("etag")), last_modified=_sendable(headers.get("last-modified"))
    )


def conditional(known: Validators | None) -> list[tuple[bytes, bytes]]:
    """Return the headers of a conditional request: If-None-Match and If-Modified-Since (RFC 9110, 13.1)."""
    if known is None:
        return []
    marks = {b"If-None-Match": known.etag, b"If-Modified-Since": known.last_modified}
    return [(name, mark.encode("ascii")) for name, value in marks.items() if (mark := _sendable(value))]


def _sendable(value: str | None) -> str | None:
    """Return a header value if it is safe to send back; None if it is too long or could break the header."""
    if not value or len(value) > LONGEST_VALIDATOR or not _SAFE.fullmatch(value):
        return None
    return value


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return the time of Retry-After, given in seconds or as a date, at most 30 days ahead; else None."""
    value = headers.get("retry-after", "").strip()
    seconds = value.partition(",")[0]  # the first where it is sent twice
    if seconds.isascii() and seconds.isdigit():
        return now + min(timedelta(seconds=int(seconds[:10])), LATEST)
    date = http_date(value)
    return None if date is None else min(max(date, now), now + LATEST)


def http_date(value: str) -> datetime | None:
    """Return an HTTP date in UTC; None if it is not valid."""
    try:
        date = parsedate_to_datetime(value[:100])
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long the headers say a response stays fresh, at most 30 days; None if they do not say."""
    control = headers.get("cache-control", "")
    if _NEVER_KEPT.search(control):
        return None
    if age := _MAX_AGE.search(control):
        return min(timedelta(seconds=int(age[1])), LATEST)
    expires = http_date(headers.get("expires", ""))
    return min(expires - now, LATEST) if expires and expires > now else None


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type in lower case without parameters; "" if missing or not valid."""
    declared = headers.get("content-type", "").split(";")[0].split(",")[0].strip().lower()
    return declared if _TYPE.fullmatch(declared) else ""


def charset(headers: Mapping[str, str]) -> str | None:
    """Return the character encoding that the server declares, which may be wrong; None if it names none."""
    found = _CHARSET.search(headers.get("content-type", ""))
    return found[1].lower() if found else None
