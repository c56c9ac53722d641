import pytest

from lib.actors.speech import quoted_words

SAID = [
    ("“The harbour stays open,” said Ida Brandt.", "The harbour stays open"),
    ("Ida Brandt said: “The harbour stays open.”", "The harbour stays open."),
    ("“The harbour stays open,” the minister, Ida Brandt, told reporters.", "The harbour stays open"),
    ("According to Ida Brandt, “the harbour stays open” for now.", "the harbour stays open"),
    ('"The harbour," Ida Brandt said on Monday, "stays open."', "The harbour … stays open."),
    ("«The harbour stays open», said minister Ida Brandt.", "The harbour stays open"),
]
NOT_SAID = [
    "Ida Brandt said the harbour stays open.",
    "“Ida Brandt must go,” said a fisherman.",
    "“The harbour stays open,” said Tom Hale after meeting Ida Brandt.",
    "Ida Brandt read “The Old Man and the Sea” aloud.",
]


def place(sentence: str) -> list[tuple[int, int]]:
    start = sentence.index("Ida Brandt")
    return [(start, start + len("Ida Brandt"))]


@pytest.mark.parametrize(("sentence", "words"), SAID)
def test_a_speaker_s_words_are_found(sentence: str, words: str) -> None:
    assert quoted_words(sentence, place(sentence)) == words


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_who_is_spoken_of_or_met_does_not_speak(sentence: str) -> None:
    assert quoted_words(sentence, place(sentence)) is None
