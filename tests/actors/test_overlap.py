"""Names that share a letter are found wherever they begin and end."""

import random

from lib.actors.overlap import Overlap, free
from lib.actors.story import Name


def name(start: int, end: int, passage: int = 0) -> Name:
    return Name(passage=passage, start=start, end=end, surface="", kind="person", source="rule")


def test_it_finds_what_looking_at_every_name_would_find() -> None:
    chance = random.Random(7)
    starts = sorted(chance.randrange(3000) for _ in range(300))
    names = [name(start, start + chance.choice((1, 5, 64, 200)), start % 2) for start in starts]
    overlap = Overlap(names)
    for one in names:
        assert set(map(id, overlap.touching(one))) == {id(other) for other in names if other.touches(one)}
        assert not overlap.is_free(one)


def test_neighbours_share_no_letter() -> None:
    assert Overlap([name(10, 20), name(64, 70)]).between(0, 20, 64) == []
    assert Overlap([name(10, 20, passage=1)]).is_free(name(10, 20))


def test_only_free_names_are_added() -> None:
    assert free([name(0, 5), name(5, 9)], [name(4, 5)]) == [name(5, 9)]
