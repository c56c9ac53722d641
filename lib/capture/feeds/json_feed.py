"""JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1): from its document to its items."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import ijson

from lib.capture.exports.json_events import shallow
from lib.capture.feeds.items import Draft, keyed, web_link, words_of
from lib.model.feed import Feed

_OWN = ("version", "title", "home_page_url", "language")


def json_feed(body: bytes, address: str) -> Feed | None:
    """Return the feed, None where the document is another; of one without its end what stands before."""
    cut = False
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told, cut = _begun(body), True
    if not isinstance(told, dict) or "jsonfeed.org/version" not in str(told.get("version")):
        return None
    entries = told.get("items")
    rows = [row for row in entries if isinstance(row, dict)] if isinstance(entries, list) else []
    if cut and not rows:
        return None
    base = address or str(told.get("home_page_url") or "")
    language = str(told.get("language") or "")
    return Feed(
        title=words_of(str(told.get("title") or "")),
        items=keyed(_draft(row, base, language, _authors(told)) for row in rows),
        doubt="The end of the feed is missing; what could be read of it was." if cut else None,
        cut=cut,
    )


def _begun(body: bytes) -> dict[str, Any]:
    """Return what stands before the place at which the document breaks off."""
    told: dict[str, Any] = {}
    told |= {name: value for name, kind, value in _until_the_break(body) if name in _OWN and kind == "string"}
    rows = ijson.items(_until_the_break(body), "items.item", use_float=True)
    return {**told, "items": list(rows)}


def _until_the_break(body: bytes) -> Iterator[tuple[str, str, Any]]:
    try:
        yield from ijson.parse(shallow(ijson.basic_parse(io.BytesIO(body), use_float=True)))
    except (ijson.JSONError, UnicodeDecodeError, ValueError):
        return


def _draft(row: Mapping[str, Any], base: str, language: str, others: tuple[str, ...]) -> Draft:
    published = str(row.get("date_published") or row.get("date_modified") or "")
    guid, markup = row.get("id"), row.get("content_html")
    whole = markup or row.get("content_text")
    return Draft(
        guid=None if guid is None else str(guid),
        link=_link(row, base),
        title=str(row.get("title") or ""),
        published=published,
        published_at=None,
        updated=str(row.get("date_modified") or ""),
        updated_at=None,
        text=str(whole or row.get("summary") or ""),
        plain=not markup,
        summary=str(row.get("summary") or "") if whole else "",
        whole=bool(whole and row.get("summary")),
        authors=_authors(row) or others,
        tags=tuple(str(tag) for tag in _list(row.get("tags"))),
        language=str(row.get("language") or language),
    )


def _authors(told: Mapping[str, Any]) -> tuple[str, ...]:
    """1.1 has a list, 1.0 one author."""
    listed = _list(told.get("authors")) or [told.get("author")]
    names = (str(each.get("name") or "") for each in listed if isinstance(each, dict))
    return tuple(name for name in names if name)


def _link(row: Mapping[str, Any], base: str) -> str | None:
    """Return the item's address; its id is best one too, by the specification."""
    told = row.get("url") or row.get("external_url")
    return web_link(told, base) if told else web_link(row.get("id"), "")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
