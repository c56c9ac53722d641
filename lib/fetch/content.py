"""Which kinds of content are read: pages, texts, feeds and sitemaps, and pictures where they were requested.

Everything else is refused with its type.
"""

import re

from lib.fetch.decompress import GZIP, gunzipped
from lib.fetch.outcome import Limits, Refusal
from lib.model.binary import binary_kind

_READ = re.compile(
    r"text/[\w.+-]+|application/(xhtml\+xml|xml|rdf\+xml|rss\+xml|rss|atom\+xml|feed\+json|json|x-rss\+xml)"
    r"|application/[\w.+-]+\+(xml|json)"
)
_PACKED = ("application/gzip", "application/x-gzip")
_UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown")
_NEVER = ("text/css", "text/javascript", "text/csv", "text/calendar", "text/vcard")


def is_read(media_type: str, *, pictures: bool = False) -> bool:
    """Return whether a media type is of pages, texts, feeds or sitemaps or, with `pictures`, of pictures."""
    if pictures:
        return media_type.startswith("image/") or media_type in _UNSAID
    named = _READ.fullmatch(media_type) or media_type in (*_UNSAID, *_PACKED)
    return bool(named) and media_type not in _NEVER


def checked(body: bytes, media_type: str, address: str, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    """Return the body and sentences on anything unusual; raises Refusal for a kind that is not read here.

    A body that is itself gzip (`.xml.gz`) is decompressed. The media type decides first, the first bytes
    second: a PDF declared as text is refused, a feed declared as application/octet-stream is read.
    """
    if limits.pictures:
        if not is_read(media_type, pictures=True):
            raise Refusal("content type", f"{address} is of the type {media_type}, no picture.")
        if not body:
            raise Refusal("content type", f"{address} is empty; there is no picture in it.")
        return body, ()
    if not is_read(media_type):
        raise Refusal("content type", f"{address} is of the type {media_type}, no page, feed or text.")
    notes: tuple[str, ...] = ()
    if body.startswith(GZIP):
        body = gunzipped(body, limits.unpacked)
        notes = ("The file was packed once more, as gzip.",)
        if len(body) > limits.unpacked:
            raise Refusal("too large", f"{address} unpacks to more than {limits.unpacked // 1_000_000} MB.")
    if kind := binary_kind(body):
        raise Refusal("content type", f"{address} is {kind}, whatever its server calls it.")
    if media_type in (*_UNSAID, *_PACKED) and not _may_be_text(body, media_type):
        words = f"{address} does not say what it holds, and it is no page, feed or text."
        raise Refusal("content type", words)
    unsaid = ("The server did not say what kind of content this is.",) if media_type in _UNSAID else ()
    return body, (*notes, *unsaid)


def _may_be_text(body: bytes, media_type: str) -> bool:
    """Return whether a body is free of NUL or UTF-16, and, if sent as a stream of bytes, markup or JSON."""
    if not body or body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    start = body[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return b"\0" not in start and (media_type in ("", *_PACKED) or start.startswith((b"<", b"{")))
