import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.stats.origins import groups, merged


def counted(*text: tuple[str, int, int]) -> dict[str, int]:
    """Return how many stories are merged, of naming sentences as (pair, story, key)."""
    found = merged(pd.DataFrame(text, columns=["pair", "id", "key"]), ["pair"])
    return dict(zip(found["pair"], found["merged"], strict=True))


def test_ten_copies_of_one_sentence_are_one_origin() -> None:
    assert counted(*[("xy", story, 1) for story in range(10)], ("xy", 99, 2)) == {"xy": 9}


def test_copies_in_another_pair_s_sentences_do_not_count_here() -> None:
    assert counted(("xy", 1, 1), ("xy", 2, 2), ("xz", 1, 3), ("xz", 2, 3)) == {"xz": 1}


def test_stories_tied_through_others_are_one_origin() -> None:
    chain = [("xy", story + far, story) for story in range(9, 0, -1) for far in (0, 1)]
    assert counted(*chain) == {"xy": 9}


def test_several_sentences_of_one_story_are_one_witness() -> None:
    assert counted(("xy", 1, 1), ("xy", 1, 2)) == {}


def test_no_sentences_merge_nothing() -> None:
    assert list(merged(pd.DataFrame(columns=["pair", "id", "key"]), ["pair"]).columns) == ["pair", "merged"]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_merged_and_groups_agree(text: list[tuple[int, int]]) -> None:
    found = groups(text)
    less = counted(*(("xy", story, key) for story, key in text)).get("xy", 0)
    assert less == len(found) - len(set(found.values()))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_origins_are_the_connected_parts(text: list[tuple[int, int]]) -> None:
    graph: nx.Graph[object] = nx.Graph([(story, ("band", band)) for story, band in text])
    parts = {frozenset(n for n in part if isinstance(n, int)) for part in nx.connected_components(graph)}
    found: dict[object, set[object]] = {}
    for story, origin in groups(text).items():
        found.setdefault(origin, set()).add(story)
    assert {frozenset(part) for part in found.values()} == parts
    order = [story for story, _ in text]
    assert all(origin == min(part, key=order.index) for origin, part in found.items())  # type: ignore[arg-type]
