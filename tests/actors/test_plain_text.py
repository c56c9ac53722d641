from lib.actors.plain_text import find_in_text
from tests.actors.cast import KNOWN

TEXT = (
    "NORDEN (Reuters) - Chinese President Xi Jinping met Joe Biden in Rome. "
    "Beijing warned the U.S. State Department."
)


def test_spans_are_marked_as_corpora_mark_them() -> None:
    found = find_in_text(TEXT, KNOWN)
    assert [(TEXT[start:end], label) for start, end, label in found.spans] == [
        ("NORDEN", "LOC"),
        ("Reuters", "ORG"),
        ("Xi Jinping", "PER"),
        ("Joe Biden", "PER"),
        ("Rome", "LOC"),
        ("Beijing", "LOC"),
        ("U.S. State Department", "ORG"),
    ]


def test_actors_are_canonical_and_leave_outlets_titles_and_places_out() -> None:
    assert find_in_text(TEXT, KNOWN).actors == (
        "China",
        "Joe Biden",
        "U.S. State Department",
        "Xi Jinping",
    )
