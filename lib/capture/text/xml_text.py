"""Repairs XML for a strict parser: encoding, unescaped ampersands, invalid references."""

import re
from collections.abc import Callable

from lib.capture.text.decode import decoded

_CDATA = re.compile(rb"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_REFERENCE = re.compile(rb"&(?:#[xX]([0-9a-fA-F]{1,9})|#([0-9]{1,9})|(amp|lt|gt|quot|apos));")
_BARE = re.compile(rb"&(?!#?\w{1,31};)")
_NAMED = {b"amp": 38, b"lt": 60, b"gt": 62, b"quot": 34, b"apos": 39}


def in_utf8(data: bytes, origin: str) -> bytes:
    """Return XML in UTF-8 with bare ampersands escaped and all character references valid and numeric.

    libxml2 accepts references to invalid characters, which become U+FFFD here, and then cannot read its own
    tree; after an error it drops named references. Raises CaptureError if the bytes are binary.
    """
    text = with_ampersands(decoded(data, origin=origin).content.encode("utf-8", "replace"))
    return _outside_cdata(text, _REFERENCE, _valid_reference) if b"&" in text else text


def with_ampersands(body: bytes) -> bytes:
    """Return the XML with bare ampersands escaped, which parsers drop, sometimes with the text after them."""
    if b"\0" in body or not _BARE.search(body):
        return body
    return _outside_cdata(body, _BARE, lambda _: b"&amp;")


def _outside_cdata(body: bytes, pattern: re.Pattern[bytes], new: Callable[[re.Match[bytes]], bytes]) -> bytes:
    """Return the XML with the pattern's matches replaced by `new`, except in CDATA sections."""
    end = body.rfind(b"]]>") + 3  # what opens after the last end has no end to find
    parts = _CDATA.split(body[:end]) if end > 2 else [b""]
    parts[-1] += body[end if end > 2 else 0 :]
    parts[::2] = [pattern.sub(new, part) for part in parts[::2]]
    return b"".join(parts)


def _valid_reference(reference: re.Match[bytes]) -> bytes:
    """Return a character reference as XML allows it: a named one as its number, an invalid one as U+FFFD."""
    if reference[3]:
        return b"&#%d;" % _NAMED[reference[3]]
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    known = number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD
    return reference[0] if known or 0x10000 <= number <= 0x10FFFF else b"\xef\xbf\xbd"
