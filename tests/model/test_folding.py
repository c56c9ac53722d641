"""Texts that are compared: what one alphabet writes beside its letters parts no words in another."""

import pytest

from lib.model.folding import folded, folded_words


def test_case_punctuation_and_white_space_fall() -> None:
    assert folded("The U.S.\xa0vote—now_") == "theusvotenow"
    assert folded("Ｆｅｒｒｙ ﬁve") == "ferryfive"
    assert folded_words("Cafe\u0301s, İstanbul!") == "cafés istanbul"


@pytest.mark.parametrize(
    "pair", [("दिन", "दान"), ("की", "का"), ("இன்று", "இனறு"), ("ภาษี", "ภาษา"), ("ភាសា", "ភាសី")]
)
def test_words_that_differ_in_a_vowel_sign_alone_are_two(pair: tuple[str, str]) -> None:
    one, other = map(folded, pair)
    assert one != other
    assert folded_words(f"{pair[0]} {pair[1]}।") == f"{pair[0]} {pair[1]}"
