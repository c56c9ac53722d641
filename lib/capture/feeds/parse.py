"""Parses a feed: RSS, Atom and RDF by feedparser here, JSON Feed by lib.capture.feeds.json_feed.

A damaged feed is read as far as possible, with a doubt.
"""

import io
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import feedparser

from lib.capture.feeds.harmless import harmless
from lib.capture.feeds.items import FeedEntry, instant_of, items_of, web_link
from lib.capture.feeds.json_feed import json_feed
from lib.capture.item_page import words_of
from lib.capture.text.decode import decoded
from lib.capture.text.xml_text import with_ampersands
from lib.capture.unpack import BOM
from lib.model.errors import CaptureError, UnreadableCapture
from lib.model.feed import Feed

GUESSED = 200_000  # bytes of a feed in no declared encoding, by which it is guessed
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,300}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_ENDING = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ENTRY = re.compile(rb"</(?:[\w.-]+:)?entry\s*>\s*$", re.IGNORECASE)  # of a document of one entry
_MAIL_AND_NAME = re.compile(r"[^\s@]+@[^\s@()]+\s*\(([^()]+)\)")  # as RSS has its authors
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def parse(
    body: bytes, address: str, media_type: str = "", charset: str | None = None, *, origin: str = ""
) -> Feed | None:
    """Return the feed in the bytes; None if they are no feed. Links are resolved against the address.

    `origin` names the bytes in messages, if not the address. Raises CaptureError for an unreadable feed.
    """
    start = body.removeprefix(BOM).lstrip()
    if start.startswith(b"{"):
        return json_feed(start, address)
    origin = origin or address
    body = harmless(body, origin)
    encoding, guessed = _encoding(body, charset)
    if guessed:  # feedparser's own guess takes seconds for a megabyte
        several = encoding == "mixed"
        text = decoded(body, origin=origin).content if several else body.decode(encoding, "replace")
        body, encoding = text.encode("utf-8"), "utf-8"
    try:
        parsed = feedparser.parse(
            io.BytesIO(with_ampersands(body)),
            response_headers={
                "content-type": f"application/xml; charset={encoding}",
                "content-location": address,
            },
            sanitize_html=False,  # the cleaning keeps text, no markup
            resolve_relative_uris=False,
        )
    except Exception as error:  # a parser of many years' patches on hostile bytes: every fault is reported
        message = f"The feed {origin} cannot be read ({error!r}); fetch or save it once more."
        raise UnreadableCapture(origin, message) from error
    if not parsed.get("version") and not parsed.entries:
        return None
    return _feed(parsed, body, address, guessed=guessed)


def _feed(parsed: Any, body: bytes, address: str, *, guessed: bool) -> Feed:
    """Return feedparser's result as a Feed, with a doubt if the file breaks off or was hard to read."""
    base = address or str(parsed.feed.get("link") or "")
    language = str(parsed.feed.get("language") or "")
    # The authors of an Atom feed stand for each entry that has none; in RSS they are its editors.
    others = _authors(parsed.feed) if str(parsed.get("version")).startswith("atom") else ()
    tail = max(0, len(body) - 4_000)
    cut = not (_ENDING.search(body, tail) or (b"<feed" not in body and _ENTRY.search(body, tail)))
    return Feed(
        title=words_of(str(parsed.feed.get("title") or "")),
        items=items_of(_draft(entry, base, language, others) for entry in parsed.entries),
        every=_every(parsed.feed),
        doubt=_doubt_about(parsed, cut=cut, guessed=guessed),
        cut=cut,
    )


def _doubt_about(parsed: Any, *, cut: bool, guessed: bool) -> str | None:
    """Return a sentence on what may be wrong with a feed as it was read; None if nothing is."""
    if cut:
        return "The end of the feed is missing; what could be read of it was."
    if guessed:
        return "The feed does not say in which letters it is written; they were guessed and may be wrong."
    bozo = parsed.get("bozo_exception") if parsed.get("bozo") else None
    return f"The feed is not well formed ({bozo}); what could be read of it was." if bozo else None


def _encoding(body: bytes, charset: str | None) -> tuple[str, bool]:
    """Return the feed's encoding ("mixed" if its lines differ), and whether it was guessed.

    It is guessed where neither UTF-8 nor `charset`, the server's, nor the feed's own fits. Valid UTF-8 is
    UTF-8 whatever the server says: no other encoding looks like it by chance.
    """
    declared = _ENCODING.match(body.removeprefix(BOM))
    for each in ("utf-8", charset, declared[1].decode("ascii") if declared else None):
        try:
            if each:
                body.decode(each)
                return each, False
        except (UnicodeDecodeError, LookupError):  # the next one is tried
            continue
    try:
        return decoded(body[:GUESSED], origin="").encoding, True
    except CaptureError:
        return "windows-1252", True


def _draft(entry: Mapping[str, Any], base: str, language: str, others: tuple[str, ...]) -> FeedEntry:
    """Return an entry as the feed states it; its longest part is the text.

    Links are resolved against `base`; `language` and `others`, the authors, are those of the feed, for an
    entry without its own.
    """
    parts = [part for part in entry.get("content", ()) if part.get("value")]
    summary = str(entry.get("summary") or "")
    detail: Mapping[str, Any] = max(parts, key=lambda part: len(part["value"]), default={})
    whole = str(detail.get("value") or "")
    if len(summary) > len(whole):
        detail, whole, summary = entry.get("summary_detail") or {}, summary, ""
    updated, changed = _time(entry, "updated")
    published, published_at = _time(entry, "published")
    return FeedEntry(
        guid=str(entry.get("id") or "") or None,
        link=web_link(entry.get("feedburner_origlink"), base) or web_link(entry.get("link"), base),
        title=str(entry.get("title") or ""), published=published or updated,
        published_at=published_at if published else changed, updated=updated, updated_at=changed, text=whole,
        plain=detail.get("type") == "text/plain", summary=summary,
        whole=bool(parts) and len(whole) > 1.5 * len(summary) > 0, authors=_authors(entry) or others,
        tags=tuple(str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or ()),
        language=str(detail.get("language") or "") or language,
    )  # fmt: skip


def _time(entry: Mapping[str, Any], name: str) -> tuple[str, datetime | None]:
    """Return the date called `name` in an entry, as printed and as parsed in UTC; ("", None) without one."""
    if name not in entry:  # feedparser's `get` falls back from one date to the other
        return "", None
    return str(entry[name]), instant_of(entry.get(f"{name}_parsed"))


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of an entry's authors, else those of the feed it was copied from, else ()."""
    parsed = str(entry.get("author") or "").strip()
    if named := _MAIL_AND_NAME.fullmatch(parsed):  # feedparser knows no address that ends in a long domain
        return (named[1],)
    names = [str(author.get("name") or "") for author in entry.get("authors") or ()]
    if any(names) and not _MAIL.fullmatch(parsed):
        return tuple(name for name in names if name)
    source = entry.get("source")
    return (parsed,) if parsed else _authors(source) if source else ()


def _every(feed: Mapping[str, Any]) -> timedelta | None:
    """Return the interval at which a feed says it changes, by RSS ttl or syndication tags.

    None if the feed says nothing of it.
    """
    ttl = str(feed.get("ttl") or "").strip()
    if ttl.isascii() and ttl.isdigit():
        return timedelta(minutes=min(int(ttl[:9]), 525_600))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    if period is None:
        return None
    times = str(feed.get("sy_updatefrequency") or "1").strip()
    return period / max(int(times[:4]), 1) if times.isascii() and times.isdigit() else period
