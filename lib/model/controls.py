"""Removing characters that break XML, JSON or search: controls, lone surrogates, invisible marks."""

import json
import re
from typing import Any

# Where a line may break; what turns letters round, so that a text seems to say something else; and controls
# of the range C1, such as U+009B, with which a terminal is given orders. U+0085 is a line break.
UNSEEN = frozenset(
    ["\u00ad", "\u200b", "\u2060", "\ufeff"]
    + [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    + [chr(code) for code in range(0x80, 0xA0) if code != 0x85]
)
_NOT_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # w3.org/TR/xml/#charsets
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # halves that do not stand for a byte of a file's name
_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:[bf]|u00(?:0[0-8bcef]|1[0-9a-f]))")  # as Python writes them
_NUMBERED = r"0*(?:[1-8]|1[124-9]|2\d|3[01]|127)(?:;|(?!\d))"
_IN_HEX = r"x0*(?:[1-8bcef]|1[0-9a-f]|7f)(?:;|(?![0-9a-f]))"
_REFERENCE = re.compile(f"&#(?:{_NUMBERED}|{_IN_HEX})", re.IGNORECASE)


def without_controls(text: str) -> str:
    """Return a text without control characters, lone surrogates and noncharacters such as U+FFFF."""
    return _CONTROL.sub("", text)


def without_non_xml(text: str) -> str:
    """Return a text without characters that no XML 1.0 document may hold."""
    return _NOT_XML.sub("", text)


def without_unseen(text: str) -> str:
    """Return a text without invisible characters, such as soft hyphens, that hide names from a search."""
    return text if text.isascii() else text.translate(_NOT_UNSEEN)


def in_one_line(text: str) -> str:
    """Return the words of a text joined by single spaces, without invisible characters."""
    return " ".join(without_unseen(text).split())


def without_references(markup: str) -> str:
    """Return markup without character references to control characters, such as &#8; and &#x1f;."""
    return _REFERENCE.sub("", markup) if "&#" in markup else markup


def without_controls_in(value: Any) -> Any:
    """Return a JSON value without control characters and lone surrogates in its strings."""
    written = json.dumps(value, ensure_ascii=False)
    plain = _ESCAPE.sub(r"\1", without_controls(written))
    return value if plain == written else json.loads(plain)


def printable(name: str) -> str:
    """Return a file name, which may hold undecodable bytes, as Unicode with U+FFFD in their places."""
    return _NO_BYTE.sub("\ufffd", name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
