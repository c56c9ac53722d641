"""The word lists of the rules, read from words.yaml."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words.yaml"


def word_set(name: str) -> frozenset[str]:
    """Return one word list."""
    return frozenset(_lists()[name].split())


def either(name: str) -> str:
    """Return one word list as the alternatives of a pattern."""
    return "|".join(map(re.escape, sorted(word_set(name))))


def word_rows(name: str) -> list[list[str]]:
    """Return a list of lines, each as its words."""
    return [line.split() for line in _lists()[name].splitlines()]


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    lists: Any = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return dict(lists)
