from datetime import date

from lib.model.filter import Filter
from lib.query import authors
from lib.store.archive import ArchiveReader


def test_authors_of_most_stories_stand_first_and_a_desk_is_told(db: ArchiveReader) -> None:
    answer = authors.counts(db, Filter())
    assert answer.to_numpy().tolist() == [
        ["Ada Lind", False, 3, 0.375, date(2024, 4, 8), date(2024, 4, 11)],
        ["Bo Falk", False, 2, 0.25, date(2024, 4, 9), date(2024, 4, 11)],
        ["The city desk", True, 1, 0.125, date(2024, 4, 8), date(2024, 4, 8)],
    ]
