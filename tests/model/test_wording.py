"""Names and numbers read as in a sentence."""

from lib.model.wording import begins_midway, count, listed, zone_words
from tests.cases import every_case

LISTED = [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
COUNTED = [(0, "0 stories"), (1, "1 story"), (12345, "12,345 stories")]


@every_case(("words", "wanted"), LISTED)
def test_words_are_listed_as_in_a_sentence(words: list[str], wanted: str) -> None:
    assert listed(words) == wanted
    assert listed(words, "or") == wanted.replace("and", "or")


@every_case(("number", "wanted"), COUNTED)
def test_counts_agree_with_their_noun(number: int, wanted: str) -> None:
    assert count(number, "story", "stories") == wanted


@every_case(
    ("zone", "wanted"),
    [
        ("Etc/UTC", "UTC"), ("America/New_York", "New York time"), ("+02:00", "+02:00"),
        ("Etc/GMT+5", "UTC-5"), ("Etc/GMT-14", "UTC+14"), ("Etc/GMT", "UTC"),
    ],
)  # fmt: skip
def test_a_zone_is_said_as_its_clocks_stand(zone: str, wanted: str) -> None:
    assert zone_words(zone) == wanted


def test_a_regular_noun_needs_no_plural() -> None:
    assert (count(1, "time"), count(2, "time")) == ("1 time", "2 times")


MIDWAY = ["to mend the lamps and light them.", "“of the harbour” it said."]
WHOLE = [
    "The lamps are lit.", "“No,” she said.", "iPads were sold.", "12 lamps burn.", "桟橋は開いた。",
    "პორტი დაიხურა.", "", "…",
]  # fmt: skip


@every_case(("sentence", "midway"), [*((each, True) for each in MIDWAY), *((each, False) for each in WHOLE)])
def test_a_sentence_that_begins_with_a_small_letter_begins_midway(sentence: str, midway: bool) -> None:
    assert begins_midway(sentence) is midway
