"""Reads pages saved as one file by Chrome, Edge and others (MHTML, RFC 2557), without their pictures."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from lib.capture.mail.message import SHORT, body_of, header
from lib.capture.moments import moment_of
from lib.capture.source_file import Record, SourceFile, capture_of_record, web_address
from lib.capture.unpack import unreadable
from lib.model.capture import Capture

SUFFIXES = (".mhtml", ".mht")
ALSO_SUFFIXES = (".html", ".htm")

PAGES = ("text/html", "application/xhtml+xml")
_OWN = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s*<?Saved by|X-MAF)", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_LETTER = re.compile(rb"^(?:Received|To|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE)


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a page saved as MHTML, and not like an e-mail."""
    start = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_OWN.search(start) or (_RELATED.search(start) and not _LETTER.search(start)))


def read(source: SourceFile) -> Iterator[Capture]:
    """Yield the one capture of a saved page; raises CaptureError if the file holds none or is damaged."""
    data = source.text()
    try:
        whole = message_from_bytes(data, policy=SHORT)
        yield capture_of_record(source, _page(whole, source.origin))
    except (RecursionError, LookupError, ValueError, AssertionError, AttributeError, TypeError) as error:
        # The standard library's parser of mail trips over some headers that are badly damaged.
        raise unreadable(source.origin, f"is damaged ({error}); save the page once more.") from error


def _page(whole: Message, origin: str) -> Record:
    """Return the page: the part named as the start, or else the first; raises CaptureError without a page."""
    pages = [part for part in whole.walk() if part.get_content_type() in PAGES and not part.is_multipart()]
    start = whole.get_param("start")
    named = [part for part in pages if isinstance(start, str) and header(part, "Content-ID") == start]
    part = next(iter(named or pages), None)  # frames follow the page itself
    body = body_of(part) if part else b""
    if part is None or not body.strip():
        raise unreadable(origin, "holds no page; save the page once more, as HTML or as one file.")
    cut = any("Boundary" in type(defect).__name__ for defect in whole.defects)
    return Record(
        label="",
        body=body,
        url=web_address(header(whole, "Snapshot-Content-Location"))
        or web_address(re.sub(r"\s", "", header(part, "Content-Location"))),
        captured_at=moment_of(header(whole, "Date")),
        charset=part.get_content_charset(),
        partial="the file breaks off before its end" if cut else None,
    )
