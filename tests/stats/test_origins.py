import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.stats.origins import groups, origins

BIG = 2**63


def rows(*told: tuple[str, int, int | None]) -> pd.DataFrame:
    """Naming sentences as (pair, story, band): a sentence of one band has it in a, its others are its own."""
    made = [
        (pair, story, None if band is None else BIG + band, own, own and own + 1)
        for number, (pair, story, band) in enumerate(told)
        for own in [None if band is None else BIG + 10_000 + 10 * number]
    ]
    return pd.DataFrame(made, columns=["pair", "id", "a", "b", "c"], dtype="object")


def counted(frame: pd.DataFrame) -> dict[str, int]:
    found = origins(frame, ["pair"])
    return dict(zip(found["pair"], found["origins"], strict=True))


def test_ten_copies_of_one_sentence_are_one_origin() -> None:
    assert counted(rows(*[("xy", story, 1) for story in range(10)], ("xy", 99, 2))) == {"xy": 2}


def test_copies_in_another_pair_s_sentences_do_not_count_here() -> None:
    assert counted(rows(("xy", 1, 1), ("xy", 2, 2), ("xz", 1, 3), ("xz", 2, 3))) == {"xy": 2, "xz": 1}


def test_stories_tied_through_a_third_are_one_origin() -> None:
    assert counted(rows(("xy", 1, 1), ("xy", 2, 1), ("xy", 2, 2), ("xy", 3, 2))) == {"xy": 1}


def test_several_sentences_of_one_story_are_one_witness() -> None:
    assert counted(rows(("xy", 1, 1), ("xy", 1, 2), ("xy", 1, None))) == {"xy": 1}


def test_sentences_too_short_to_tell_are_witnesses_of_their_own() -> None:
    assert counted(rows(("xy", 1, None), ("xy", 2, None))) == {"xy": 2}


def test_neighbouring_large_bands_are_not_one() -> None:
    assert counted(rows(("xy", 1, 1), ("xy", 2, 2))) == {"xy": 2}


def test_no_sentences_have_no_origins() -> None:
    assert list(origins(rows(), ["pair"]).columns) == ["pair", "origins"]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_origins_are_the_connected_parts(told: list[tuple[int, int]]) -> None:
    graph: nx.Graph[object] = nx.Graph([(story, ("band", band)) for story, band in told])
    parts = {frozenset(n for n in part if isinstance(n, int)) for part in nx.connected_components(graph)}
    found: dict[object, set[object]] = {}
    for story, origin in groups(told).items():
        found.setdefault(origin, set()).add(story)
    assert {frozenset(part) for part in found.values()} == parts
    order = [story for story, _ in told]
    assert all(origin == min(part, key=order.index) for origin, part in found.items())  # type: ignore[arg-type]
