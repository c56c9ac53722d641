"""Words for offices: stripped from names, and part of a title between a country and a person."""

import re
from itertools import pairwise

from lib.actors.words import word_set

OFFICES = word_set("offices")
_MODIFIER_WORDS = word_set("office_modifiers")
_TOKEN = re.compile(r"[^\s]+")
_OF = re.compile(
    r"\s+(?:of|for|to|on|in charge of)\s+(?:the\s+)?[\w'’.&-]+(?:\s+(?:and|of)\s+[\w'’-]+|\s+[\w'’-]+){0,2}$"
)
_POSSESSIVE = re.compile(r"\s*['’]s?\b")
_NOT_BETWEEN = re.compile(
    r"[.,;:!?()\[\]\"“”—–\n]|\b(?:and|or|but|that|which|who|said|says|with|from|against|by)\b"
)
_MOST_WORDS_BETWEEN = 7


def is_title_word(word: str) -> bool:
    """Return whether a word is an office or a word that stands before one."""
    plain = word.strip(".,").lower()
    return plain in OFFICES or plain in _MODIFIER_WORDS


def without_title(surface: str) -> int:
    """Return how many characters of the surface are offices before the name; 0 when there is no office."""
    cut = 0
    seen_office = False
    tokens = list(_TOKEN.finditer(surface))
    for token, following in pairwise(tokens):
        plain = token[0].strip(".,").lower()
        if plain in OFFICES:
            seen_office = True
            cut = following.start()
        elif seen_office and plain in _MODIFIER_WORDS:
            cut = following.start()  # Secretary of State
        elif not _goes_on(plain, seen_office):
            break
    return cut if seen_office else 0


def _goes_on(word: str, seen_office: bool) -> bool:
    if word in _MODIFIER_WORDS or word in ("of", "the"):
        return True
    return seen_office and word in ("and", "for", "to")


def is_half_an_office(text: str, start: int, end: int) -> bool:
    """Return whether the words of a span open an office: "Treasury" before "Secretary Janet Yellen"."""
    following = _TOKEN.search(text, end)
    if following is None or not _is_office(following[0].lower()):
        return False
    return all(word.lower() in _MODIFIER_WORDS for word in text[start:end].split())


def is_title_between(between: str, *, adjective: bool) -> bool:
    """Return whether the words between a country and a person are an office and no verb."""
    possessive = _POSSESSIVE.match(between)
    words = between[possessive.end() :] if possessive else between
    if _NOT_BETWEEN.search(words.replace(".", "")) or not 0 < len(words.split()) <= _MOST_WORDS_BETWEEN:
        return False
    office = _OF.sub("", words.rstrip()) if not _is_office(words.split()[-1].strip(".").lower()) else words
    tokens = office.split()
    if not tokens or not _is_office(tokens[-1].strip(".").lower()):
        return False
    return adjective or possessive is not None or all(is_title_word(token) for token in tokens)


def _is_office(word: str) -> bool:
    return word in OFFICES or word.rsplit("-", 1)[-1] in OFFICES
