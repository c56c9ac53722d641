"""Live-ticker items beside a story: each becomes a brief with its own time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from lib.clean.assemble import brief
from lib.clean.dates.printed import find_clock
from lib.clean.html.page import Page
from lib.clean.html.segments import Piece
from lib.clean.live.ticker_times import Timed, timed
from lib.clean.live.times import NO_STAMP, Stamp, stamp_in, stamp_of
from lib.model.article import Article, Block, Timezone

WORDS = 12  # of an item's text beside its headline: less is only a link to a story

_ITEMS = frozenset({"li", "article"})
_ITEM_WORDS = re.compile(r"(?:^|[-_\s])(?:item|entry|post|row)(?:$|[-_\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One ticker item: the pieces it takes up, those that are its words, and its time."""

    taken: range
    words: tuple[Piece, ...]
    stamp: Stamp


def briefs(
    page: Page, free: Sequence[bool], marks: Sequence[frozenset[str]], host: Article, zone: Timezone
) -> Iterator[tuple[range, Article]]:
    """Yield each ticker item with the pieces it takes up.

    `free` tells which pieces are not kept by the story.

    `zone` is that of a time which names none.
    """
    items = list(_items(page, free, marks))
    times = timed([item.stamp for item in items], page.capture, host, zone) if items else []
    for item, when in zip(items, times, strict=True):
        yield item.taken, _brief(item, when, host)


def _items(page: Page, free: Sequence[bool], marks: Sequence[frozenset[str]]) -> Iterator[Item]:
    number = 0
    while number < len(page.pieces):
        holder = _item(page.pieces[number]) if free[number] and "ticker" in marks[number] else None
        if holder is None:
            number += 1
            continue
        taken = range(number, _end(page, free, number, holder))
        number = taken.stop
        if found := _read(page, taken, holder):
            yield found


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


def _read(page: Page, taken: range, holder: HtmlElement) -> Item | None:
    """Return the item, where it has a time, a headline and a text."""
    pieces = [page.pieces[number] for number in taken]
    printed = next((piece for piece in pieces if len(piece.text) < 30 and find_clock(piece.text)), None)
    words = tuple(piece for piece in pieces if piece is not printed)
    node = next(holder.iter("time"), None)
    stamp = stamp_of(node) if node is not None else NO_STAMP
    if printed and not (stamp.moment or stamp.clock):
        stamp = stamp_in(printed.text)
    elif printed:
        stamp = replace(stamp, printed=printed.text)
    if not stamp.printed or len(words) < 2 or sum(len(piece.text.split()) for piece in words[1:]) < WORDS:
        return None
    return Item(taken=taken, words=words, stamp=stamp)


def _brief(item: Item, when: Timed, host: Article) -> Article:
    blocks = tuple(
        Block(zone="ticker" if number else "headline", text=piece.text, at=piece.at, end=piece.end)
        for number, piece in enumerate(item.words)
    )
    link = next(iter(item.words[0].links), None)
    url = urljoin(host.canonical_url or "", link.url) if link and link.url else None
    return brief(host, blocks, when, item.stamp.printed or "", source="ticker item", url=url)
