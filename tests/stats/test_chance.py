import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.stats.chance import (
    MORE,
    NO_MORE,
    SINGLE,
    UNTESTED,
    chance_of_at_least,
    expected,
    significance_limit,
    verdicts,
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Return reports that name both, the first, the second, and all."""
    units = draw(st.integers(1, 3000))
    first, second = draw(st.integers(0, units)), draw(st.integers(0, units))
    return draw(st.integers(0, min(first, second))), first, second, units


def one(together: int, first: int, second: int, units: int) -> float:
    return float(chance_of_at_least(np.array([together]), np.array([first]), np.array([second]), units)[0])


@given(tables())
def test_the_tail_is_that_of_the_hypergeometric_distribution(table: tuple[int, int, int, int]) -> None:
    from scipy.stats import hypergeom  # a second to load, for the one worker that runs this

    together, first, second, units = table
    reference = hypergeom(units, first, second).sf(together - 1)
    assert one(*table) == pytest.approx(reference, rel=1e-6, abs=1e-12)


def test_fewer_than_must_be_together_are_sure_and_none_is_sure_too() -> None:
    assert one(3, 40, 7, 40) == 1.0  # all seven name both somewhere, three in one sentence
    assert one(0, 3, 4, 100) == 1.0


def test_an_actor_in_every_report_leaves_nothing_to_chance() -> None:
    assert one(7, 40, 7, 40) == 1.0
    assert expected(np.array([40]), np.array([7]), 40).tolist() == [7]


def test_no_reports_expect_nothing() -> None:
    assert expected(np.array([0]), np.array([0]), 0).tolist() == [0.0]
    assert chance_of_at_least(np.array([]), np.array([]), np.array([]), 0).tolist() == []


def test_counts_beyond_all_reports_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be among 5"):
        one(2, 6, 2, 5)


def test_a_million_reports_are_answered() -> None:
    from scipy.stats import hypergeom

    assert one(1200, 40_000, 25_000, 1_000_000) == pytest.approx(
        hypergeom(1_000_000, 40_000, 25_000).sf(1199), rel=1e-5
    )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.integers(0, 200))
def test_the_bar_is_that_of_benjamini_and_hochberg(chances: list[float], never: int) -> None:
    from scipy.stats import false_discovery_control

    family = [*chances, *[1.0] * never]
    limit = significance_limit(np.array(chances), np.ones(len(chances), dtype=np.int64), len(family))
    finds = [p for p, held in zip(family, false_discovery_control(family), strict=True) if held <= 0.05]
    assert limit == max(finds, default=0.0)


def test_pairs_with_one_chance_count_as_many() -> None:
    assert significance_limit(np.array([0.01]), np.array([1]), 10) == 0.0
    assert significance_limit(np.array([0.01]), np.array([2]), 10) == 0.01


def test_every_pair_gets_its_verdict_and_below_thirty_reports_none_does() -> None:
    together, chances = np.array([4, 4, 1]), np.array([0.001, 0.2, 0.0001])
    assert verdicts(together, chances, 0.01, 30) == [MORE, NO_MORE, SINGLE]
    assert verdicts(together, chances, 0.01, 29) == [UNTESTED] * 3


def test_pairs_without_a_tie_raise_few_alarms_and_planted_ties_are_found() -> None:
    lot, units = np.random.default_rng(1962), 600
    free = lot.random((units, 60)) < 0.1
    tied = free[:, :20].copy()
    tied[free[:, 20:40] & (lot.random((units, 20)) < 0.5)] = True
    named = np.hstack([tied, free[:, 20:]]).astype(np.int64)
    first, second = np.triu_indices(60, 1)
    totals, together = named.sum(axis=0), (named.T @ named)[first, second]
    chances = chance_of_at_least(together, totals[first], totals[second], units)
    found = chances <= significance_limit(chances, np.ones(len(chances), dtype=np.int64), len(chances))
    planted = (second == first + 20) & (first < 20)
    assert found[planted].all() and found[~planted].sum() <= 5
