"""The association of two actors, beyond how often each is named.

Units are stories (or independent origins). Of N units a name the first actor, b the second, c both.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.stats.chance import LEVEL, expected, interval

Numbers = npt.NDArray[np.float64]

SUPPORT = 3  # stories with both below which NPMI says little: rare pairs all look perfect
SURE = 10.83  # G2 at p = .001 with one degree of freedom: many pairs are looked at, not one
VERDICTS = ("more than chance", "as chance would have it", "less than chance", "too few to tell")


def npmi(together: Numbers, first: Numbers, second: Numbers, units: float) -> Numbers:
    """Return normalised pointwise mutual information: -1 (never together), 0 (independent), 1 (always).

    ln(c N / (a b)) / -ln(c / N); Bouma 2009, "Normalized (pointwise) mutual information in collocation
    extraction". 1 where all three counts are N, as the limit is.
    """
    c, a, b = (np.asarray(counts, dtype=np.float64) for counts in (together, first, second))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(c * units / (a * b)) / -np.log(c / units)
    value = np.where(c == 0, -1.0, value)
    everywhere = np.where((a == units) & (b == units), 1.0, 0.0)
    return np.asarray(np.where(c == units, everywhere, value))


def g2(together: Numbers, first: Numbers, second: Numbers, units: float) -> Numbers:
    """Return the signed log-likelihood ratio of the two-by-two table; minus where chance gives more.

    2 sum k ln(k N / (row column)) over c, a-c, b-c, N-a-b+c; Dunning 1993, "Accurate methods for the
    statistics of surprise and coincidence". Without the sign two frequent actors that avoid each other would
    lead the list.
    """
    c, a, b = (np.asarray(counts, dtype=np.float64) for counts in (together, first, second))
    cells = (
        (c, a, b),
        (a - c, a, units - b),
        (b - c, units - a, b),
        (units - a - b + c, units - a, units - b),
    )
    total = np.zeros_like(c)
    for cell, row, column in cells:
        with np.errstate(divide="ignore", invalid="ignore"):
            part = cell * np.log(cell * units / (row * column))
        total += np.where(cell > 0, part, 0.0)
    sign = np.where(c * units >= a * b, 1.0, -1.0)
    return np.asarray(sign * 2 * np.maximum(total, 0.0))


def surprising(edges: pd.DataFrame, units: int) -> pd.DataFrame:
    """Return the edges with columns npmi and g2: by which many pairs can be ranked.

    npmi is not given below SUPPORT stories with both.
    """
    c, a, b = _counts(edges)
    return edges.assign(npmi=np.where(c >= SUPPORT, npmi(c, a, b, units), np.nan), g2=g2(c, a, b, units))


def bounded(edges: pd.DataFrame, units: int, *, level: float = LEVEL) -> pd.DataFrame:
    """Return the edges with columns expected, low, high, verdict.

    `low` and `high` bound what chance alone gives in `level` of all cases (lib.stats.chance). Expensive, so
    computed only for what is shown.
    """
    c, a, b = _counts(edges)
    whole = [(int(first), int(second)) for first, second in zip(a, b, strict=True)]
    bounds = [interval(first, second, units, level=level) for first, second in whole]
    rated = edges.assign(
        expected=np.array([expected(first, second, units) for first, second in whole], dtype="float64"),
        low=np.array([low for low, _ in bounds], dtype="int64"),
        high=np.array([high for _, high in bounds], dtype="int64"),
    )
    return rated.assign(verdict=pd.Series(_verdicts(rated, c), index=rated.index, dtype="object"))


def _counts(edges: pd.DataFrame) -> tuple[Numbers, Numbers, Numbers]:
    """Return how many stories name both, the first, the second."""
    both, first, second = (
        edges[column].to_numpy(dtype=np.float64)
        for column in ("together", "source_stories", "target_stories")
    )
    return both, first, second


def _verdicts(rated: pd.DataFrame, together: Numbers) -> list[str]:
    more = (together > rated["high"]) & (together >= SUPPORT)
    less = together < rated["low"]
    few = (together < SUPPORT) & ~less
    return [VERDICTS[place] for place in np.select([more, less, few], [0, 2, 3], default=1)]
