"""The picture's pairs: the most reported, and finds beside them, all in one piece."""

import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.stats.chance import MORE, NO_MORE
from lib.stats.core import core


def pairs(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Return pairs, those with most reports first, with the chance of each; below 0.01 it is a find."""
    frame = pd.DataFrame(rows, columns=["source_id", "target_id", "p"])
    return frame.assign(verdict=[MORE if p < 0.01 else NO_MORE for p in frame["p"]])


def drawn(frame: pd.DataFrame, *, most: int = 60, lines: int = 3, finds: int = 1) -> list[str]:
    chosen = core(frame, most=most, lines=lines, finds=finds)
    return [f"{row.source_id}{row.target_id}" for row in chosen.itertuples()]


def test_where_all_fit_all_are_drawn() -> None:
    assert drawn(pairs(("a", "b", 1), ("c", "d", 1))) == ["ab", "cd"]


def test_the_most_reported_are_drawn_and_the_surest_find_beside_them() -> None:
    text = pairs(
        ("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", 1), ("d", "a", 0.005), ("d", "b", 0.001)
    )
    assert drawn(text) == ["ab", "bc", "ac", "db"]


def test_a_pair_that_stands_apart_gives_way_to_the_next_that_joins() -> None:
    assert drawn(pairs(("a", "b", 1), ("x", "y", 1), ("b", "c", 1), ("y", "z", 0.001), ("c", "d", 1))) == [
        "ab", "bc", "cd",
    ]  # fmt: skip


def test_no_more_actors_are_drawn_than_asked_for() -> None:
    text = pairs(("a", "b", 1), ("b", "c", 1), ("c", "d", 1), ("a", "c", 1))
    assert drawn(text, most=3) == ["ab", "bc", "ac"]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19), st.floats(0, 1)), max_size=60),
    st.integers(2, 20),
)
def test_what_does_not_fit_hangs_together(rows: list[tuple[int, int, float]], most: int) -> None:
    once = {(a, b): p for a, b, p in rows}
    text = pairs(*((f"a{a}", f"b{b}", p) for (a, b), p in once.items()))
    chosen = core(text, most=most, lines=6, finds=2)
    graph: nx.Graph[str] = nx.Graph(zip(chosen["source_id"], chosen["target_id"], strict=True))
    assert len(graph) <= most and len(chosen) <= 8 and chosen.index.is_monotonic_increasing
    if len(chosen) < len(text):
        assert nx.is_connected(graph)
