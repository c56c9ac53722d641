"""What a sentence holds and does not say: remarks for screen readers in links, cards that open at a touch."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from lib.clean.html.pieces import Piece

LONGEST = 60  # characters of such a remark

_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:sr-?only|visually-?hidden|hidden-visually|screen-?reader(?:-text|-only)?|a11y-hidden"
    r"|assistive-text|show-for-sr|element-invisible)(?:$|[\s_-])",
    re.IGNORECASE,
)
_STYLES = re.compile(r"clip:rect\([01](?:px)?[ ,]|clip-path:inset\((?:50|100)%", re.IGNORECASE)
_CARDS = re.compile(
    r"(?:^|[\s_-])(?:rollover|popover|hover-?card|tool-?tip)[\w-]*?[_-]*"
    r"(?:block|box|bubble|content|inner|panel|text)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_hint(node: HtmlElement) -> bool:
    """Return whether an inline element is laid out to be heard and not seen, and is short."""
    kind, style = node.get("class"), node.get("style")
    style = re.sub(r"\s*([:;(])\s*", r"\1", style) if style else ""
    if not (kind and _CLASSES.search(kind)) and not _STYLES.search(style):
        return False
    return len(" ".join("".join(node.itertext()).split())) <= LONGEST


def is_card(node: HtmlElement) -> bool:
    """Return whether an inline element is a card that opens over the words it stands behind."""
    kind = node.get("class")
    return bool(kind and _CARDS.search(kind))


def hints_of(pieces: Iterable[Piece], source: str) -> list[str]:
    """Return what the texts of pieces leave out, each once and no longer than a remark."""
    found = (" ".join(source[at:end].split()) for piece in pieces for at, end in piece.hints)
    told = (text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…" for text in found)
    return list(dict.fromkeys(filter(None, told)))
