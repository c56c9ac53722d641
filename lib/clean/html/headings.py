"""Which elements are headings, and of which level: by tag, by role, or by the class that styles them so."""

import re

from lxml.html import HtmlElement

_TAGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_STYLED = frozenset({"div", "p", "span"})
_CLASS = re.compile(
    r"(?:^|[-_\s])(?:heading-?h(?P<level>[2-6])|(?:sub|cross|section)?-?head(?:ing|line)?s?|subhed"
    r"|zwischentitel|intertitre|ladillo|mezzotitolo|mellomtittel|mellanrubrik)(?:$|[-_\s])",
    re.IGNORECASE,
)
STYLED = 3  # the level of a heading that only its class makes one


def level(element: HtmlElement) -> int:
    """Return the level of a heading, 1 to 6; 0 for what is none."""
    if found := _TAGS.get(element.tag):
        return found
    if element.get("role") == "heading":
        told = element.get("aria-level", "")
        return int(told) if told in {"1", "2", "3", "4", "5", "6"} else STYLED
    styled = _CLASS.search(element.get("class") or "") if element.tag in _STYLED else None
    return int(styled["level"] or STYLED) if styled else 0
