import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from lib.stats.chance import expected, interval


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int]:
    """Return stories that name the first actor, the second, and all."""
    units = draw(st.integers(1, 3000))
    return draw(st.integers(0, units)), draw(st.integers(0, units)), units


@given(tables(), st.sampled_from([0.9, 0.95, 0.99]))
def test_the_range_is_that_of_the_hypergeometric_distribution(
    table: tuple[int, int, int], level: float
) -> None:
    first, second, units = table
    reference = hypergeom(units, first, second)
    low, high = interval(first, second, units, level=level)
    tail = (1 - level) / 2
    assert reference.cdf(low - 1) <= tail + 1e-7 <= reference.cdf(low) + 2e-7
    assert reference.cdf(high) >= 1 - tail - 1e-7
    assert high == low or reference.cdf(high - 1) < 1 - tail + 1e-7


def test_an_actor_in_every_story_leaves_nothing_to_chance() -> None:
    assert interval(40, 7, 40) == (7, 7)
    assert expected(40, 7, 40) == 7


def test_no_stories_expect_nothing() -> None:
    assert (expected(0, 0, 0), interval(0, 0, 0)) == (0.0, (0, 0))


def test_counts_beyond_all_stories_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be among 5"):
        interval(6, 2, 5)


def test_a_million_stories_are_answered() -> None:
    low, high = interval(40_000, 25_000, 1_000_000)
    spread = np.sqrt(1000 * 0.96 * 0.975)
    assert (low, high) == pytest.approx((1000 - 1.96 * spread, 1000 + 1.96 * spread), abs=2)
