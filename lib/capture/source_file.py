"""The bytes of one input file, as given to a format module, and the records in it as captures."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from lib.capture.text.decode import decoded
from lib.capture.text.labels import CODEC_OF
from lib.capture.unpack import BOM, LIMIT, MANY_UNPACKED, refuse_binary, too_large, unpacked
from lib.model.capture import Capture, MediaType
from lib.model.controls import without_controls


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file or upload, in memory, or at `path` if it holds many captures, and where it comes from."""

    origin: str
    name: str  # the file's own name: formats are chosen by its suffix
    data: bytes  # only the beginning where `path` is set
    seen_at: datetime  # UTC; the capture time unless the page itself says better
    seen_by: str | None  # where seen_at was taken from, e.g. "the file's date"; None: the transport says so
    path: Path | None = None  # a file of many captures, which is read piece by piece
    depth: int = 0  # number of archives around it
    room: int = MANY_UNPACKED  # bytes that may be unpacked from it, where it is an archive of files
    url: str | None = None  # where the transport says that the bytes were found
    charset: str | None = None  # their encoding, as the transport declares it

    def text(self) -> bytes:
        """Return the file's bytes, unpacked if they are gzip; raises CaptureError if they are binary."""
        data = unpacked(self.data, self.origin)
        refuse_binary(data, self.origin)
        return data

    def stream(self) -> BinaryIO:
        """Return a stream of all bytes; the caller closes it."""
        return BytesIO(self.data) if self.path is None else self.path.open("rb")


SUFFIX_OF: dict[MediaType, str] = {"text/html": ".html", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One page in a file, with what the file says about it: address, time, encoding."""

    label: str  # stands after # in the origin; "" where the file holds this one alone
    body: bytes
    media_type: MediaType = "text/html"
    url: str | None = None
    captured_at: datetime | None = None  # UTC; None: the file does not say
    charset: str | None = None  # as the transport declares it
    partial: str | None = None


def capture_of_record(source: SourceFile, record: Record) -> Capture:
    """Return the record as a capture; raises CaptureError with the record's origin.

    The stored original is the record's body. If only the transport declared its encoding, it is converted to
    UTF-8 with a byte order mark, so that it can be read again without the transport.
    """
    origin = f"{source.origin}#{record.label}" if record.label else source.origin
    if len(record.body) > LIMIT:
        raise too_large(origin, "holds a page that goes on")
    page = decoded(record.body, origin=origin, label=record.charset)
    codec = CODEC_OF.get((record.charset or "").strip().casefold())
    alike = codec is None or (page.encoding == "utf-8" and page.doubt is None)
    alike = alike or decoded(record.body, origin=origin).content == page.content  # without the transport
    original = record.body if alike else BOM + page.content.encode()
    return capture_of(
        source, page.content, original, record.captured_at, media_type=record.media_type, origin=origin,
        url=web_address(record.url), doubt=page.doubt, partial=record.partial,
        kept_as=SUFFIX_OF[record.media_type],
    )  # fmt: skip


def capture_of(
    source: SourceFile,
    content: str,
    original: bytes,
    captured_at: datetime | None = None,
    *,
    media_type: MediaType = "text/html",
    origin: str | None = None,
    **more: Any,
) -> Capture:
    """Return a capture of the content, at the time of the file if none is given.

    `original` are the bytes to store; `more` are further fields of the Capture.
    """
    return Capture(
        captured_at=captured_at or source.seen_at, captured_assumed=None if captured_at else source.seen_by,
        content=content, media_type=media_type, origin=origin or source.origin,
        sha256=hashlib.sha256(original).hexdigest(), original=original, **more,
    )  # fmt: skip


def web_address(address: str | None) -> str | None:
    """Return the address without controls and blanks around it if it is http or https; None otherwise."""
    shown = without_controls(address or "").strip()
    try:
        parts = urlsplit(shown)
    except ValueError:  # brackets that close nothing
        return None
    return shown if parts.scheme in ("http", "https") and parts.hostname else None
