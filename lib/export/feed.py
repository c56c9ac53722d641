"""A list of stories as a feed: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lib.export.render import render


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

    @property
    def published(self) -> str:
        """The time of publication in UTC, in ISO 8601; "" where it is not known."""
        return _as_rfc3339(self.published_at) if self.published_at else ""

    @property
    def updated(self) -> str:
        """The time of storing in UTC, in ISO 8601."""
        return _as_rfc3339(self.stored_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A named list of stories with the address of the feed and of the app's page that shows the list."""

    title: str
    address: str
    page: str
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """Return the feed as the bytes of an Atom document."""
    newest = max((each.stored_at for each in feed.entries), default=datetime(1970, 1, 1, tzinfo=UTC))
    return render("feed.atom", feed=feed, updated=_as_rfc3339(newest)).encode()


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
    """Return an entry as an item of JSON Feed, without empty fields."""
    fields = {
        "id": entry.id,
        "url": entry.link,
        "external_url": entry.original,
        "title": entry.title,
        "content_text": entry.summary,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
        "language": entry.language,
        "date_published": entry.published,
        "date_modified": entry.updated,
    }
    return {name: value for name, value in fields.items() if value or name == "content_text"}


def _as_rfc3339(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
