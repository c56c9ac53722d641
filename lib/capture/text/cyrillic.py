"""The five old encodings of Cyrillic letters, distinguished by how likely the letters are that each gives.

The same bytes are letters in several of them; a wrong one gives rare letters, symbols, and capitals
inside words.
"""

import re
from itertools import pairwise

from lib.capture.text.text_sample import SAMPLE_BYTES

_CODECS = ("cp1251", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")  # koi8_u has all letters of koi8_r
_FREQUENT = frozenset("оаеинтсрвлі")  # 70 of 100 letters of a Russian news text

# Scores (see `cyrillic_score`): a Russian sentence of the news has 0.70 in its own encoding and at most 0.07
# in others, but 0.66 if cp1251 is read as mac_cyrillic or the reverse: they differ in capitals, one letter.
_MIN_PLAUSIBLE = 0.2  # halfway down: a page of names and capitals still passes
_MIN_CERTAIN = 0.5  # of a page that declares nothing
_CLEARLY_BETTER = 1.5  # times the score of the declared encoding; cp1251 and mac_cyrillic stay as declared

_LETTER_OF_EACH = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")  # ASCII's letter beside another's
_MAX_BESIDE_ASCII = 0.1  # of the bytes above 127; accented letters of Latin stand beside plain ones
_MIN_HIGH = 0.3  # of all bytes above 127: text in Cyrillic with the spaces and figures between
_ALLOWED_ASCII = 50  # bytes of a short text that may be an address or a name
_MIN_HIGH_BYTES = 3  # a letter or two are accents of a text in Latin


def best_cyrillic(data: bytes) -> str | None:
    """Return the most plausible Cyrillic encoding; None if none is plausible."""
    scores = {codec: cyrillic_score(data, codec) for codec in _CODECS}
    best = max(scores, key=scores.__getitem__)  # of equal ones the first
    return best if scores[best] > _MIN_PLAUSIBLE else None


def better_cyrillic(data: bytes, declared: str) -> str | None:
    """Return the Cyrillic encoding that clearly fits better than the declared Cyrillic one, else None."""
    if declared not in (*_CODECS, "koi8_r"):
        return None
    best = best_cyrillic(data)
    if best and cyrillic_score(data, best) > _CLEARLY_BETTER * cyrillic_score(data, declared):
        return best
    return None


def cyrillic_score(data: bytes, codec: str) -> float:
    """Return how well the bytes read as Cyrillic in an encoding: 1 at best, near 0 or less in a wrong one.

    It is the share of frequent letters, less those of symbols and, twice, of capitals inside words.

    The bytes of "новости" in koi8_u score 1 as koi8_u; as cp1251 they read "ОПЧПУФЙ" and score 0, since only
    small letters count as frequent.
    """
    high = bytes(byte for byte in data[:SAMPLE_BYTES] if byte > 127 or byte == 32)
    text = high.decode(codec, errors="replace")
    letters = sum(1 for letter in text if letter != " ") or 1
    frequent = sum(1 for letter in text if letter in _FREQUENT)
    inner_capitals = sum(1 for one, two in pairwise(text) if one.islower() and two.isupper())
    symbols = sum(1 for letter in text if letter != " " and not letter.isalpha())
    return (frequent - 2 * inner_capitals - symbols) / letters


def is_mostly_cyrillic(data: bytes, codec: str) -> bool:
    """Return whether text without a declaration is Cyrillic in this encoding and not Latin with accents."""
    high = sum(1 for byte in data if byte > 127)
    stands_apart = len(_LETTER_OF_EACH.findall(data)) < _MAX_BESIDE_ASCII * high
    enough = max(_MIN_HIGH_BYTES, _MIN_HIGH * len(data) - _ALLOWED_ASCII)
    return high > enough and stands_apart and cyrillic_score(data, codec) > _MIN_CERTAIN
