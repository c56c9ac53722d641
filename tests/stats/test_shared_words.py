"""Words that two sentences share."""

import math

import pytest

from lib.stats.shared_words import likeness, rarity, shares
from tests.cases import every_case

WEIGHTS = {"the": 0.0, "cranes": 4.0, "stand": 1.0, "still": 1.0, "dock": 2.0, "rain": 3.0}


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PAIRS = [
    ("the cranes stand still", "cranes", 4 / 6, math.sqrt(4 / 6)),
    ("cranes", "the cranes stand still", 1.0, math.sqrt(4 / 6)),
    ("cranes stand", "dock stand", 1 / 5, 1 / math.sqrt(15)),
    ("dock rain", "rain dock", 1.0, 1.0),
    ("rain", "dock", 0.0, 0.0),
    ("the", "the", 0.0, 0.0),  # weighs nothing
    ("", "", 0.0, 0.0),
]


@every_case(("one", "other", "share", "alike"), PAIRS)
def test_words_count_by_their_weight(one: str, other: str, share: float, alike: float) -> None:
    assert shares([words(one)], [words(other)], WEIGHTS).tolist() == [[pytest.approx(share)]]
    assert likeness([words(one)], [words(other)], WEIGHTS).tolist() == [[pytest.approx(alike)]]


def test_each_is_compared_with_each() -> None:
    ours, others = [words("cranes dock"), words("rain")], [words("rain"), words("cranes"), words("dock")]
    assert shares(ours, others, WEIGHTS).round(2).tolist() == [[0, 0.67, 0.33], [1, 0, 0]]
    assert shares([], others, WEIGHTS).shape == (0, 3) and likeness(ours, [], WEIGHTS).shape == (2, 0)


def test_the_rarer_a_word_is_the_more_it_weighs() -> None:
    assert rarity(99, 0) == pytest.approx(math.log(100)) and rarity(99, 9) == pytest.approx(math.log(10))
    assert rarity(99, 99) == rarity(99, 120) == 0
