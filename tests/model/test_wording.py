"""Names and numbers read as in a sentence."""

import pytest

from lib.model.wording import count, listed

LISTED = [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
COUNTED = [(0, "0 stories"), (1, "1 story"), (12345, "12,345 stories")]


@pytest.mark.parametrize(("words", "wanted"), LISTED)
def test_words_are_listed_as_in_a_sentence(words: list[str], wanted: str) -> None:
    assert listed(words) == wanted
    assert listed(words, "or") == wanted.replace("and", "or")


@pytest.mark.parametrize(("number", "wanted"), COUNTED)
def test_counts_agree_with_their_noun(number: int, wanted: str) -> None:
    assert count(number, "story", "stories") == wanted


def test_a_regular_noun_needs_no_plural() -> None:
    assert (count(1, "time"), count(2, "time")) == ("1 time", "2 times")
