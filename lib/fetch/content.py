"""Which kinds of content are read: pages, texts, feeds and sitemaps; everything else is named and left.

Pictures are read in their place where the reader has asked for them.
"""

import re

from lib.fetch.outcome import Limits, Refusal
from lib.fetch.unpacking import GZIP, gunzipped

_READ = re.compile(
    r"text/[\w.+-]+|application/(xhtml\+xml|xml|rdf\+xml|rss\+xml|rss|atom\+xml|feed\+json|json|x-rss\+xml)"
    r"|application/[\w.+-]+\+(xml|json)"
)
_PACKED = ("application/gzip", "application/x-gzip")
_UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown")
_NEVER = ("text/css", "text/javascript", "text/csv", "text/calendar", "text/vcard")
_MARKS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"wOF", "a font"),
)


def is_read(media_type: str, *, pictures: bool = False) -> bool:
    """Return whether content that its server calls so can be a page, a text, a feed or a sitemap.

    Or a picture.
    """
    if pictures:
        return media_type.startswith("image/") or media_type in _UNSAID
    named = _READ.fullmatch(media_type) or media_type in (*_UNSAID, *_PACKED)
    return bool(named) and media_type not in _NEVER


def checked(body: bytes, media_type: str, address: str, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    """Return the body where it is text of some kind, and sentences on what was odd; Refusal otherwise.

    A packed sitemap (`.xml.gz`) is opened. What the server calls the body decides first, what the body is
    second: a PDF that is called text is refused, a feed that is called a stream of bytes is read.
    """
    if limits.pictures:
        return _picture(body, media_type, address), ()
    if not is_read(media_type):
        raise Refusal("content type", f"{address} is of the type {media_type}, no page, feed or text.")
    notes: tuple[str, ...] = ()
    if body.startswith(GZIP):
        body = gunzipped(body, limits.unpacked)
        notes = ("The file was packed once more, as gzip.",)
        if len(body) > limits.unpacked:
            raise Refusal("too large", f"{address} unpacks to more than {limits.unpacked // 1_000_000} MB.")
    for mark, name in _MARKS:
        if body.startswith(mark):
            raise Refusal("content type", f"{address} is {name}, whatever its server calls it.")
    if media_type in _UNSAID:
        notes = (*notes, _unsaid(body, media_type, address))
    return body, notes


def _picture(body: bytes, media_type: str, address: str) -> bytes:
    """Return the body where its server calls it a picture; what draws it finds out whether it is one."""
    if not is_read(media_type, pictures=True):
        raise Refusal("content type", f"{address} is of the type {media_type}, no picture.")
    if not body:
        raise Refusal("content type", f"{address} is empty; there is no picture in it.")
    return body


def _unsaid(body: bytes, media_type: str, address: str) -> str:
    start = body[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    if body and not wide and (b"\0" in start or (media_type and not start.startswith((b"<", b"{")))):
        raise Refusal(
            "content type", f"{address} does not say what it holds, and it is no page, feed or text."
        )
    return "The server did not say what kind of content this is."
