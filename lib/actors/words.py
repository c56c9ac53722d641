"""The rules' word lists from words.yaml, and tests of words for offices."""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words.yaml"
GIVEN_NAMES = Path(__file__).parent / "given_names.txt"


def word_set(name: str) -> frozenset[str]:
    """Return a word list of words.yaml as a set."""
    return frozenset(_lists()[name].split())


def either(name: str) -> str:
    """Return a word list of words.yaml as alternatives for a regular expression."""
    return "|".join(map(re.escape, sorted(word_set(name))))


def word_rows(name: str) -> list[list[str]]:
    """Return a word list of words.yaml by lines, each split into words."""
    return [line.split() for line in _lists()[name].splitlines()]


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names of many languages, in lower case without accents."""
    return frozenset(GIVEN_NAMES.read_text(encoding="ascii").split())


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    lists: Any = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return dict(lists)


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
    """Return whether the word is an office or one beside an office, such as "deputy"."""
    plain = word.strip(".,").lower()
    return plain in OFFICES or plain in _MODIFIER_WORDS


def without_title(surface: str) -> int:
    """Return how many characters of offices stand before the name; 0 if there are none."""
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
        elif not (
            plain in _MODIFIER_WORDS
            or plain in ("of", "the")
            or (seen_office and plain in ("and", "for", "to"))
        ):
            break
    return cut if seen_office else 0


def is_half_an_office(text: str, start: int, end: int) -> bool:
    """Return whether the words begin an office: the "Treasury" of "Treasury Secretary Janet Yellen"."""
    following = _TOKEN.search(text, end)
    if following is None or not is_office(following[0]):
        return False
    return all(word.lower() in _MODIFIER_WORDS for word in text[start:end].split())


def is_title_between(between: str, *, adjective: bool) -> bool:
    """Return whether the words between a country and a person are an office without a verb."""
    possessive = _POSSESSIVE.match(between)
    words = between[possessive.end() :] if possessive else between
    if _NOT_BETWEEN.search(words.replace(".", "")) or not 0 < len(words.split()) <= _MOST_WORDS_BETWEEN:
        return False
    office = _OF.sub("", words.rstrip()) if not is_office(words.split()[-1]) else words
    tokens = office.split()
    if not tokens or not is_office(tokens[-1]):
        return False
    return adjective or possessive is not None or all(is_title_word(token) for token in tokens)


def is_office(word: str) -> bool:
    """Return whether the word is an office, also after a hyphen: vice-president."""
    word = word.strip(".").lower()
    return word in OFFICES or word.rsplit("-", 1)[-1] in OFFICES
