"""Composes letters with the accents that stand behind them, as in "e" and U+0301 for "é"."""

import re
from unicodedata import normalize

# A letter of Europe or Vietnam with a few accents; hostile texts have thousands.
_DECOMPOSED = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff][\u0300-\u036f]{1,3}(?![\u0300-\u036f])"
)
_TAG_OR_DECOMPOSED = re.compile(f"(?P<tag><[a-zA-Z][^<>]{{0,4000}}>)|{_DECOMPOSED.pattern}")
_ADDRESSES = re.compile(r"://|\b(?:src|srcset|href)\b", re.IGNORECASE)
# The first byte of each accent of this kind in UTF-8; to look for them is quicker than to search the text.
_ACCENT_BYTES = (b"\xcc", b"\xcd")


def may_be_decomposed(utf8: bytes) -> bool:
    """Return whether a text in UTF-8 may have accents behind their letters, as "e" and U+0301.

    The first bytes of such accents tell.
    """
    return any(byte in utf8 for byte in _ACCENT_BYTES)


def composed(content: str) -> str:
    """Return a page with its letters composed (NFC), except in tags with an address.

    Such a tag stays: a server knows a file by the letters that its name was saved with.
    """
    return _TAG_OR_DECOMPOSED.sub(_composed_match, content)


def _composed_match(match: re.Match[str]) -> str:
    """Return a letter composed with its accents, or a tag with its letters composed if it has no address."""
    if not match["tag"]:
        return normalize("NFC", match[0])
    if _ADDRESSES.search(match[0]):
        return match[0]
    return _DECOMPOSED.sub(lambda letter: normalize("NFC", letter[0]), match[0])
