"""The rules' word lists from words.yaml, as sets, as rows or as parts of regular expressions."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from lib.actors.yaml_file import read_yaml

WORDS = Path(__file__).parent / "words.yaml"
GIVEN_NAMES = Path(__file__).parent / "given_names.txt"
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x250))))  # of Latin letters


def word_set(name: str) -> frozenset[str]:
    """Return a word list of words.yaml as a set."""
    return frozenset(_word_lists()[name].split())


def either(name: str) -> str:
    """Return a word list of words.yaml as alternatives for a regular expression.

    A "_" in the list is a space, and a "*" any letters: "call*_on" is "calls on" too.
    """
    words = map(re.escape, sorted(word_set(name)))
    return "|".join(word.replace("_", " ").replace(r"\*", r"\w*") for word in words)


def longest_first(words: Iterable[str]) -> str:
    """Return words as alternatives for a regular expression, the longest first: none hides a longer one."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def any_capital(expression: str) -> str:
    """Return a regular expression in which "A-Z" stands for every Latin capital, such as Ł and Ž."""
    return expression.replace("A-Z", _CAPITALS)


def word_rows(name: str) -> list[list[str]]:
    """Return the lines of a word list of words.yaml, each split into words."""
    return [line.split() for line in _word_lists()[name].splitlines()]


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names of many languages, in lower case without accents."""
    return frozenset(GIVEN_NAMES.read_text(encoding="ascii").split())


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, str]:
    """Return the text of each list of words.yaml by the list's name."""
    return dict(read_yaml(WORDS))
