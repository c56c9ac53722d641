"""Whole answers, as the habits begin from; all text is our own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fetch.server import Visit

PAGE = "<html><head><title>Harbour opens</title></head><body><p>It is open. Zażółć.</p></body></html>"
TAG = '"seven-ferries"'
REASONS = {200: "OK", 304: "Not Modified", 404: "Not Found"}
LONG = " ".join(f"Sentence {n} of the report on the ferry timetable tells who sails when." for n in range(40))


def send(
    visit: "Visit",
    body: bytes | str = b"",
    *,
    status: int = 200,
    kind: str | None = "text/html; charset=utf-8",
    extra: Iterable[str] = (),
    length: int | None = None,
    keep: bool = False,
) -> None:
    """Return one whole answer."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Told')}", *extra]
    lines += [f"Content-Type: {kind}"] if kind is not None else []
    if status not in (204, 304):
        lines.append(f"Content-Length: {len(raw) if length is None else length}")
    lines += [] if keep else ["Connection: close"]
    visit.keep = keep
    visit.write("\r\n".join([*lines, "", ""]).encode("latin-1") + raw)


def rss(
    items: int, *, start: int = 0, text: str = LONG, link: str = "/story/{}", ttl: int | None = None
) -> str:
    """Return a feed of so many items."""
    listed = "".join(
        f"<item><guid isPermaLink='false'>ferry-{n}</guid><title>Ferry {n} sails &amp; returns</title>"
        f"<link>{link.format(n)}</link><pubDate>Tue, 24 Nov 2026 10:{n % 60:02d}:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
        for n in range(start, start + items)
    )
    wish = f"<ttl>{ttl}</ttl>" if ttl else ""
    channel = f"<channel><title>Ferry news</title>{wish}{listed}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def send_rss(visit: "Visit", body: str, *extra: str) -> None:
    send(visit, body, kind="application/rss+xml", extra=extra, keep=True)


def lead(visit: "Visit", place: str, status: int = 302) -> None:
    send(visit, status=status, extra=[f"Location: {place}"])
