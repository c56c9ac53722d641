"""Control characters, which no reader sees and a tree of markup may not hold."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = r"0*(?:[1-8]|1[124-9]|2\d|3[01]|127)(?:;|(?!\d))"
_IN_HEX = r"x0*(?:[1-8bcef]|1[0-9a-f]|7f)(?:;|(?![0-9a-f]))"
_REFERENCE = re.compile(f"&#(?:{_NUMBERED}|{_IN_HEX})", re.IGNORECASE)


def without_controls(text: str) -> str:
    """Return a text without control characters, halves of a pair and what is no character."""
    return _CONTROL.sub("", text)


def without_references(markup: str) -> str:
    """Return markup without the references that stand for a control character."""
    return _REFERENCE.sub("", markup) if "&#" in markup else markup
