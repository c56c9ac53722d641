"""Chance: how many stories name two independent actors together.

Closed form: of N stories a name the first actor and b the second; with no tie between them the number that
name both is hypergeometric (Fisher 1935; for co-occurrence see Veech 2013, doi 10.1111/geb.12025).
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

LEVEL = 0.95
_REACH = 12.0  # standard deviations on each side of the mean: the rest weighs less than 1e-20
_SLACK = 1e-9  # what rounding leaves of a tail


def expected(first: int, second: int, units: int) -> float:
    """Return the mean number of stories that name both: a b / N; 0 where there are no stories."""
    return first * second / units if units else 0.0


def interval(first: int, second: int, units: int, *, level: float = LEVEL) -> tuple[int, int]:
    """Return the equal-tailed range [low, high] that holds the number naming both in `level` of all cases."""
    counts, cumulated = _distribution(first, second, units)
    tail = (1 - level) / 2
    low = counts[int(np.searchsorted(cumulated, tail - _SLACK, side="right"))]
    high = counts[min(int(np.searchsorted(cumulated, 1 - tail - _SLACK)), len(counts) - 1)]
    return int(low), int(high)


def _distribution(first: int, second: int, units: int) -> tuple[npt.NDArray[np.int64], Numbers]:
    """Return the possible counts around the mean and their cumulated chances."""
    if not 0 <= max(first, second) <= units:
        raise ValueError(f"{first} and {second} stories cannot be among {units}.")
    lowest, highest = max(0, first + second - units), min(first, second)
    mean = expected(first, second, units)
    spread = np.sqrt(mean * (1 - first / units) * (units - second) / max(units - 1, 1)) if units else 0.0
    reach = _REACH * float(spread) + 12
    low, high = max(lowest, int(mean - reach)), min(highest, int(mean + reach) + 1)
    counts = np.arange(low, high + 1, dtype=np.int64)
    logs = _log_factorials(units)
    weights: Numbers = np.exp(
        logs[first] - logs[counts] - logs[first - counts]
        + logs[units - first] - logs[second - counts] - logs[units - first - second + counts]
        - logs[units] + logs[second] + logs[units - second]
    )  # fmt: skip
    return counts, np.cumsum(weights / weights.sum())


@lru_cache(maxsize=2)
def _log_factorials(up_to: int) -> Numbers:
    logs: Numbers = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, up_to + 1, dtype=np.float64)))])
    return logs
