"""The light markup of bodies."""

import pytest

from lib.sample.prose import Part, parts, words

CASES = [
    ("One\nline.", Part("paragraph", ("One line.",))),
    ("## A turn", Part("subhead", ("A turn",))),
    ("> Said\n> slowly.", Part("quote", ("Said slowly.",))),
    ("- one\n- two that\n  goes on", Part("list", ("one", "two that goes on"))),
]


@pytest.mark.parametrize(("written", "part"), CASES)
def test_a_block_is_what_it_is_marked_as(written: str, part: Part) -> None:
    assert parts(written) == (part,)


def test_blank_lines_part_the_blocks() -> None:
    assert [part.text for part in parts("One.\n\n\n\nTwo.\n")] == ["One.", "Two."]


def test_words_are_counted_without_marks() -> None:
    assert words("## Two words\n\n- three\n- four") == 4
