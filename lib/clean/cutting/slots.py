"""In which box a card stands, by the box's heading as printed, and at which place in it.

The box is the smallest element around a card that has a heading of its own, or a name for screen readers, and
holds nothing of the story. A box without either may stand right under its heading.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lxml.html import HtmlElement

from lib.clean.html.marks import heading_level
from lib.clean.html.page import Page
from lib.clean.html.segments import Piece
from lib.model.article import Related

LONGEST = 60  # characters of a box's heading
REACH = 120  # pieces from a card back to its box's heading

_UNITS = frozenset({"li", "article", "figure", "a"})

Card = tuple[range, Related]


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
        return frozenset(node for each in inner for node in (each, *each.iterancestors()))

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
        for each in (box.get("aria-labelledby") or "").split()[:1]:
            name = self._texts.get(each, name)
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
    for each in (node, *node.iterancestors()):
        if each is box:
            return False
        if each.tag in _UNITS:
            return True
    return False
