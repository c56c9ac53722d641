"""JSON Feed 1 and 1.1 (jsonfeed.org), a broken-off one up to the break."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import ijson

from lib.capture.feeds.items import FeedEntry, items_of, web_link
from lib.capture.item_page import words_of
from lib.capture.shallow_json import shallow
from lib.capture.text.decode import decoded
from lib.model.controls import without_controls_in
from lib.model.errors import CaptureError
from lib.model.feed import Feed


def json_feed(body: bytes, address: str) -> Feed | None:
    """Return the feed in bytes of the format JSON Feed; None if the bytes are in another format.

    Of a feed whose end is missing, the items that are complete are returned, with a doubt. Links are resolved
    against `address`, that of the feed.
    """
    cut = False
    try:
        parsed = without_controls_in(json.loads(_text_of(body), strict=False))
    except (CaptureError, ValueError, RecursionError):
        parsed, cut = without_controls_in(_before_the_break(body)), True
    if not isinstance(parsed, dict) or "jsonfeed.org/version" not in str(parsed.get("version")):
        return None
    entries = parsed.get("items")
    rows = [row for row in entries if isinstance(row, dict)] if isinstance(entries, list) else []
    if cut and not rows:
        return None
    base = address or str(parsed.get("home_page_url") or "")
    language = str(parsed.get("language") or "")
    return Feed(
        title=words_of(str(parsed.get("title") or "")),
        items=items_of(_draft(row, base, language, _authors(parsed)) for row in rows),
        doubt="The end of the feed is missing; what could be read of it was." if cut else None,
        cut=cut,
    )


def _text_of(body: bytes) -> str:
    """Return the document decoded as UTF-8 or, where that fails, in its likely encoding."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return decoded(body, origin="").content


def _before_the_break(body: bytes) -> dict[str, Any]:
    """Return the feed's whole fields and whole items before the place where the document breaks off."""
    rows = ijson.items(_events_until_damage(body), "items.item", use_float=True)
    return {**dict(ijson.kvitems(_events_until_damage(body), "")), "items": list(rows)}


def _events_until_damage(body: bytes) -> Iterator[tuple[str, str, Any]]:
    """Yield the path, kind and value of each JSON event, up to the first error."""
    try:
        yield from ijson.parse(shallow(ijson.basic_parse(io.BytesIO(body), use_float=True)))
    except (ijson.JSONError, UnicodeDecodeError, ValueError):
        return


def _draft(row: Mapping[str, Any], base: str, language: str, others: tuple[str, ...]) -> FeedEntry:
    """Return an item of JSON Feed as an entry; what it lacks is the feed's: `language` and `others`, authors.

    Links are resolved against `base`.
    """
    published = str(row.get("date_published") or row.get("date_modified") or "")
    guid, markup = row.get("id"), str(row.get("content_html") or "")
    whole = markup if markup.strip() else row.get("content_text")
    link = row.get("url") or row.get("external_url")
    return FeedEntry(
        guid=None if guid is None else str(guid),
        link=web_link(link, base) if link else web_link(guid, ""),  # by the specification best one too
        title=str(row.get("title") or ""),
        published=published,
        published_at=None,
        updated=str(row.get("date_modified") or ""),
        updated_at=None,
        text=str(whole or row.get("summary") or ""),
        plain=not markup.strip(),
        summary=str(row.get("summary") or "") if whole else "",
        whole=bool(whole and row.get("summary")),
        authors=_authors(row) or others,
        tags=tuple(tag for tag in _as_list(row.get("tags")) if isinstance(tag, str)),
        language=str(row.get("language") or language),
    )


def _authors(parsed: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors: JSON Feed 1.1 has a list, 1.0 one author."""
    listed = _as_list(parsed.get("authors")) or [parsed.get("author")]
    names = (str(author.get("name") or "") for author in listed if isinstance(author, dict))
    return tuple(name for name in names if name)


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
