"""Cards for other stories, as records, with the box in which they stand and their place in it.

The box is the smallest element around a card that has a heading of its own, or a name for screen readers, and
holds nothing of the story. A box without either may stand right under its heading.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lxml.html import HtmlElement

from lib.clean.addresses import absolute, canonical, host_of
from lib.clean.says.furniture import said
from lib.clean.says.names import clean_names
from lib.clean.segments.html import Piece
from lib.clean.segments.marks import heading_level
from lib.clean.segments.page import Page
from lib.model.article import Link, Related

RULES = frozenset({"related", "read more", "link", "outside", "box", "repeated", "unclassified"})
SHORTEST = 20  # characters of a card's headline
CARD = 6  # pieces of one card
SENTENCE_ENDS = '.!?…»”"。'

# What asks for something or belongs to something else ends a card.
_ENDS = frozenset(
    ("newsletter", "donation", "promotion", "advertisement", "consent", "control", "share", "comments",
     "note", "footer", "overlay", "author bio")
)  # fmt: skip

_HOLDERS = frozenset({"li", "article", "section", "figure"})

LONGEST = 60  # characters of a box's heading
REACH = 120  # pieces from a card back to its box's heading

_UNITS = frozenset({"li", "article", "figure", "a"})

Card = tuple[range, Related]  # the pieces of a card, and its record


def cards(
    page: Page, rules: Sequence[str | None], marks: Sequence[frozenset[str]], own: str | None
) -> Iterator[Card]:
    """Yield each card with the pieces it takes up.

    `rules` are those the pieces are cut by, None for kept ones.
    """
    number, last = 0, None
    while number < len(page.pieces):
        piece = page.pieces[number]
        if rules[number] in RULES and (url := _leads_away(piece, own)):
            taken = range(number, _end(page, rules, number))
            if last and last[0].stop == number and last[1].url == url and _reads_as_deck(piece):
                last = (
                    range(last[0].start, taken.stop),
                    _with_deck(last[1], piece, page.pieces[taken.stop - 1]),
                )
                number = taken.stop
                continue
            if last:
                yield last
            last = taken, _card(page, marks, taken, url, own)
            number = taken.stop
        else:
            number += 1
    if last:
        yield last


def _main_link(piece: Piece) -> Link:
    """Return the first link of a line that is long enough for a headline.

    One before it leads to the section.
    """
    if len(piece.links) == 1:
        return piece.links[0]
    longest = max(piece.links, key=lambda link: link.end - link.start)
    texts = ((link, piece.text[link.start : link.end]) for link in piece.links)
    return next((link for link, text in texts if _may_be_headline(text)), longest)


def _may_be_headline(text: str) -> bool:
    return len(text) >= SHORTEST and len(text.split()) >= 3


def _names_more(piece: Piece) -> bool:
    """Return whether a line holds more than its headline: words without a link, or a section's link."""
    link = _main_link(piece)
    sections = len(piece.links) > 1 and _may_be_headline(piece.text[link.start : link.end])
    return piece.linked < 0.95 or sections


def _reads_as_deck(piece: Piece) -> bool:
    """Return whether a line is one link and a sentence.

    What the card above it, with the same link, is about.
    """
    return len(piece.links) == 1 and piece.text[-1] in SENTENCE_ENDS


def _with_deck(card: Related, piece: Piece, end: Piece) -> Related:
    """Return a card with one more line that is linked like its headline: what the story is about."""
    return replace(card, deck=card.deck or piece.text, end=end.end)


def _leads_away(piece: Piece, own: str | None) -> str | None:
    """Return the address a card's headline leads to."""
    if piece.linked < 0.6 or not _may_be_headline(piece.text):
        return None
    if said(piece.text) in _ENDS | {"related"}:  # "related" heads a list of cards
        return None
    url = absolute(_main_link(piece).url, own)
    return url if url and canonical(url) != own else None


def _end(page: Page, rules: Sequence[str | None], start: int) -> int:
    """Return the pieces after a card's headline that stand in the same small container and are no next
    headline.
    """
    holder = _holder(page.pieces[start].element)
    end = start + 1
    while holder is not None and end < min(len(page.pieces), start + CARD):
        piece = page.pieces[end]
        if (
            rules[end] is None
            or {rules[end], said(piece.text)} & _ENDS
            or holder not in (piece.element, *piece.element.iterancestors())
        ):
            break
        if (
            piece.linked > 0.6
            and len(piece.text) >= SHORTEST
            and _main_link(piece).url != _main_link(page.pieces[start]).url
        ):
            break
        end += 1
    return end


def _holder(element: HtmlElement) -> HtmlElement | None:
    return next((node for node in (element, *element.iterancestors()) if node.tag in _HOLDERS), None)


