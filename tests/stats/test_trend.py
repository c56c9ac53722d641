import math
from itertools import pairwise, product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.stats.trend import bursts, costs, rates, usual_and_burst_rate


def test_shares_have_wilson_s_interval() -> None:
    from scipy.stats import binomtest  # a second to load, for the one worker that runs this

    text = rates(pd.DataFrame({"count": [0, 3, 20], "of": [10, 12, 20]}))
    for row, (count, of) in zip(text.itertuples(), [(0, 10), (3, 12), (20, 20)], strict=True):
        reference = binomtest(count, of).proportion_ci(method="wilson")
        assert (row.share, row.low, row.high) == pytest.approx((count / of, reference.low, reference.high))


def test_a_week_without_stories_has_no_share() -> None:
    text = rates(pd.DataFrame({"count": [0], "of": [0]}))
    assert text[["share", "low", "high"]].isna().all(axis=None)


def test_no_weeks_have_the_columns_too() -> None:
    text = rates(pd.DataFrame({"count": [], "of": []}))
    assert list(text.columns) == ["count", "of", "share", "low", "high"]


def frame(counts: list[int], totals: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"count": counts, "of": totals})


def price(states: tuple[bool, ...], counts: list[int], totals: list[int]) -> float:
    """Return what one way through the two states costs."""
    usual, high = usual_and_burst_rate(counts, totals)
    calm, burning = costs(counts, totals, usual), costs(counts, totals, high)
    steps = sum(now and not before for before, now in pairwise((False, *states)))
    text = sum(loud if state else quiet for state, quiet, loud in zip(states, calm, burning, strict=True))
    return text + steps * math.log(max(len(counts), 2))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(20, 40)), min_size=2, max_size=9))
def test_no_way_through_is_cheaper(periods: list[tuple[int, int]]) -> None:
    counts, totals = [count for count, _ in periods], [total for _, total in periods]
    if not sum(counts):
        return
    found = tuple(bool(each) for each in bursts(frame(counts, totals))["burst"])
    best = min(price(each, counts, totals) for each in product((False, True), repeat=len(counts)))
    assert price(found, counts, totals) <= best + 1e-9


def test_three_loud_weeks_are_a_burst() -> None:
    counts = [2, 1, 2, 2, 1, 14, 16, 12, 2, 1, 2, 1]
    assert list(bursts(frame(counts, [40] * 12))["burst"]) == [5 <= week < 8 for week in range(12)]


def test_an_even_flow_has_none() -> None:
    assert not bursts(frame([3] * 12, [40] * 12))["burst"].any()


def test_more_stories_of_everything_are_none() -> None:
    assert not bursts(frame([2, 2, 20, 20, 2], [20, 20, 200, 200, 20]))["burst"].any()


def test_nobody_named_and_no_weeks_have_none() -> None:
    assert list(bursts(frame([0, 0], [4, 4]))["burst"]) == [False, False]
    assert bursts(frame([], []))["burst"].dtype == bool
