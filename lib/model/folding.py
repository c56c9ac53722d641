"""Folded text for comparison: without case, punctuation and white space."""

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 2_000  # characters of the longest text whose folding is remembered

_ASCII = {code: None for code in range(128) if not chr(code).isalnum()}
# Vowel signs from Devanagari to Khmer, which \w leaves out; without the danda, a full stop.
_SIGNS = r"\u0900-\u0963\u0966-\u109f\u1780-\u17d3"
_APART = re.compile(rf"[^\w{_SIGNS}]+|_")
_WORDS = re.compile(rf"[\w{_SIGNS}]+")


def folded(text: str) -> str:
    """Return the text's letters and digits in lower case: "theusvote" for "The U.S. vote"."""
    return _remembered(text) if len(text) <= REMEMBERED else _fold_text(text)


def _fold_text(text: str) -> str:
    """Return the same as `folded`, computed again at each call."""
    if text.isascii():  # the same, five times as fast
        return text.lower().translate(_ASCII)
    return _APART.sub("", unicodedata.normalize("NFKC", text).casefold())


# Pieces, the lines of the extractors and headlines are the same texts.
_remembered = lru_cache(maxsize=4_096)(_fold_text)


def folded_words(text: str) -> str:
    """Return the text's words in lower case, separated by single spaces, without punctuation.

    The dot that a capital I of Turkish leaves behind is dropped.
    """
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold().replace("\u0307", "")))
