"""Remarks inside a link that only screen readers tell, such as ", opens new tab": no words of the story."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from lib.clean.pieces import Piece

LONGEST = 60  # characters of such a remark

_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:sr-?only|visually-?hidden|hidden-visually|screen-?reader(?:-text|-only)?|a11y-hidden"
    r"|assistive-text|show-for-sr|element-invisible)(?:$|[\s_-])",
    re.IGNORECASE,
)
_STYLES = re.compile(r"clip:rect\([01](?:px)?[ ,]|clip-path:inset\((?:50|100)%", re.IGNORECASE)


def is_hint(node: HtmlElement) -> bool:
    """Whether an inline element is laid out to be heard and not seen, and is short."""
    style = re.sub(r"\s*([:;(])\s*", r"\1", node.get("style") or "")
    if not _CLASSES.search(node.get("class") or "") and not _STYLES.search(style):
        return False
    return len(" ".join("".join(node.itertext()).split())) <= LONGEST


def hints_of(pieces: Iterable[Piece], source: str) -> list[str]:
    """The remarks that the texts of pieces leave out, each once."""
    found = (" ".join(source[at:end].split()) for piece in pieces for at, end in piece.hints)
    return list(dict.fromkeys(filter(None, found)))