def _card(page: Page, marks: Sequence[frozenset[str]], taken: range, url: str, own: str | None) -> Related:
    first = page.pieces[taken.start]
    rest = [(page.pieces[number], marks[number]) for number in taken[1:]]
    deck = next((piece.text for piece, _ in rest if len(piece.text) > 40), None)
    names = [piece.text for piece, mark in rest if "byline" in mark and len(piece.text) < 80]
    link = _main_link(first)
    host = host_of(url)
    return Related(
        headline=first.text[link.start : link.end] if _names_more(first) else first.text,
        deck=deck,
        publisher=host if host and host != host_of(own) else None,
        authors=clean_names(names, frozenset()),
        url=url,
        at=first.at,
        end=page.pieces[taken.stop - 1].end,
    )


def with_slots(page: Page, cards: Sequence[Card], kept: Collection[int]) -> Iterator[Card]:
    """Yield the cards, each with the heading of its box and its place there, counting stories, from 1."""
    carded = frozenset(number for pieces, _ in cards for number in pieces)
    boxes = _Boxes(page=page, kept=frozenset(kept), carded=carded)
    places: dict[tuple[HtmlElement, str], list[str | None]] = {}
    for pieces, card in cards:
        box = boxes.around(pieces.start)
        if box is None:
            yield pieces, card
            continue
        held = places.setdefault(box, [])
        if card.url not in held:
            held.append(card.url)
        yield pieces, replace(card, slot=box[1], rank=held.index(card.url) + 1)


@dataclass(frozen=True, kw_only=True)
class _Boxes:
    page: Page
    kept: frozenset[int]
    carded: frozenset[int]

    @cached_property
    def _story(self) -> frozenset[HtmlElement]:
        """Every element that holds something of the story."""
        inner = (self.page.pieces[number].inner for number in self.kept)
        return frozenset(node for own in inner for node in (own, *own.iterancestors()))

    def around(self, number: int) -> tuple[HtmlElement, str] | None:
        """Return the box of the card at a piece, and the box's heading."""
        inner, top = self.page.pieces[number].inner, None
        for box in (inner, *inner.iterancestors()):
            if box in self._story or box.tag == "body":
                break
            if heading := self._heading(box, number) or self._named(box):
                return box, heading
            top = box
        heading = self._over(top) if top is not None else None
        return (top, heading) if top is not None and heading else None

    def _heading(self, box: HtmlElement, card: int) -> str | None:
        """Return the nearest heading above the card inside the box; a link only where it opens the box."""
        opening = self._first[box]
        start = bisect_left(self._heads, max(opening, card - REACH))
        for number in reversed(self._heads[start : bisect_left(self._heads, card)]):
            piece = self.page.pieces[number]
            if not _is_of_another(piece.element, box) and (piece.linked < 0.5 or number == opening):
                return piece.text
        return None

    @cached_property
    def _heads(self) -> list[int]:
        """The pieces that may head a box."""
        pieces = enumerate(self.page.pieces)
        return [number for number, piece in pieces if number not in self.carded and _may_head(piece)]

    @cached_property
    def _first(self) -> dict[HtmlElement, int]:
        """The first piece of each element that holds any."""
        found: dict[HtmlElement, int] = {}
        for number, piece in enumerate(self.page.pieces):
            for node in (piece.inner, *piece.inner.iterancestors()):
                if node in found:
                    break
                found[node] = number
        return found

    def _named(self, box: HtmlElement) -> str | None:
        """Return the name that a box has for screen readers."""
        if box.tag in _UNITS:
            return None
        name = " ".join((box.get("aria-label") or "").split())
        for label in (box.get("aria-labelledby") or "").split()[:1]:
            name = self._texts.get(label, name)
        return name if 0 < len(name) <= LONGEST else None

    @cached_property
    def _texts(self) -> dict[str, str]:
        nodes = ((node.get("id"), node) for node in self.page.tree.iterfind(".//*[@id]"))
        return {name: " ".join(" ".join(node.itertext()).split()) for name, node in nodes if name}

    def _over(self, box: HtmlElement) -> str | None:
        """Return the heading right before a box, beside it and no part of the story."""
        number = self._first[box] - 1
        if number < 0:
            return None
        piece = self.page.pieces[number]
        beside = box.getparent() in (piece.element.getparent(), piece.element)
        if number in self.kept or number in self.carded or not beside or piece.linked >= 0.5:
            return None
        return piece.text if _may_head(piece) or (piece.strong and len(piece.text) <= LONGEST) else None


def _may_head(piece: Piece) -> bool:
    return (
        heading_level(piece.element) > 0 and len(piece.text) <= LONGEST and any(map(str.isalpha, piece.text))
    )


def _is_of_another(node: HtmlElement, box: HtmlElement) -> bool:
    """Return whether a heading stands in an item of the box: a card's headline, not the box's."""
    for around in (node, *node.iterancestors()):
        if around is box:
            return False
        if around.tag in _UNITS:
            return True
    return False
