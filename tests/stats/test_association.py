import math
import random
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from lib.stats.association import VERDICTS, bounded, g2, npmi, surprising


def one(function: object, c: int, a: int, b: int, n: int) -> float:
    """Return the value for one pair."""
    assert callable(function)
    return float(function(np.array([c]), np.array([a]), np.array([b]), n)[0])


def pairs(rows: list[tuple[int, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["together", "source_stories", "target_stories"], dtype="int64")


def weighed(edges: pd.DataFrame, units: int) -> pd.DataFrame:
    """Return the edges with all that chance has to do with them."""
    return bounded(surprising(edges, units), units)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((10, 10, 10, 100), 1.0),  # never apart
        ((0, 10, 10, 100), -1.0),  # never together
        ((1, 10, 10, 100), 0.0),  # as often as chance has it
        ((4, 8, 8, 64), math.log(4) / math.log(16)),
        ((7, 7, 7, 7), 1.0),  # every story names both
    ],
)
def test_npmi_at_its_known_points(counts: tuple[int, int, int, int], value: float) -> None:
    assert one(npmi, *counts) == pytest.approx(value)


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """c, a, b, N of a table without an empty margin."""
    c, only_a, only_b, neither = (draw(st.integers(0, 400)) for _ in range(4))
    a, b, n = c + only_a, c + only_b, c + only_a + only_b + neither
    return (c, a, b, n) if 0 < a < n and 0 < b < n else (1, 2, 2, 9)


@given(tables())
def test_g2_is_the_log_likelihood_ratio_with_a_sign(table: tuple[int, int, int, int]) -> None:
    c, a, b, n = table
    cells = [[c, a - c], [b - c, n - a - b + c]]
    reference = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
    assert abs(one(g2, *table)) == pytest.approx(reference, abs=1e-6)
    assert one(g2, *table) >= 0 or c * n < a * b


def test_two_frequent_actors_that_avoid_each_other_have_a_negative_g2() -> None:
    assert one(g2, 5, 500, 500, 1000) < -10.83


@given(tables())
def test_npmi_and_g2_agree_on_the_side_of_chance(table: tuple[int, int, int, int]) -> None:
    c, a, b, n = table
    if c * n > a * b:
        assert one(npmi, *table) > 0 < one(g2, *table)
    if 0 < c * n < a * b:
        assert one(npmi, *table) < 0 >= one(g2, *table)


def test_every_pair_gets_its_verdict() -> None:
    told = weighed(pairs([(40, 50, 60), (6, 50, 100), (0, 400, 500), (2, 3, 3)]), 1000)
    assert list(told["verdict"]) == list(VERDICTS)
    assert told["npmi"].isna().tolist() == [False, False, True, True]
    assert told["expected"].tolist() == [3, 5, 200, 0.009]
    assert (told["low"] <= told["expected"].round()).all()


def test_a_pair_in_a_selection_of_one_of_them_is_as_chance_has_it() -> None:
    told = weighed(pairs([(30, 100, 30)]), 100)
    assert told[["verdict", "g2", "npmi"]].iloc[0].tolist() == [VERDICTS[1], 0.0, 0.0]


def test_no_pairs_have_the_columns_too() -> None:
    told = weighed(pairs([]), 10)
    assert {*told.columns[3:]} == {"expected", "low", "high", "npmi", "g2", "verdict"}


def _trials(seed: int, *, tie: float) -> tuple[int, int, int]:
    """600 stories: each actor in a tenth; the second follows the first in `tie` of the first's stories."""
    chance = random.Random(seed)
    first = [chance.random() < 0.1 for _ in range(600)]
    second = [chance.random() < (tie if there and tie else 0.1) for there in first]
    return sum(map(bool.__and__, first, second)), sum(first), sum(second)


@pytest.fixture(scope="module")
def verdicts() -> Iterator[tuple[list[str], list[str]]]:
    """What is said of 200 planted ties and of 200 pairs without one."""
    told = (weighed(pairs([_trials(s, tie=t) for s in range(200)]), 600)["verdict"] for t in (0.35, 0.0))
    planted, independent = (list(each) for each in told)
    yield planted, independent


def test_a_planted_tie_is_found(verdicts: tuple[list[str], list[str]]) -> None:
    assert verdicts[0].count("more than chance") >= 190


def test_pairs_without_a_tie_raise_few_alarms(verdicts: tuple[list[str], list[str]]) -> None:
    alarms = [each for each in verdicts[1] if each in ("more than chance", "less than chance")]
    assert len(alarms) <= 16
