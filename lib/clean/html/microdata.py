"""Microdata: what elements marked with itemprop say, by property; of a nested item its name."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

LONGEST = 1_000  # characters of one value
NEAR = 4  # levels up to an element that holds both of two authors of one story

_PROPERTIES = etree.XPath("descendant::*/@itemprop")
_OTHERS = ("Comment", "UserComments", "ImageObject", "ListItem", "Review", "Rating", "Product", "Offer")


def items(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    """Return the values of each property, those of comments, pictures and lists left out.

    Several authors are of one story only where they stand close together.
    """
    found: dict[str, list[tuple[HtmlElement, str]]] = {}
    for node in _marked(tree):
        if _is_others(node):
            continue
        for name in (node.get("itemprop") or "").split():
            found.setdefault(name, []).extend((node, value) for value in _values(node))
    if authors := found.get("author"):
        found["author"] = [each for each in authors if _stands_near(each[0], authors[0][0])]
    return {name: tuple(value for _, value in pairs) for name, pairs in found.items() if pairs}


def _marked(node: HtmlElement) -> list[HtmlElement]:
    """Return the elements with a property.

    A step up inside the path takes a time that grows with their square.
    """
    return [value.getparent() for value in _PROPERTIES(node)]


def _is_others(node: HtmlElement) -> bool:
    """Return whether a property belongs to an item that is no story."""
    owner = next((each for each in node.iterancestors() if each.get("itemscope") is not None), None)
    return owner is not None and (owner.get("itemtype") or "").rsplit("/", 1)[-1] in _OTHERS


def _values(node: HtmlElement) -> Iterator[str]:
    inner = _marked(node) if node.get("itemscope") is not None else ()
    names = [each for each in inner if "name" in (each.get("itemprop") or "").split()]
    for each in names or [node]:
        value = each.get("content") or each.get("datetime") or " ".join(each.itertext())
        if value := " ".join(value.split())[:LONGEST]:
            yield value


def _stands_near(node: HtmlElement, first: HtmlElement) -> bool:
    above = [first, *first.iterancestors()][:NEAR]
    return any(each in above for each in [node, *node.iterancestors()][:NEAR])
