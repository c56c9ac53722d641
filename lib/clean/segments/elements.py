"""Asks of an element whether it is a heading, and within what it stands."""

from collections.abc import Collection
from itertools import takewhile

from lxml.html import HtmlElement

from lib.clean import words

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CONTROLS = frozenset({"title", "option", "button", "textarea"})  # whose words are no text of the page
_STYLED = frozenset({"div", "p", "span"})
_HEADING = words.pattern("markup", "class of a heading")
STYLED = 3  # the level of a heading that only its class makes one


def heading_level(element: HtmlElement) -> int:
    """Return the level of a heading, 1 to 6; 0 for other elements."""
    if found := HEADINGS.get(element.tag):
        return found
    if element.get("role") == "heading":
        stated = element.get("aria-level", "")
        return int(stated) if stated in {"1", "2", "3", "4", "5", "6"} else STYLED
    styled = _HEADING.search(element.get("class", "")) if element.tag in _STYLED else None
    return int(styled["level"] or STYLED) if styled else 0


def stands_in(element: HtmlElement, tags: Collection[str], box: HtmlElement) -> bool:
    """Return whether an element, or an element around it inside `box`, has one of the tags."""
    around = takewhile(lambda node: node is not box, (element, *element.iterancestors()))
    return any(node.tag in tags for node in around)


def nearest(element: HtmlElement, *tags: str) -> HtmlElement | None:
    """Return the nearest element with one of the tags, the element itself or one around it; or None."""
    return element if element.tag in tags else next(element.iterancestors(*tags), None)
