"""From the bytes of a feed to its items: RSS, Atom and RDF by feedparser, JSON Feed by feed_json.

A damaged feed is read as far as it goes, with a doubt.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import feedparser
import feedparser.encodings
import ijson

from lib.capture.feeds.items import Draft, instant_of, keyed, web_link, words_of
from lib.capture.text.decode import decoded
from lib.capture.text.xml_text import with_ampersands
from lib.model.errors import CaptureError, TooLarge, UnreadableCapture
from lib.model.feed import Feed

CROWDED = 2_000  # attributes in one tag, namespaces in one feed: feedparser takes the square of their number
DECLARED = 400  # bytes of an XML declaration
GUESSED = 200_000  # bytes of a feed in no declared encoding, by which it is guessed
_BOM = b"\xef\xbb\xbf"
_ENDING = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ENTRY = re.compile(rb"</(?:[\w.-]+:)?entry\s*>\s*$", re.IGNORECASE)  # of a document of one entry
_MAIL_AND_NAME = re.compile(r"[^\s@]+@[^\s@()]+\s*\(([^()]+)\)")  # as RSS has its authors
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_SUBSET = re.compile(rb"<!DOCTYPE[^\[>]{0,500}\[(.*?)\]\s*>", re.DOTALL)
_HOLLOW = re.compile(rb"<(?:item|entry)(?:>\s{0,99}</(?:item|entry)\s{0,9}>|\s{0,9}/>)")  # items of nothing
_NESTED = re.compile(rb"&[^#\s]")
_NAMESPACE = re.compile(rb"xmlns(?::[\w.-]{1,100})?\s{0,9}=\s{0,9}[\"']([^\"']{0,500})")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def _guessed(body: bytes) -> str:
    """Return the encoding of bytes that are none of those declared; "" where nothing tells."""
    try:
        return decoded(body[:GUESSED], origin="").encoding
    except CaptureError:
        return ""


# feedparser's own guess takes seconds for a megabyte; there is no other way to hand it ours.
feedparser.encodings.lazy_chardet_encoding = _guessed


def parse(
    body: bytes, address: str, media_type: str = "", charset: str | None = None, *, origin: str = ""
) -> Feed | None:
    """Return the feed in the bytes, None when they hold none; relative links are those of the address.

    The origin is where the bytes lie, if not at the address.

    Raises CaptureError for one that cannot be read.
    """
    start = body.removeprefix(_BOM).lstrip()
    if start.startswith(b"{"):
        return json_feed(start, address)
    origin = origin or address
    body = _in_time(body, origin)
    _refuse_crowded(body, origin)
    try:
        told = feedparser.parse(
            io.BytesIO(with_ampersands(body)),
            response_headers=_described(body, address, charset),
            sanitize_html=False,  # the cleaning keeps text, no markup
            resolve_relative_uris=False,
        )
    except Exception as error:  # a parser of many years' patches on hostile bytes: whatever it meets is told
        message = f"The feed {origin} cannot be read ({error!r}); fetch or save it once more."
        raise UnreadableCapture(origin, message) from error
    if not told.get("version") and not told.entries:
        return None
    return _feed(told, body, address)


def _feed(told: Any, body: bytes, address: str) -> Feed:
    base = address or str(told.feed.get("link") or "")
    language = str(told.feed.get("language") or "")
    tail = max(0, len(body) - 4_000)
    cut = not (_ENDING.search(body, tail) or (b"<feed" not in body and _ENTRY.search(body, tail)))
    return Feed(
        title=words_of(str(told.feed.get("title") or "")),
        items=keyed(_draft(entry, base, language, _own_authors(told)) for entry in told.entries),
        every=_every(told.feed),
        doubt=_doubt(told, cut=cut),
        cut=cut,
    )


def _doubt(told: Any, *, cut: bool) -> str | None:
    if cut:
        return "The end of the feed is missing; what could be read of it was."
    bozo = told.get("bozo_exception") if told.get("bozo") else None
    return f"The feed is not well formed ({bozo}); what could be read of it was." if bozo else None


def _described(body: bytes, address: str, charset: str | None) -> dict[str, str]:
    """Return the fields that feedparser goes by: where links begin, and an encoding that is true.

    Bytes that are UTF-8 are read so, whatever the server says: no other encoding looks like it by accident.
    """
    try:
        body.decode("utf-8")
        charset = "utf-8"
    except UnicodeDecodeError:
        pass
    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    return {"content-type": kind, "content-location": address}


def _in_time(body: bytes, origin: str) -> bytes:
    """Return the feed without what feedparser takes minutes for.

    That is a declaration in one line with all that follows, where it looks for encodings, entities made of
    entities, which unfold to megabytes, and thousands of items of nothing.
    """
    if b"\0" in body[:200]:
        body = decoded(body, origin=origin).content.encode("utf-8", "replace")
    mark, body = (_BOM if body.startswith(_BOM) else b""), body.removeprefix(_BOM).lstrip()
    if body.startswith(b"<?"):
        end = body.find(b"?>") + 2
        body = (body[:end] if 1 < end < DECLARED else b"") + b"\n" + body[max(end, 2) :]
    begin = body.find(b"<!DOCTYPE")
    subset = _SUBSET.match(body, begin) if begin >= 0 else None
    if subset and _NESTED.search(subset[1]):
        body = body[:begin] + body[subset.end() :]
    return mark + (_HOLLOW.sub(b"", body) if len(_HOLLOW.findall(body)) > CROWDED else body)


def _refuse_crowded(body: bytes, origin: str) -> None:
    if body.count(b"xmlns") > CROWDED and len(set(_NAMESPACE.findall(body))) > CROWDED:
        raise TooLarge(
            origin, f"The feed {origin} has more than {CROWDED:,} namespaces; save a page instead."
        )
    for piece in body.split(b"<"):
        if len(piece) > CROWDED and piece.partition(b">")[0].count(b"=") > CROWDED:
            raise TooLarge(
                origin,
                f"The feed {origin} has a tag of more than {CROWDED:,} attributes; save a page instead.",
            )


def _draft(entry: Mapping[str, Any], base: str, language: str, others: tuple[str, ...]) -> Draft:
    parts = [part for part in entry.get("content", ()) if part.get("value")]
    summary = str(entry.get("summary") or "")
    detail: Mapping[str, Any] = max(parts, key=lambda part: len(part["value"]), default={})
    whole = str(detail.get("value") or "")
    if len(summary) > len(whole):
        detail, whole, summary = entry.get("summary_detail") or {}, summary, ""
    updated, changed = _time(entry, "updated")
    published, came = _time(entry, "published")
    return Draft(
        guid=str(entry.get("id") or "") or None,
        link=web_link(entry.get("feedburner_origlink"), base) or web_link(entry.get("link"), base),
        title=str(entry.get("title") or ""),
        published=published or updated,
        published_at=came if published else changed,
        updated=updated,
        updated_at=changed,
        text=whole,
        plain=detail.get("type") == "text/plain",
        summary=summary,
        whole=bool(parts) and len(whole) > 1.5 * len(summary) > 0,
        authors=_authors(entry) or others,
        tags=tuple(str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or ()),
        language=str(detail.get("language") or "") or language,
    )


def _time(entry: Mapping[str, Any], name: str) -> tuple[str, datetime | None]:
    """Return a time as printed and as understood.

    Asked by `in`, for `get` gives one of the two for the other.
    """
    if name not in entry:
        return "", None
    return str(entry[name]), instant_of(entry.get(f"{name}_parsed"))


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the authors of an entry, or of the feed that it was taken from (RFC 4287, 4.2.1)."""
    told = str(entry.get("author") or "").strip()
    if named := _MAIL_AND_NAME.fullmatch(told):  # feedparser knows no address that ends in a long domain
        return (named[1],)
    names = [str(each.get("name") or "") for each in entry.get("authors") or ()]
    if any(names) and not _MAIL.fullmatch(told):
        return tuple(name for name in names if name)
    source = entry.get("source")
    return (told,) if told else _authors(source) if source else ()


