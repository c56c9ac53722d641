"""The words of offices, such as "foreign minister", and where they stand between or before names."""

import re
from itertools import pairwise

from lib.actors.words import word_set

OFFICES = word_set("offices")
_MODIFIER_WORDS = word_set("office_modifiers")
_TOKEN = re.compile(r"\S+")
_PORTFOLIO = re.compile(  # what an office is for: "envoy [for climate]", "Secretary [of Health and Labour]"
    r"\s+(?:of|for|to|on|in charge of)\s+(?:the\s+)?[\w'’.&-]+(?:\s+(?:and|of)\s+[\w'’-]+|\s+[\w'’-]+){0,2}$"
)
_POSSESSIVE = re.compile(r"\s*['’]s?\b")
_PARTS_THEM = re.compile(  # a country and an office that is not its own: "Norway [said] the minister"
    r"[.,;:!?()\[\]\"“”—–\n]|\b(?:and|or|but|that|which|who|said|says|with|from|against|by)\b"
)
_MOST_WORDS_BETWEEN = 7  # "foreign minister and deputy chair of the council"; a clause is longer


def is_title_word(word: str) -> bool:
    """Return whether the word is an office or one beside an office, such as "deputy"."""
    word = _plain(word)
    return word in OFFICES or word in _MODIFIER_WORDS


def _plain(word: str) -> str:
    """Return a word as the lists have it: "gov" for "Gov.,"."""
    return word.strip(".,").lower()


def title_length(surface: str) -> int:
    """Return the length of the offices that begin a name: 10 for "President Ann Moss"; 0 if none does."""
    length = 0
    seen_office = False
    for token, following in pairwise(_TOKEN.finditer(surface)):
        word = _plain(token[0])
        if word in OFFICES:
            seen_office = True
            length = following.start()
        elif word in _MODIFIER_WORDS:
            length = following.start() if seen_office else 0  # Secretary of State
        elif word in ("of", "the") or (seen_office and word in ("and", "for", "to")):
            continue
        else:
            break
    return length


def is_half_an_office(text: str, start: int, end: int) -> bool:
    """Return whether a span is the first half of an office: "Treasury" in "Treasury Secretary Yellen"."""
    following = _TOKEN.search(text, end)
    if following is None or not is_office(following[0]):
        return False
    return all(word.lower() in _MODIFIER_WORDS for word in text[start:end].split())


def is_title_between(between: str, *, adjective: bool) -> bool:
    """Return whether the words between a country and a person are an office and nothing else.

    " Secretary of State " and "'s climate envoy " are, " thanked President " is not. Behind an adjective or a
    possessive any word may stand before the office, else only words of offices.
    """
    possessive = _POSSESSIVE.match(between)
    words = between[possessive.end() :] if possessive else between
    if _PARTS_THEM.search(words.replace(".", "")) or not 0 < len(words.split()) <= _MOST_WORDS_BETWEEN:
        return False
    office = _PORTFOLIO.sub("", words.rstrip()) if not is_office(words.split()[-1]) else words
    tokens = office.split()
    if not tokens or not is_office(tokens[-1]):
        return False
    return adjective or possessive is not None or all(is_title_word(token) for token in tokens)


def is_office(word: str) -> bool:
    """Return whether the word is an office, also after a hyphen: vice-president."""
    word = _plain(word)
    return word in OFFICES or word.rsplit("-", 1)[-1] in OFFICES
