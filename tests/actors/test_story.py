"""Names that share a letter are found wherever they begin and end."""

import random

from lib.actors.occurrences import occurrences
from lib.actors.story import Name, Overlap, free, in_order
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


def name(start: int, end: int, passage: int = 0) -> Name:
    return Name(passage=passage, start=start, end=end, surface="", kind="person", source="rule")


def test_it_finds_what_looking_at_every_name_would_find() -> None:
    chance = random.Random(7)
    starts = sorted(chance.randrange(3000) for _ in range(300))
    names = [name(start, start + chance.choice((1, 5, 64, 200)), start % 2) for start in starts]
    overlap = Overlap(names)
    for one in names:
        assert [*map(id, overlap.touching(one))] == [id(other) for other in names if other.touches(one)]
    backwards = Overlap(names[::-1])
    assert [*map(id, backwards.between(0, 0, 3000))] == [id(each) for each in names[::-1] if not each.passage]


def test_neighbours_share_no_letter() -> None:
    assert Overlap([name(10, 20), name(64, 70)]).between(0, 20, 64) == []
    assert Overlap([name(10, 20, passage=1)]).touching(name(10, 20)) == []


def test_only_free_names_are_added() -> None:
    assert free([name(0, 5), name(5, 9)], [name(4, 5)]) == [name(5, 9)]


def found(text: str, *surfaces: str) -> list[tuple[int, str]]:
    return [(place.start, place.surface) for place in occurrences(story(text), surfaces)]


def test_the_longest_surface_wins() -> None:
    assert found("Ann Holm met Ann.", "Ann", "Ann Holm", "Holm") == [(0, "Ann Holm"), (13, "Ann")]


def test_a_longer_surface_that_is_no_whole_word_hides_no_shorter_one() -> None:
    assert found("Ann Holmes left", "Ann", "Ann Holm") == [(0, "Ann")]


def test_parts_of_words_handles_and_addresses_are_none() -> None:
    assert found("Anna, @Ann, #Ann, x.Ann, _Ann and Ann_ and El-Ann", "Ann", "") == []


def test_no_surfaces_stand_nowhere() -> None:
    assert found("Ann left") == []
