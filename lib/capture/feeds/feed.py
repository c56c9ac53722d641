"""Reads feeds: RSS 0.9 to 2.0, Atom, RDF and JSON Feed; each item with text is a capture.

The stored original of an item is the page that lib.capture.feeds.items builds from it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from lib.capture.feeds.parse import parse
from lib.capture.formats import Outcome
from lib.capture.item_page import page_of, words_of
from lib.capture.source_file import SourceFile, capture_of
from lib.capture.text.twice_encoded import repaired
from lib.capture.unpack import unreadable
from lib.model.capture import Rejected, Skipped
from lib.model.controls import without_controls
from lib.model.errors import CaptureError
from lib.model.feed import SUMMARY, Feed, Item
from lib.model.wording import count

SUFFIXES = (".rss", ".atom", ".rdf")
ALSO_SUFFIXES = (".xml", ".json")
TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")

AHEAD = timedelta(days=1)  # a feed may be dated by the clock of another zone, and is not believed beyond

_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(?:(?:rss|feed|rdf|channel)[\s>]|entry\s[^>]{0,400}http://www\.w3\.org/2005/Atom)",
    re.IGNORECASE,
)
_AFTER_SCRIPT = re.compile(  # words of a script that failed before the feed's own beginning
    rb"(?:(?!<!doctype|<html|<head|<body|<script).){1,2000}?<\?xml\s[^>]{1,200}\?>\s*<(?:rss|feed|rdf)\b",
    re.DOTALL | re.IGNORECASE,
)
_UNFINISHED = re.compile(rb"<!--|<!DOCTYPE\s+(?:rss|feed|rdf)\b", re.IGNORECASE)
_JSON = re.compile(  # its version may follow all items
    rb'\s*\{.*(?:"https?://(?:www\.)?jsonfeed\.org/version/|"items"\s*:\s*\[\s*\{.*"content_(?:html|text)"\s*:)',
    re.DOTALL,
)


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a feed, or with a comment or doctype that may precede one."""
    start = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    start = start.replace(b"\0", b"")
    if _JSON.match(start):
        return True
    at = 0
    while found := _PROLOG.match(start, at):
        at = found.end()
    return bool(_ROOT.match(start, at) or _UNFINISHED.match(start, at) or _AFTER_SCRIPT.match(start))


def holds(source: SourceFile) -> bool:
    """Return whether the file can be parsed as a feed, whatever it begins with."""
    try:
        return parse(source.text(), source.url or "", charset=source.charset) is not None
    except CaptureError:
        return False


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield a capture for each item, a skip for one without text, and a rejection if the end is missing.

    Raises UnreadableCapture if this is no feed.
    """
    feed = parse(source.text(), source.url or "", charset=source.charset, origin=source.origin)
    if feed is None:
        raise unreadable(
            source.origin, "holds no feed; check that it is an RSS, Atom or JSON feed and whole."
        )
    for item in feed.items:
        yield _item(source, feed, item)
    if feed.cut:
        read_items = count(len(feed.items), "item")
        message = (
            f"{source.origin} is damaged: its end is missing. {read_items} of it could be read; fetch or "
            "save the feed once more for the rest."
        )
        origin = f"{source.origin}#{len(feed.items) + 1}"
        yield Rejected(origin=origin, sha256=None, kind="UnreadableCapture", message=message)


def _item(source: SourceFile, feed: Feed, item: Item) -> Outcome:
    """Return an item of a feed as a capture, of a page built from it; a skip if it has no text."""
    origin = f"{source.origin}#{item.position + 1}"
    if not words_of(item.text):
        return Skipped(origin=origin, reason="item without text")
    ahead = item.published_at is not None and item.published_at > source.seen_at + AHEAD
    # A time in the future would lead all news for years.
    believed = replace(item, dated="", updated="") if ahead else item
    page, doubt = repaired(without_controls(page_of(believed)))
    content = page.encode()
    last = feed.cut and item is feed.items[-1]
    partial = "the feed breaks off in this item" if last else SUMMARY if item.thin else None
    return capture_of(
        source, content.decode(), content, origin=origin, url=item.link, doubt=doubt, partial=partial,
        kept_as=".html",
    )  # fmt: skip
