"""Shares over time: rates with confidence intervals, and bursts far above the usual rate."""

import math
from collections.abc import Sequence

import pandas as pd

TIMES = 2.0  # how much higher than usual the rate of a burst is
RELUCTANCE = 1.0  # what it costs to begin one, in units of ln(number of periods)
_NORMAL = 1.959963984540054  # standard normal quantile of .975


def rates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with columns share (count / of), low and high, its 95 % confidence interval.

    Takes the columns count and of; a row whose `of` is 0 has no share (NaN): where nothing was captured,
    nothing can be said. The interval is Wilson's (1927, doi 10.1080/01621459.1927.10502953).
    """
    values = [_interval(int(count), int(of)) for count, of in zip(frame["count"], frame["of"], strict=True)]
    share, low, high = zip(*values, strict=True) if values else ((), (), ())
    return frame.assign(
        share=pd.Series(share, index=frame.index, dtype="float64"),
        low=pd.Series(low, index=frame.index, dtype="float64"),
        high=pd.Series(high, index=frame.index, dtype="float64"),
    )


def _interval(count: int, of: int) -> tuple[float, float, float]:
    """Return the share and the ends of its 95% interval by Wilson; NaN for all three where `of` is 0."""
    if of == 0:
        return math.nan, math.nan, math.nan
    share, square = count / of, _NORMAL**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = _NORMAL / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of**2))
    return share, max(0.0, middle - reach), min(1.0, middle + reach)


def bursts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a column burst: whether the period belongs to a burst.

    Takes the columns count and of, a row a period, the oldest first. Two states with rates p and TIMES p (p
    the overall rate, both below 1); the cheapest way through them by the binomial cost of each period, where
    beginning a burst costs RELUCTANCE; Kleinberg 2003, doi 10.1023/A:1024940629314, in its batched form.
    """
    counts, totals = [int(number) for number in frame["count"]], [int(number) for number in frame["of"]]
    values = _cheapest(counts, totals) if sum(counts) else [False] * len(counts)
    return frame.assign(burst=pd.Series(values, index=frame.index, dtype="bool"))


def costs(counts: Sequence[int], totals: Sequence[int], rate: float) -> list[float]:
    """Return for each period how badly its count fits a rate: minus the log-likelihood, up to a constant."""
    return [
        -(count * math.log(rate) + (total - count) * math.log1p(-rate)) if total else 0.0
        for count, total in zip(counts, totals, strict=True)
    ]


def usual_and_burst_rate(counts: Sequence[int], totals: Sequence[int]) -> tuple[float, float]:
    """Return the overall rate and TIMES that rate, which a burst has, both kept below 1."""
    usual = min(sum(counts) / sum(totals), 0.999)
    return usual, min(usual * TIMES, (1 + usual) / 2)


def _cheapest(counts: Sequence[int], totals: Sequence[int]) -> list[bool]:
    """Return for each period whether it belongs to a burst, by the sequence of states that costs least.

    A period costs the more, the less its count fits the rate of its state; to begin a burst costs extra, to
    end one nothing.
    """
    usual, high = usual_and_burst_rate(counts, totals)
    begin = RELUCTANCE * math.log(max(len(counts), 2))
    calm, burst = 0.0, math.inf  # the cost of the cheapest way to each state; it begins calm
    follows_burst: list[tuple[bool, bool]] = []  # whether it goes to calm, and to a burst, from a burst
    for quiet, loud in zip(costs(counts, totals, usual), costs(counts, totals, high), strict=True):
        follows_burst.append((burst < calm, burst <= calm + begin))
        calm, burst = min(calm, burst) + quiet, min(calm + begin, burst) + loud
    is_burst, states = burst < calm, []
    for to_calm, to_burst in reversed(follows_burst):
        states.append(is_burst)
        is_burst = to_burst if is_burst else to_calm
    return states[::-1]
