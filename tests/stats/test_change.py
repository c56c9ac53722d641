import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.stats.change import changed

MIRROR = {"new": "gone", "gone": "new", "stronger": "weaker", "weaker": "stronger"}


def pairs(*rows: tuple[int, int]) -> pd.DataFrame:
    """Return pairs that so many reports name together before and after."""
    return pd.DataFrame(
        [(f"a{n}", early, late, 1) for n, (early, late) in enumerate(rows)],
        columns=["source_id", "reports_before", "reports_after", "pairs"],
    )


def named(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["source_id"], frame["change"], strict=True))


def test_each_change_has_its_name() -> None:
    text = changed(pairs((0, 5), (5, 0), (5, 40), (40, 5), (20, 21), (0, 1)), 100, 100, minimum=2)
    assert named(text) == {"a0": "new", "a1": "gone", "a2": "stronger", "a3": "weaker"}


def test_more_stories_of_everything_change_nothing() -> None:
    assert changed(pairs((5, 50)), 100, 1000).empty


def test_the_chance_is_that_of_the_hypergeometric_distribution() -> None:
    from scipy.stats import hypergeom  # a second to load, for the one worker that runs this

    text = changed(pairs((5, 40)), 100, 120)
    assert text["p"].tolist() == pytest.approx([hypergeom(220, 45, 120).sf(39)])


def test_few_reports_are_new_and_gone_but_never_stronger() -> None:
    assert named(changed(pairs((0, 5), (1, 14), (3, 0)), 14, 15)) == {"a0": "new", "a2": "gone"}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12), st.integers(1, 4))
def test_the_mirror_mirrors(rows: list[tuple[int, int]], minimum: int) -> None:
    there = named(changed(pairs(*rows), 40, 60, minimum=minimum))
    back = named(changed(pairs(*[(late, early) for early, late in rows]), 60, 40, minimum=minimum))
    assert back == {pair: MIRROR[change] for pair, change in there.items()}


@given(st.lists(st.integers(0, 30), max_size=12))
def test_nothing_changes_against_itself(counts: list[int]) -> None:
    assert changed(pairs(*zip(counts, counts, strict=True)), 40, 40).empty


def test_a_side_without_reports_makes_nothing_new_and_nothing_gone() -> None:
    assert changed(pairs((0, 3)), 0, 10).empty and changed(pairs((3, 0)), 10, 0).empty