def _own_authors(told: Any) -> tuple[str, ...]:
    """Return those of an Atom feed, which stand for each entry that has none; in RSS they are its editors."""
    return _authors(told.feed) if str(told.get("version")).startswith("atom") else ()


def _every(feed: Mapping[str, Any]) -> timedelta | None:
    """RSS ttl (minutes) or the syndication module's period and frequency."""
    ttl = str(feed.get("ttl") or "").strip()
    if ttl.isascii() and ttl.isdigit():
        return timedelta(minutes=min(int(ttl[:9]), 525_600))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    if period is None:
        return None
    times = str(feed.get("sy_updatefrequency") or "1").strip()
    return period / max(int(times[:4]), 1) if times.isascii() and times.isdigit() else period


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
        items=keyed(_json_draft(row, base, language, _json_authors(told)) for row in rows),
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


def _json_draft(row: Mapping[str, Any], base: str, language: str, others: tuple[str, ...]) -> Draft:
    published = str(row.get("date_published") or row.get("date_modified") or "")
    guid, markup = row.get("id"), row.get("content_html")
    whole = markup or row.get("content_text")
    return Draft(
        guid=None if guid is None else str(guid),
        link=_json_link(row, base),
        title=str(row.get("title") or ""),
        published=published,
        published_at=None,
        updated=str(row.get("date_modified") or ""),
        updated_at=None,
        text=str(whole or row.get("summary") or ""),
        plain=not markup,
        summary=str(row.get("summary") or "") if whole else "",
        whole=bool(whole and row.get("summary")),
        authors=_json_authors(row) or others,
        tags=tuple(str(tag) for tag in _list(row.get("tags"))),
        language=str(row.get("language") or language),
    )


def _json_authors(told: Mapping[str, Any]) -> tuple[str, ...]:
    """1.1 has a list, 1.0 one author."""
    listed = _list(told.get("authors")) or [told.get("author")]
    names = (str(each.get("name") or "") for each in listed if isinstance(each, dict))
    return tuple(name for name in names if name)


def _json_link(row: Mapping[str, Any], base: str) -> str | None:
    """Return the item's address; its id is best one too, by the specification."""
    told = row.get("url") or row.get("external_url")
    return web_link(told, base) if told else web_link(row.get("id"), "")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


DEEPEST = 100  # lists and objects in one another; an export has four


def shallow(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield the events as long as they nest no deeper: ijson takes the square of the depth."""
    depth = 0
    for kind, value in events:
        depth += kind.startswith("start_") - kind.startswith("end_")
        if depth > DEEPEST:
            raise ijson.JSONError(f"nested deeper than {DEEPEST}")
        yield kind, value
