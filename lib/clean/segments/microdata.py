"""Reads the microdata of a page: the values of each property of its story, without those of other items."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from lib.clean import words
from lib.model.controls import in_one_line

ARTICLES: Sequence[str] = words.read("metadata")["articles"]  # types of an item that is a story
VALUE = 1_000  # characters of one value
NAMES = 50  # of one item, whatever items it holds
CARD_LEVELS = 8  # of boxes around a property, among which one may be another story's card
CARD_LETTERS = 600  # of such a card
HEADLINE_WORDS = 4  # of the shortest link that is its headline
NEAR = 4  # levels up to an element that holds both of two authors of one story

PROPERTY_NAMES = etree.XPath("descendant::*/@itemprop")
_FOREIGN = ("Comment", "UserComments", "ImageObject", "ListItem", "Review", "Rating", "Product", "Offer")


def microdata(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    """Return the microdata values of each property, without those of comments, pictures, lists and offers.

    Several authors count only if they are close together.
    """
    found: dict[str, list[tuple[HtmlElement, str]]] = {}
    items = Items(PROPERTY_NAMES(tree))
    for node in items.marked:
        if items.is_others(node):
            continue
        for name in node.get("itemprop", "").split():
            found.setdefault(name, []).extend((node, value) for value in items.values(node))
    if authors := found.get("author"):
        first = authors[0][0]
        near = {first, *islice(first.iterancestors(), NEAR - 1)}
        around = ((pair, {pair[0], *islice(pair[0].iterancestors(), NEAR - 1)}) for pair in authors)
        found["author"] = [pair for pair, holders in around if near & holders]
    return {name: tuple(value for _, value in pairs) for name, pairs in found.items() if pairs}


class Items:
    """The microdata items and properties of a page, and which property belongs to which item."""

    def __init__(self, properties: Iterable[Any]) -> None:
        # A step up inside the path takes a time that grows with their square.
        self.marked: list[HtmlElement] = [value.getparent() for value in properties]
        self._above: dict[HtmlElement, HtmlElement | None] = {}
        self._names: dict[HtmlElement, list[HtmlElement]] = {}
        owners = dict.fromkeys(map(self._owner, self.marked))
        articles = (item for item in owners if item is not None and _is_a(item, ARTICLES))
        headless = [item for item in articles if next(item.iter("h1"), None) is None]
        self._cards = frozenset(headless if len(headless) > 1 else ())  # several are cards for other stories
        loose = [node for node in self.marked if node.get("itemprop") in ("author", "keywords")][:NAMES]
        self._loose = {node: card for node in loose if (card := _card_of(node)) is not None}
        for node in self.marked:
            if "name" in node.get("itemprop", "").split():
                item = self._owner(node)
                while item is not None and len(names := self._names.setdefault(item, [])) < NAMES:
                    names.append(node)
                    item = self._owner(item)

    def is_others(self, node: HtmlElement) -> bool:
        """Return whether a property belongs to an item other than the story, e.g. a comment or a card."""
        owner = self._owner(node)
        if owner is None:  # a lone card may be the story's own head
            return node in self._loose and len(set(self._loose.values())) > 1
        return owner in self._cards or _is_a(owner, _FOREIGN)

    def values(self, node: HtmlElement) -> Iterator[str]:
        """Yield a property's values: its text; for an item its names, or the names of items in it."""
        inside = self._names.get(node, [])
        for each in [name for name in inside if self._owner(name) is node] or inside or [node]:
            value = each.get("content") or each.get("datetime") or _text(each)
            if value := in_one_line(value)[:VALUE]:
                yield value

    def _owner(self, node: HtmlElement) -> HtmlElement | None:
        """Return the nearest item around an element; None if it stands in no item."""
        way = [node]
        while (above := way[-1].getparent()) is not None and above.get("itemscope") is None:
            if above in self._above:
                above = self._above[above]
                break
            way.append(above)
        self._above |= dict.fromkeys(way, above)
        return above


def _card_of(node: HtmlElement) -> HtmlElement | None:
    """Return the nearest box around a property that links another story by its headline; or None."""
    own = set(node.iter("a"))
    for box in islice(node.iterancestors(), CARD_LEVELS):
        links = [each for each in islice(box.iter("a", "h1"), NAMES) if each not in own]
        if any(each.tag == "h1" for each in links):
            return None
        if any(len(_text(each).split()) >= HEADLINE_WORDS for each in links):
            return box if len(_text(box)) <= CARD_LETTERS else None
    return None


def _is_a(item: HtmlElement, types: Sequence[str]) -> bool:
    """Return whether an item declares one of these types, perhaps beside others: "…/Person …/Comment"."""
    declared = str(item.get("itemtype", "")).split()
    return any(each.rstrip("/").rpartition("/")[2] in types for each in declared)


def _text(node: HtmlElement) -> str:
    """Return the beginning of an element's text, long enough for one value."""
    words, length = [], 0
    for each in node.itertext():
        words.append(each)
        length += len(each.strip())
        if length > 4 * VALUE:
            break
    return " ".join(words)
