"""Recognises inline elements that only explain the words before them: cards, hints that are heard, notes."""

import re

from lxml.html import HtmlElement

from lib.clean import words

HINT = 60  # characters of a remark that is heard and not seen

_CLASSES = words.pattern("markup", "class of a remark")
_CARDS = words.pattern("markup", "class of a pop-up")
_NOTE_MARK = words.pattern("markup", "mark of a footnote")
_STYLES = re.compile(r"clip:rect\([01](?:px)?[ ,]|clip-path:inset\((?:50|100)%", re.IGNORECASE)


def is_hint(node: HtmlElement) -> bool:
    """Return whether an inline element is short text only for screen readers."""
    kind, style = node.get("class"), node.get("style")
    style = re.sub(r"\s*([:;(])\s*", r"\1", style) if style else ""
    if not (kind and _CLASSES.search(kind)) and not _STYLES.search(style):
        return False
    return len(" ".join("".join(node.itertext()).split())) <= HINT


def is_note_mark(node: HtmlElement) -> bool:
    """Return whether an element is a footnote's mark, linked with it, and no exponent."""
    if node.tag != "sup" or not _NOTE_MARK.fullmatch("".join(node.itertext()).strip()):
        return False
    near = (node.getparent(), *node.iterdescendants("a"))
    return any(each is not None and each.tag == "a" and "#" in (each.get("href") or "") for each in near)


def is_card(node: HtmlElement) -> bool:
    """Return whether an inline element is a pop-up card for the words before it."""
    kind = node.get("class")
    return bool(kind and _CARDS.search(kind))
