"""Tells the level of a heading, by its tag, its role, or a class that makes it one."""

from lxml.html import HtmlElement

from lib.clean import words

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
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
    styled = _HEADING.search(element.get("class") or "") if element.tag in _STYLED else None
    return int(styled["level"] or STYLED) if styled else 0
