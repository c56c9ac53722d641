"""Tells whether two titles are of one story, by the words that they share."""

from lib.clean.words import pattern
from lib.model.folding import folded

_PART = 8  # letters of a title that is known as a part of another one
_SHARED, _LEAST = 0.6, 3  # of the words of the shorter title that the other has too, and of how many at least


def alike(one: str, other: str) -> bool:
    """Return whether two titles are of one story: the same, one in the other, or mostly of the same words."""
    left, right = folded(one), folded(other)
    if not left or not right:
        return False
    if left == right or ((left in right or right in left) and min(len(left), len(right)) >= _PART):
        return True
    words, others = words_of(one), words_of(other)
    shared = len(words & others)
    return shared >= _LEAST and shared >= _SHARED * min(len(words), len(others))


def words_of(title: str) -> set[str]:
    """Return the different words of a title in lower case."""
    return set(pattern("letters", "word").findall(title.casefold()))
