from lib.actors.story import in_order
from tests.actors.cast import recognised_name, story


def test_a_passage_knows_the_sentence_of_an_offset() -> None:
    (passage,) = story("One ship left. Another stayed.").passages
    assert [passage.sentence_of(0), passage.sentence_of(15)] == [0, 1]


def test_names_hold_touch_and_sort() -> None:
    where = story("Norden Harbour Trust")
    long = recognised_name(where, "Norden Harbour", "organisation")
    short = recognised_name(where, "Norden", "place")
    late = recognised_name(where, "Harbour Trust", "organisation")
    assert long.holds(short)
    assert long.touches(late)
    assert not short.touches(late)
    assert in_order([late, short, long]) == [long, short, late]
