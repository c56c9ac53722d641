"""What a feed holds, as far as asking for news needs it: which items are new, and how much each brings."""

import hashlib
import io
import json
import re
from calendar import timegm
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser

from lib.fetch.outcome import Fetched, Refusal

THIN = 1_200  # letters: an item with fewer is a summary; a Chinese or Japanese character counts as three
CROWDED = 2_000  # attributes in one tag: feedparser takes the square of their number
_TAG = re.compile(r"<[^>]*>")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed."""

    key: str  # the same whenever the item comes again
    guid: str | None  # as printed
    link: str | None  # http or https, absolute
    title: str
    published_at: datetime | None
    position: int  # its place in the feed, from 0
    thin: bool  # only a summary: the story itself is on its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's items in its own order."""

    title: str
    items: tuple[Item, ...]
    every: timedelta | None  # how often its publisher says that it changes
    doubt: str | None = None  # a sentence, when it is not well formed


def parse(fetched: Fetched) -> Feed | None:
    """The feed in an answer, RSS, Atom, RDF or JSON Feed; None when it holds none.

    A damaged one is read as far as it goes, with a doubt.
    """
    body = fetched.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if body.startswith(b"{"):
        return _json_feed(body, fetched.address)
    _refuse_crowded(body, fetched.address)
    try:
        told = feedparser.parse(
            io.BytesIO(fetched.body), response_headers=_described(fetched), sanitize_html=False
        )
    except Exception as error:  # a parser of many years' patches on hostile bytes: whatever it meets is told
        raise Refusal("protocol", f"The feed at {fetched.address} cannot be read ({error!r}).") from error
    if not told.get("version") and not told.entries:
        return None
    drafts = [_draft(entry, fetched.address) for entry in told.entries]
    bozo = told.get("bozo_exception") if told.get("bozo") else None
    return Feed(
        title=str(told.feed.get("title", "")).strip(),
        items=_keyed(drafts),
        every=_every(told.feed),
        doubt=f"The feed is not well formed ({bozo}); what could be read of it was." if bozo else None,
    )


def _described(fetched: Fetched) -> dict[str, str]:
    """The fields that feedparser goes by: where links begin, and an encoding that is true.

    Bytes that are UTF-8 are read so, whatever the server says: no other encoding looks like it by accident.
    """
    try:
        fetched.body.decode("utf-8")
        charset = "utf-8"
    except UnicodeDecodeError:
        charset = fetched.charset or ""
    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    return {"content-type": kind, "content-location": fetched.address}


def _refuse_crowded(body: bytes, address: str) -> None:
    for piece in body.split(b"<"):
        if len(piece) > CROWDED and piece.partition(b">")[0].count(b"=") > CROWDED:
            raise Refusal("too large", f"The feed at {address} has a tag of more than {CROWDED} attributes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    guid: str | None
    link: str | None
    title: str
    published: str
    published_at: datetime | None
    text: str


def _draft(entry: Mapping[str, Any], address: str) -> _Draft:
    texts = [str(part.get("value") or "") for part in entry.get("content", ())]
    texts.append(str(entry.get("summary") or ""))
    return _Draft(
        guid=str(entry.get("id") or "") or None,
        link=_web_link(entry.get("link"), address),
        title=str(entry.get("title") or ""),
        published=str(entry.get("published") or entry.get("updated") or ""),
        published_at=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        text=max(texts, key=len),
    )


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (OverflowError, ValueError, OSError):
        return None


def _web_link(link: object, address: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(address, link.strip())
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None


def _keyed(drafts: Iterable[_Draft]) -> tuple[Item, ...]:
    """The items with their keys: by guid where it tells them apart, else by all that they show."""
    listed = list(drafts)
    names = Counter(draft.guid or draft.link for draft in listed)
    return tuple(
        Item(
            key=_key(draft, alone=names[draft.guid or draft.link] == 1),
            guid=draft.guid,
            link=draft.link,
            title=" ".join(_TAG.sub(" ", draft.title).split()),
            published_at=draft.published_at,
            position=position,
            thin=_weight(draft.text) < THIN,
        )
        for position, draft in enumerate(listed)
    )


def _key(draft: _Draft, *, alone: bool) -> str:
    name = draft.guid or draft.link
    parts = [name] if name and alone else [name or "", draft.link or "", draft.title, draft.published]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _weight(markup: str) -> int:
    text = " ".join(_TAG.sub(" ", markup).split())
    return len(text) + 2 * len(_DENSE.findall(text))


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


def _json_feed(body: bytes, address: str) -> Feed | None:
    """JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1)."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or "jsonfeed.org/version" not in str(told.get("version")):
        return None
    entries = told.get("items")
    rows = [row for row in entries if isinstance(row, dict)] if isinstance(entries, list) else []
    return Feed(
        title=str(told.get("title") or "").strip(),
        items=_keyed(_json_draft(row, address) for row in rows),
        every=None,
    )


def _json_draft(row: Mapping[str, Any], address: str) -> _Draft:
    published = str(row.get("date_published") or row.get("date_modified") or "")
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        moment = None
    guid = row.get("id")
    return _Draft(
        guid=None if guid is None else str(guid),
        link=_web_link(row.get("url") or row.get("external_url"), address),
        title=str(row.get("title") or ""),
        published=published,
        published_at=moment.astimezone(UTC) if moment and moment.tzinfo else None,
        text=str(row.get("content_html") or row.get("content_text") or row.get("summary") or ""),
    )
