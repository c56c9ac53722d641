"""Web archives of our own making, record by record."""

import gzip
from typing import Any

STORY = (
    "<!DOCTYPE html><html lang=en><title>Old quay reopens</title><article><h1>Old quay reopens</h1>"
    "<p>The harbour master of Marlow opened the old quay on Tuesday after eleven weeks of repairs.</p>"
    "<p>Two ferries will call there each morning, he said, and fishing boats may land again.</p></article>"
)
DATE = "2024-03-12T10:30:00Z"


def answered(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Return an answer of a server with the page."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def record(
    block: bytes | None = None,
    *,
    kind: str = "response",
    url: str = "https://harbourpost.example/quay",
    content_type: str = "application/http; msgtype=response",
    length: int | None = None,
    extra: str = "",
) -> bytes:
    """Return a record; `length` lies about that of its block."""
    if block is None:
        block = answered(STORY.encode(), "Content-Type: text/html; charset=utf-8")
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: {DATE}\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\n{extra}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def chunked(body: bytes, *, note: str = "") -> bytes:
    """Return the body in two chunks, each with the note behind its length."""
    half = len(body) // 2
    parts = (body[:half], body[half:], b"")
    return b"".join(b"%x%b\r\n%b\r\n" % (len(part), note.encode(), part) for part in parts)


def packed(*records: bytes, **fields: Any) -> bytes:
    """Return the records, each in a gzip member of its own."""
    return b"".join(gzip.compress(each, mtime=0, **fields) for each in records)
