"""How much of their words two sentences share, a rare word weighing more."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Words = frozenset[str]
Matrix = npt.NDArray[np.float64]  # a row for each of some sentences, a column for each of others


def rarity(stories: int, having: int) -> float:
    """Return the weight of a word, its smoothed inverse document frequency: 0 where all stories have it."""
    return max(0.0, math.log((stories + 1) / (having + 1)))


def shares(ours: Sequence[Words], others: Sequence[Words], weights: Mapping[str, float]) -> Matrix:
    """Return for each of `ours` (rows) how much of its words each of `others` has, by weight, 0 to 1."""
    whole = _weight(ours, weights)[:, None]
    shared = _shared(ours, others, weights)
    return np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)


def likeness(ours: Sequence[Words], others: Sequence[Words], weights: Mapping[str, float]) -> Matrix:
    """Return how alike each of `ours` is to each of `others` (Ochiai): 1 for the same words, 0 for none."""
    whole = np.sqrt(_weight(ours, weights)[:, None] * _weight(others, weights)[None, :])
    shared = _shared(ours, others, weights)
    return np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)


def _weight(sentences: Sequence[Words], weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
    """Return the sum of the weights of each sentence's words."""
    return np.array([math.fsum(weights[word] for word in words) for words in sentences])


def _shared(ours: Sequence[Words], others: Sequence[Words], weights: Mapping[str, float]) -> Matrix:
    """Return for each of `ours` (rows) and of `others` the weight of the words that they have in common."""
    rows, columns = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for places, sentences in ((rows, ours), (columns, others)):
        for number, words in enumerate(sentences):
            for word in words:
                places[word].append(number)
    shared = np.zeros((len(ours), len(others)))
    for word in sorted(rows.keys() & columns.keys()):  # so that sums are the same each time
        shared[np.ix_(rows[word], columns[word])] += weights[word]
    return shared
