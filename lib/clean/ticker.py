"""Live-ticker items beside a story: each becomes a brief with its own time."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from lxml.html import HtmlElement

from lib.clean.clocks import clock_of, zone_assumed
from lib.clean.dates import dating, read_instant
from lib.clean.page import Page
from lib.clean.pieces import Piece
from lib.clean.text_times import find_clock
from lib.model.article import Article, Block, ZoneOfTime

WORDS = 12  # of an item's text beside its headline: less is only a link to a story

_ITEMS = frozenset({"li", "article"})
_ITEM_WORDS = re.compile(r"(?:^|[-_\s])(?:item|entry|post|row)(?:$|[-_\s])")


def briefs(
    page: Page, free: Sequence[bool], marks: Sequence[frozenset[str]], host: Article
) -> Iterator[tuple[range, Article]]:
    """Each ticker item with the pieces it takes up; `free` tells which pieces are not kept by the story."""
    number = 0
    while number < len(page.pieces):
        item = _item(page.pieces[number]) if free[number] and "ticker" in marks[number] else None
        if item is None:
            number += 1
            continue
        taken = range(number, _end(page, free, number, item))
        number = taken.stop
        if brief := _brief(page, taken, item, host):
            yield taken, brief


def _item(piece: Piece) -> HtmlElement | None:
    for node in (piece.element, *piece.element.iterancestors()):
        if node.tag in _ITEMS or _ITEM_WORDS.search(node.get("class") or ""):
            return node
    return None


def _end(page: Page, free: Sequence[bool], start: int, item: HtmlElement) -> int:
    end = start
    while end < len(page.pieces) and free[end]:
        element = page.pieces[end].element
        if item is not element and item not in element.iterancestors():
            break
        end += 1
    return max(end, start + 1)


def _brief(page: Page, taken: range, item: HtmlElement, host: Article) -> Article | None:
    pieces = [page.pieces[number] for number in taken]
    stamp = next((piece for piece in pieces if len(piece.text) < 30 and find_clock(piece.text)), None)
    words = [piece for piece in pieces if piece is not stamp]
    time = next(item.iter("time"), None)
    if (
        (stamp is None and time is None)
        or len(words) < 2
        or sum(len(piece.text.split()) for piece in words[1:]) < WORDS
    ):
        return None
    at, zone = _moment(time, stamp, host)
    blocks = tuple(
        Block(zone="ticker" if number else "headline", text=piece.text, at=piece.at, end=piece.end)
        for number, piece in enumerate(words)
    )
    text = "\n\n".join(block.text for block in blocks)
    link = next(iter(words[0].links), None)
    return replace(
        host,
        form="brief",
        revision=hashlib.sha256(text.encode()).hexdigest()[:16],
        canonical_url=urljoin(host.canonical_url or "", link.url) if link and link.url else None,
        headline=words[0].text,
        blocks=blocks,
        published_at=at,
        published_as=stamp.text if stamp else (time.get("datetime") if time is not None else None),
        published_zone=zone,
        provenance={"headline": "ticker item", "published_at": "ticker item"},
        slug=None, kicker=None, deck=None, byline=None, dateline=None, wire=None, authors=(), tags=(),
        updated_at=None, images=(), read_minutes=None, has_audio=False,
    )  # fmt: skip


def _moment(
    time: HtmlElement | None, stamp: Piece | None, host: Article
) -> tuple[datetime | None, ZoneOfTime | None]:
    """The item's own instant: its time element, else its clock on the host's day or the day before."""
    if time is not None and (instant := read_instant(time.get("datetime") or "", "time element")):
        told = dating(instant, lambda: zone_assumed(host.publisher, host.language))
        return told.at, told.zone
    found = find_clock(stamp.text) if stamp else None
    if found is None:
        return None, None
    zone = host.published_zone or zone_assumed(host.publisher, host.language)
    latest = (host.captured_at if host.published_at is None else host.published_at).astimezone(clock_of(zone))
    moment = datetime.combine(latest.date(), found.clock, tzinfo=clock_of(zone))
    if moment > latest + timedelta(hours=12):
        moment -= timedelta(days=1)
    reason = "The item prints a time of day alone; it is taken to be of the day of the story beside it."
    return moment.astimezone(UTC), ZoneOfTime(name=zone.name, assumed=True, reason=reason)
