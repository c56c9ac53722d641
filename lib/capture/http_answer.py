"""An answer of a web server as archives keep it: status, type, encoding, and the page without its packing."""

import re
from dataclasses import dataclass
from email.message import Message
from typing import Literal

from fastwarc.warc import WarcRecord

from lib.capture.unpack import GZIP, LIMIT, unpacked
from lib.model.capture import MediaType
from lib.model.errors import UnreadableCapture

PAGES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}

Decoding = Literal["none", "transfer", "all"]

HEADER = 4_000  # characters of a header; the library takes the square of their number
_LINE = re.compile(rb"HTTP/[\d.]+[ \t]+(\d{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server had answered."""

    status: int
    media_type: str  # without parameters; "" where the server does not say
    charset: str | None
    body: bytes  # without transfer and content encoding; at most LIMIT + 1 bytes
    missing: bool  # fewer bytes came than the server announced


def answer(block: bytes, origin: str) -> Answer:
    """The answer in the block of a record; raises UnreadableCapture where its packing is damaged."""
    status = _LINE.match(block)
    if status is None:
        raise UnreadableCapture(
            origin, f"{origin} holds no answer of a web server; crawl the page once more."
        )
    record = _parsed(block, "none")
    raw = record.reader.read(LIMIT + 1)
    media_type, charset = content_type(_header(record, "content-type"))
    packing = _header(record, "content-encoding").casefold()
    chunked = "chunked" in _header(record, "transfer-encoding").casefold()
    announced = _header(record, "content-length")
    return Answer(
        status=int(status[1]),
        media_type=media_type,
        charset=charset,
        body=_unpacked(block, raw, packing=packing, chunked=chunked, origin=origin),
        missing=not chunked and announced.isdigit() and len(raw) < min(int(announced), LIMIT + 1),
    )


def content_type(value: str) -> tuple[str, str | None]:
    """The media type and the encoding in a Content-Type header."""
    message = Message()
    message["Content-Type"] = value[:HEADER].replace("\n", " ").replace("\r", " ") or "x/unknown"
    kind = message.get_content_type() if "/" in value else ""
    charset = message.get_param("charset")
    return kind, charset if isinstance(charset, str) else None


def _header(record: WarcRecord, name: str) -> str:
    headers = record.http_headers
    return ((headers.get(name) if headers else None) or "").strip()


def _parsed(block: bytes, auto_decode: Decoding) -> WarcRecord:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: "
    record = WarcRecord.from_bytes(b"%b%d\r\n\r\n%b\r\n\r\n" % (head, len(block), block))
    record.parse_http(auto_decode=auto_decode, quirks_mode=True)
    return record


def _unpacked(block: bytes, raw: bytes, *, packing: str, chunked: bool, origin: str) -> bytes:
    """The page itself; some crawlers unpack it and let the headers stand that say it is packed."""
    body = _read(block, "transfer") if chunked else raw
    if body is None:
        body = raw
    if body.startswith(GZIP):
        return unpacked(body, origin)
    if packing in ("", "identity", "gzip", "x-gzip"):
        return body
    whole = _read(block, "all")
    if whole is not None:
        return whole
    if body.lstrip().startswith(b"<"):
        return body
    raise UnreadableCapture(
        origin, f"{origin} is damaged inside its {packing} packing; crawl or copy the page once more."
    )


def _read(block: bytes, auto_decode: Decoding) -> bytes | None:
    try:
        return bytes(_parsed(block, auto_decode).reader.read(LIMIT + 1))
    except OSError:  # it is not packed as its headers say
        return None
