"""Given names of many languages, and whether a name begins with one."""

import re
from functools import lru_cache
from pathlib import Path

from lib.actors.dictionary import fold

GIVEN_NAMES = Path(__file__).parent / "given_names.txt"
_INITIAL = re.compile(r"[A-Z]\.")


def is_given_name(surface: str) -> bool:
    """Return whether a name of several words begins with a given name."""
    first, _, rest = surface.partition(" ")
    last = rest.split()[-1] if rest else ""
    known = _INITIAL.fullmatch(first) or is_given(first)
    return bool(known) and len(last) > 2 and last[0].isupper()


def is_given(word: str) -> bool:
    """Return whether a word is a given name."""
    return fold(word).lower() in _given_names()


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    """Return given names, folded and in lower case."""
    return frozenset(GIVEN_NAMES.read_text(encoding="ascii").split())
