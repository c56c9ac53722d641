"""Pages saved by a browser, by SingleFile or by a mirror, packed or not."""

import hashlib
import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lib.capture.arrival import Arrival
from lib.capture.decode import decoded
from lib.capture.self_extracting import extracted
from lib.capture.unpack import refuse_binary, unpacked
from lib.model.capture import Capture

SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")
GENERAL = 1

HEAD = 200_000  # characters in which a page says where and when it was saved

_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|meta|title|div|p|article|!--)\b", re.IGNORECASE)
# Each with words that it cannot do without: looking for them first takes a tenth of the time.
_ADDRESSES = tuple(
    (words, re.compile(pattern, re.IGNORECASE))
    for words, pattern in (
        ("saved from url=", r"<!-- saved from url=\(\d+\)(https?://[^\s>]+)"),
        ("page saved with singlefile", r"Page saved with SingleFile\s+url:\s*(https?://\S+)"),
        (
            "canonical",
            r"<link[^>]{0,300}?rel=[\"']?canonical[\"']?[^>]{0,300}?href=[\"']?(https?://[^\"'\s>]+)",
        ),
        (
            "canonical",
            r"<link[^>]{0,300}?href=[\"']?(https?://[^\"'\s>]+)[\"']?[^>]{0,300}?rel=[\"']?canonical",
        ),
        (
            "og:url",
            r"<meta[^>]{0,300}?property=[\"']?og:url[\"']?[^>]{0,300}?content=[\"']?(https?://[^\"'\s>]+)",
        ),
    )
)
_SINGLEFILE = re.compile(
    r"Page saved with SingleFile.{0,3000}?saved date:\s*\w{3} (\w{3} \d{1,2} \d{4} \d{2}:\d{2}:\d{2})"
    r" GMT([+-]\d{4})",
    re.DOTALL,
)
_WAYBACK = re.compile(r"FILE ARCHIVED ON (\d{2}:\d{2}:\d{2} \w{3} \d{1,2}, \d{4})")
_HTTRACK = re.compile(
    r"by HTTrack Website Copier[^>]{0,80}?, (\w{3}, \d{1,2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT)"
)


def accepts(head: bytes) -> bool:
    """Whether the bytes begin like a page."""
    return bool(_MARKUP.search(head))


def read(arrival: Arrival) -> Iterator[Capture]:
    """The one capture of a saved page."""
    data = unpacked(arrival.data, arrival.origin)
    refuse_binary(data, arrival.origin)
    data = extracted(data, arrival)
    page = decoded(data, origin=arrival.origin)
    saved_at = saved_when(page.content)
    yield Capture(
        url=saved_where(page.content),
        captured_at=saved_at or arrival.seen_at,
        captured_assumed=None if saved_at else arrival.seen_by,
        media_type="text/html",
        content=page.content,
        origin=arrival.origin,
        sha256=hashlib.sha256(data).hexdigest(),
        original=data,
        doubt=page.doubt,
    )


def saved_where(content: str) -> str | None:
    """The address a saved page gives for itself."""
    head = content[:HEAD]
    small = head.lower()
    for words, pattern in _ADDRESSES:
        if words in small and (found := pattern.search(head)):
            return html.unescape(found[1])
    return None


def saved_when(content: str) -> datetime | None:
    """The moment a saved page says it was saved, in UTC."""
    for text in (content[:HEAD], content[-HEAD:])[: 1 + (len(content) > HEAD)]:
        if moment := _stamp(text):
            return moment
    return None


def _stamp(text: str) -> datetime | None:
    try:
        if found := _SINGLEFILE.search(text):
            return _with_offset(datetime.strptime(found[1], "%b %d %Y %H:%M:%S"), found[2])
        if found := _WAYBACK.search(text):
            return datetime.strptime(found[1], "%H:%M:%S %b %d, %Y").replace(tzinfo=UTC)
        if found := _HTTRACK.search(text):
            return parsedate_to_datetime(found[1]).astimezone(UTC)
    except (ValueError, OverflowError):  # a stamp that no calendar knows says nothing
        return None
    return None


def _with_offset(moment: datetime, offset: str) -> datetime:
    minutes = int(offset[1:3]) * 60 + int(offset[3:5])
    east = timedelta(minutes=minutes if offset[0] == "+" else -minutes)
    return (moment - east).replace(tzinfo=UTC)
