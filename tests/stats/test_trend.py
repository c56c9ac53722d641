import pandas as pd
import pytest
from scipy.stats import binomtest

from lib.stats.trend import rates


def test_shares_have_wilson_s_interval() -> None:
    told = rates(pd.DataFrame({"count": [0, 3, 20], "of": [10, 12, 20]}))
    for row, (count, of) in zip(told.itertuples(), [(0, 10), (3, 12), (20, 20)], strict=True):
        reference = binomtest(count, of).proportion_ci(method="wilson")
        assert (row.share, row.low, row.high) == pytest.approx((count / of, reference.low, reference.high))


def test_a_week_without_stories_has_no_share() -> None:
    told = rates(pd.DataFrame({"count": [0], "of": [0]}))
    assert told[["share", "low", "high"]].isna().all(axis=None)


def test_no_weeks_have_the_columns_too() -> None:
    told = rates(pd.DataFrame({"count": [], "of": []}))
    assert list(told.columns) == ["count", "of", "share", "low", "high"]
