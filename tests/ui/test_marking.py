"""Names, hits and highlights are marked in a text once, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from lib.ui.marking import Passage, marked
from tests.cases import every_case

SPANS = [
    ("Kennedy met Rusk", [[0, 7], [12, 16]], ["Kennedy", "Rusk"]),
    ("U.S. State Department", [[0, 4], [0, 21]], ["U.S. State Department"]),
    ("a < b", [[0, 1]], ["a"]),
    ("short", [[3, 99], [7, 9]], ["rt"]),
]


def words(passages: tuple[Passage, ...]) -> list[tuple[str, bool, bool]]:
    return [(run.text, run.marked, passage.own) for passage in passages for run in passage.runs]


@every_case(("text", "spans", "shown"), SPANS)
def test_spans_are_marked_once(text: str, spans: list[list[int]], shown: list[str]) -> None:
    runs = words(marked(text, spans))
    assert [run for run, is_marked, _ in runs if is_marked] == shown
    assert "".join(run for run, *_ in runs) == text


PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)))


@given(st.text(), PLACES, PLACES)
def test_a_marked_text_loses_nothing(
    text: str, spans: list[tuple[int, int]], own: list[tuple[int, int]]
) -> None:
    assert "".join(run for run, *_ in words(marked(text, spans, own=own))) == text


def test_the_readers_own_marks_hold_those_of_a_search() -> None:
    assert words(marked("the low tide", [(4, 12)], own=[(0, 7)])) == [
        ("the ", False, True),
        ("low", True, True),
        (" tide", True, False),
    ]
    assert words(marked("low tide", [(4, 12)], 4, own=[(9, 12)])) == [
        ("low t", True, False),
        ("ide", True, True),
    ]
