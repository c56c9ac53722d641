"""Chance: in how many reports two actors are named together if neither has to do with the other.

Of N reports a name the first actor and b the second; with no tie between them the number that name both is
hypergeometric (Fisher 1935; for co-occurrence see Veech 2013, doi 10.1111/geb.12025). Many pairs are looked
at, so the share of false finds among those called "more" is held (Benjamini and Hochberg 1995).
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

RATE = 0.05  # of false finds among all finds
ENOUGH = 30  # reports: of fewer nothing is said
MORE, NO_MORE, SINGLE, UNTESTED = (
    "more often than chance", "not clearly more often", "on a single report", "",
)  # fmt: skip
_REST = 1e-13  # of a sum: smaller terms change nothing


def expected(first: Counts, second: Counts, units: int) -> Numbers:
    """Return how many reports would name both actors by chance: first * second / units."""
    return np.asarray(first * (second / max(units, 1)), dtype=np.float64)


def chance_of_at_least(together: Counts, first: Counts, second: Counts, units: int) -> Numbers:
    """Return for each pair the probability that by chance `together` or more of `units` reports name both.

    Raises ValueError if an actor has more reports than there are.
    """
    k, a, b = (np.asarray(counts, dtype=np.int64) for counts in (together, first, second))
    if len(a) and not 0 <= max(int(a.max()), int(b.max())) <= units:
        raise ValueError(f"An actor of {max(int(a.max()), int(b.max()))} reports cannot be among {units}.")
    up = k * units > a * b  # above the mean terms fall from k on, below it from k - 1 down
    at = np.where(up, k, k - 1)
    term, total = _chance_of_exactly(at, a, b, units), np.zeros(len(k))
    live = np.flatnonzero(term)
    while len(live):
        j, a_, b_ = at[live], a[live], b[live]
        total[live] += term[live]
        rest = units - a_ - b_ + j
        term[live] *= np.where(
            up[live],
            (a_ - j) * (b_ - j) / ((j + 1.0) * (rest + 1)),
            j * rest / ((a_ - j + 1.0) * (b_ - j + 1)),
        )
        at[live] += np.where(up[live], 1, -1)
        live = live[term[live] > _REST * total[live]]
    return np.asarray(np.clip(np.where(up, total, 1 - total), 0.0, 1.0))


def significance_limit(chances: Numbers, pairs: Counts, family: int) -> float:
    """Return the largest probability that is still significant, by Benjamini and Hochberg; 0 if none is.

    `pairs` says how many pairs have each of the `chances`; `family` is the number of all pairs, also of pairs
    that are never named together.
    """
    order = np.argsort(chances)
    passed = chances[order] <= RATE * np.cumsum(pairs[order]) / max(family, 1)
    return float(chances[order][passed].max(initial=0.0))


def verdicts(together: Counts, chances: Numbers, limit: float, units: int) -> list[str]:
    """Return for each pair MORE, NO_MORE, SINGLE (named together in one report at most) or UNTESTED.

    `chances` up to `limit` are MORE; with fewer than ENOUGH reports (`units`) all are UNTESTED.
    """
    if units < ENOUGH:
        return [UNTESTED] * len(together)
    found = np.where(chances <= limit * (1 + 1e-9), MORE, NO_MORE)
    return [str(each) for each in np.where(together < 2, SINGLE, found)]


def _chance_of_exactly(k: Counts, a: Counts, b: Counts, units: int) -> Numbers:
    """Return for each pair the chance that exactly `k` reports name both; 0 where `k` is impossible.

    `a` and `b` are the numbers of reports that name each of the two, `units` that of all reports.
    """
    possible = (k >= 0) & (k <= np.minimum(a, b)) & (units - a - b + k >= 0)
    k = np.where(possible, k, np.maximum(0, a + b - units))
    logs = _log_factorials(units)
    chance: Numbers = np.exp(
        logs[a] - logs[k] - logs[a - k] + logs[units - a] - logs[b - k] - logs[units - a - b + k]
        - logs[units] + logs[b] + logs[units - b]
    )  # fmt: skip
    return np.asarray(np.where(possible, chance, 0.0))


@lru_cache(maxsize=2)
def _log_factorials(up_to: int) -> Numbers:
    """Return ln(n!) for each n from 0 to `up_to`."""
    logs: Numbers = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, up_to + 1, dtype=np.float64)))])
    return logs
