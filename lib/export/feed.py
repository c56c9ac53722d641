"""A list of stories as a feed: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as xml

from lib.model.controls import without_controls

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story of a feed: id, addresses, title, summary, authors, tags, language and times."""

    id: str
    link: str  # where the app shows it
    original: str | None  # where its publisher does
    title: str
    summary: str
    authors: Sequence[str]
    tags: Sequence[str]
    language: str | None
    published_at: datetime | None  # UTC
    stored_at: datetime  # UTC, when it came into the archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A named list of stories with the address of the feed and of the app's page that shows the list."""

    title: str
    address: str
    page: str
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """Return the feed as the bytes of an Atom document."""
    root = xml.Element("feed", xmlns=ATOM)
    _text(root, "id", feed.page)
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(max((each.stored_at for each in feed.entries), default=_BEGINNING)))
    xml.SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    xml.SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    _named(root, ["Wireroom"])
    for each in feed.entries:
        _entry(root, each)
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + xml.tostring(root, encoding="unicode").encode()


def _entry(root: xml.Element, entry: Entry) -> None:
    node = xml.SubElement(root, "entry")
    _text(node, "id", f"urn:wireroom:{entry.id}")
    _text(node, "title", entry.title)
    _text(node, "updated", _instant(entry.stored_at))
    if entry.published_at:
        _text(node, "published", _instant(entry.published_at))
    xml.SubElement(node, "link", rel="alternate", type="text/html", href=entry.link)
    if entry.original:
        xml.SubElement(node, "link", rel="via", href=_allowed(entry.original))
    _named(node, entry.authors)
    for tag in entry.tags:
        xml.SubElement(node, "category", term=_allowed(tag))
    _text(node, "summary", entry.summary)


def json_feed(feed: Feed) -> bytes:
    """Return the feed as the bytes of a JSON Feed."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "items": list(map(_item, feed.entries)),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, Any]:
    fields = {
        "id": entry.id,
        "url": entry.link,
        "external_url": entry.original,
        "title": entry.title,
        "content_text": entry.summary,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
        "language": entry.language,
        "date_published": _instant(entry.published_at) if entry.published_at else None,
        "date_modified": _instant(entry.stored_at),
    }
    return {name: value for name, value in fields.items() if value or name == "content_text"}


_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def _instant(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _named(node: xml.Element, names: Sequence[str]) -> None:
    for name in names:
        _text(xml.SubElement(node, "author"), "name", name)


def _text(node: xml.Element, name: str, words: str) -> None:
    xml.SubElement(node, name).text = _allowed(words)


def _allowed(words: str) -> str:
    """Return text without the control characters that XML does not allow."""
    return without_controls(words)
