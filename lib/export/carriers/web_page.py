"""HTML: the recipe is a script of data in the head; what the page shows is all the rest."""

import re

from lib.export.carriers.common import KEY, sha256

_SCRIPT = re.compile(rb'<script type="application/json" id="' + KEY.encode() + rb'">(.*?)</script>\n', re.S)


def accepts(start: bytes) -> bool:
    """Return whether a file's first bytes are those of an HTML page."""
    return start.lower().startswith((b"<!doctype html", b"<html"))


def put(content: bytes, text: str) -> bytes:
    """Return the page with the recipe's text as the last thing in its head."""
    plain = text.replace("<", "\\u003c")
    script = f'<script type="application/json" id="{KEY}">{plain}</script>\n'.encode()
    return content.replace(b"</head>", script + b"</head>", 1)


def get(content: bytes) -> str | None:
    """Return the text of the recipe in the page; None if it holds none."""
    held = _SCRIPT.search(content)
    return held[1].decode() if held else None


def shows(content: bytes) -> str:
    """Return a SHA-256 of the page without the recipe."""
    return sha256(_SCRIPT.sub(b"", content, count=1))
