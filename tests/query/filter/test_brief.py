"""A selection in the few words of a title."""

from datetime import date

import pytest

from lib.model.filter import Choice, Filter
from lib.query.filter.brief import LONGEST, brief
from lib.store.archive import ArchiveReader

APRIL = {"since": date(2024, 4, 8), "until": date(2024, 4, 12)}
MANY = tuple(f"Tag {number}" for number in range(12))
CASES: tuple[tuple[Filter, str], ...] = (
    (Filter(), ""),
    (Filter(**APRIL), "8 to 12 April 2024"),  # type: ignore[arg-type]
    (Filter(tags=Choice(any=("Harbour",)), **APRIL), "Harbour, 8 to 12 April 2024"),  # type: ignore[arg-type]
    (Filter(tags=Choice(any=("Harbour", "Work"))), "Harbour or Work"),
    (Filter(tags=Choice(all=("Harbour", "Work"), none=("Weather",))), "Harbour and Work, not Weather"),
    (Filter(actors=Choice(all=("person/ida-brandt",))), "Ida Brandt"),
    (Filter(languages=("en",), publishers=("coast.example",)), "coast.example, English"),
    (Filter(tags=Choice(any=MANY)), "12 tags"),
    (Filter(tags=Choice(any=("Harbour",)), text="treaty"), "Harbour, with “treaty”"),
    (Filter(labels=("Mine",)), "further conditions"),
    (Filter(read="unread", authors=("Ada Lind",)), "Ada Lind, further conditions"),
    (Filter(kinds=("person",)), ""),  # which names count is said in the source line
)


@pytest.mark.parametrize(("criteria", "words"), CASES)
def test_a_title_names_what_selects_the_stories_and_nobody_s_labels(
    db: ArchiveReader, criteria: Filter, words: str
) -> None:
    assert brief(db, criteria) == words


def test_what_a_title_has_no_room_for_is_more_than_nothing(db: ArchiveReader) -> None:
    long = Filter(tags=Choice(any=("A tag of some length", "Another one of some length")), text="a b c d e f")
    found = brief(db, long)
    assert found == "A tag of some length or Another one of some length, further conditions"
    assert len(found) < LONGEST + len(", further conditions")
