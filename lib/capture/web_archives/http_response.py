"""Parses an archived HTTP response: status, type, encoding, and the decompressed body."""

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from typing import Literal

import h11
from fastwarc.warc import WarcRecord

from lib.capture.unpack import GZIP, LIMIT, unpacked, unreadable
from lib.model.capture import MediaType

PAGES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}

Decoding = Literal["none", "transfer", "all"]

HEADER = 4_000  # characters of a header; the library takes the square of their number
_FIRST = re.compile(r"[\s,;]")  # a header that stands twice, or runs into another
_LENGTH = re.compile(r"(\d{1,18})$")
# From the first byte on: RFC 9110, 14.4.
_WHOLE = re.compile(r"bytes 0-(\d{1,18})/(\d{1,18})$", re.IGNORECASE)
_NO_TEXT = re.compile(rb"[\0-\x08\x0e-\x1f]")  # bytes that any compressed page has
_LINE = re.compile(rb"HTTP/[\d.]+[ \t]+(\d{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedResponse:
    """An HTTP response from a web archive: status, media type, charset and unpacked body."""

    status: int
    media_type: str  # without parameters; "" where the server does not say
    charset: str | None
    body: bytes  # without transfer and content encoding; at most LIMIT + 1 bytes
    missing: bool  # fewer bytes came than the server announced, or it was asked for a part (status 206)


def response_of(block: bytes, origin: str) -> ArchivedResponse:
    """Return the HTTP response in a WARC record; raises UnreadableCapture if it is missing or damaged."""
    status = _LINE.match(block)
    if status is None:
        raise unreadable(origin, "holds no answer of a web server; crawl the page once more.")
    record = _parsed_record(block, "none")
    raw = record.reader.read(LIMIT + 1)
    media_type, charset = content_type(_header_value(record, "content-type"))
    packing = _header_value(record, "content-encoding").casefold()
    chunked = "chunked" in _header_value(record, "transfer-encoding").casefold()
    announced = _LENGTH.match(_header_value(record, "content-length"))
    missing = not chunked and announced is not None and len(raw) < min(int(announced[1]), LIMIT + 1)
    ranged = _WHOLE.match(_header_value(record, "content-range")[:HEADER])
    missing |= status[1] == b"206" and not (ranged and int(ranged[1]) + 1 == int(ranged[2]))
    body, cut = _joined(block, raw) if chunked else (raw, False)
    body = _unpacked(block, body, packing=packing, chunked=chunked, origin=origin)
    return ArchivedResponse(
        status=int(status[1]), media_type=media_type, charset=charset, body=body, missing=missing or cut
    )


def content_type(value: str) -> tuple[str, str | None]:
    """Return the media type ("" if none) and charset (or None) of a Content-Type header."""
    message = Message()
    message["Content-Type"] = value[:HEADER].replace("\n", " ").replace("\r", " ") or "x/unknown"
    kind = _FIRST.split(value.strip().lower(), maxsplit=1)[0]
    charset = message.get_param("charset")
    return kind if "/" in kind else "", charset if isinstance(charset, str) else None


def _header_value(record: WarcRecord, name: str) -> str:
    headers = record.http_headers
    return ((headers.get(name) if headers else None) or "").strip()


def _parsed_record(block: bytes, auto_decode: Decoding) -> WarcRecord:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: "
    record = WarcRecord.from_bytes(b"%b%d\r\n\r\n%b\r\n\r\n" % (head, len(block), block))
    record.parse_http(auto_decode=auto_decode, quirks_mode=True)
    return record


def _joined(block: bytes, raw: bytes) -> tuple[bytes, bool]:
    """Return the body `raw` with its chunks joined, and whether its end is missing.

    A body without chunks is unchanged. FastWARC stops at a chunk longer than declared and at a missing end;
    h11 does not.
    """
    whole = _decoded_body(block, "transfer")
    if whole is not None:
        return whole, False
    reader = h11.Connection(h11.CLIENT)
    reader.send(h11.Request(method="GET", target="/", headers=[("Host", "-")]))
    reader.send(h11.EndOfMessage())
    reader.receive_data(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + raw)
    parts: list[bytes] = []
    with suppress(h11.RemoteProtocolError):  # what follows is no chunk
        while (event := reader.next_event()) is not h11.NEED_DATA:
            if isinstance(event, h11.EndOfMessage):
                return b"".join(parts), False
            if isinstance(event, h11.Data):
                parts.append(bytes(event.data))
    return (b"".join(parts), True) if parts else (raw, False)  # it was not chunked


def _unpacked(block: bytes, body: bytes, *, packing: str, chunked: bool, origin: str) -> bytes:
    """Return the decompressed body; raises UnreadableCapture if its compression is damaged.

    A body that is not compressed as its header says stays: some crawlers decompress it and keep the header.
    """
    if body.startswith(GZIP):
        return unpacked(body, origin)
    if packing in ("", "identity", "gzip", "x-gzip"):
        return body
    # FastWARC unpacks an unchunked response alone.
    named = packing.encode("ascii", "replace")
    joined = b"HTTP/1.1 200 OK\r\nContent-Encoding: %b\r\n\r\n%b" % (named, body)
    whole = _decoded_body(joined if chunked else block, "all")
    if whole is None and packing == "deflate":
        with suppress(zlib.error):  # without a zlib header, as browsers read it
            whole = zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, LIMIT + 1)
    if whole is not None:
        return whole
    if body.lstrip().startswith(b"<") or not _NO_TEXT.search(body):
        return body
    raise unreadable(origin, f"is damaged inside its {packing} packing; crawl or copy the page once more.")


def _decoded_body(block: bytes, auto_decode: Decoding) -> bytes | None:
    """Return the body of an HTTP response as FastWARC decodes it; None if it fails."""
    try:
        return bytes(_parsed_record(block, auto_decode).reader.read(LIMIT + 1))
    except OSError:  # it is not packed as its headers say
        return None
