import random

import pytest

from lib.store.batches.masks import masks_of
from lib.store.batches.sketches import sketch, sketch_rows
from tests import builders

WIRE = (
    "Norland and Sudland agreed on Tuesday to open the harbour to grain ships for ninety days, "
    "the two foreign ministers told reporters after talks that lasted the whole night."
)


def alike(first: str, second: str) -> bool:
    """Return whether two sentences agree in a band."""
    one, other = sketch(first), sketch(second)
    assert one and other
    return any(a == b for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    "copy",
    [
        WIRE.upper(),
        WIRE.replace(" on Tuesday", ""),
        WIRE.replace("ninety", "90"),
        f"“{WIRE}”",
        WIRE.replace("the two foreign ministers", "the foreign ministers"),
    ],
)
def test_an_edited_copy_is_a_copy(copy: str) -> None:
    assert alike(WIRE, copy)


def test_the_same_event_in_other_words_is_none() -> None:
    own = (
        "After a night of talks Norland and Sudland said that grain ships may use the harbour for "
        "three months, an agreement that both foreign ministers announced to the press on Tuesday."
    )
    assert not alike(WIRE, own)


def test_a_short_sentence_has_no_sketch() -> None:
    assert sketch("Norland met Sudland.") is None


def test_sentences_of_their_own_are_rarely_taken_for_copies() -> None:
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(400)]
    told = [sketch(" ".join(chance.choices(vocabulary, k=20))) for _ in range(2000)]
    bands = [band for each in told if each for band in each]
    assert len(bands) - len(set(bands)) == 0


def test_each_naming_sentence_has_one_row_under_its_number() -> None:
    story = builders.article(
        "Talks", f"{WIRE} Norland and Sudland went on to speak of fish.", "Rain fell all day long."
    )
    named = builders.mentions(story, {"Norland": "country", "Sudland": "country"})
    rows = list(sketch_rows(7, story, named, masks_of(story, named).places))
    assert [(row.id, row.sent) for row in rows] == [(7, 0), (7, 1)]
    assert (rows[0].a, rows[0].b, rows[0].c) == sketch(WIRE)
