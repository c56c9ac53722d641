from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.store.archive import ArchiveReader, open_for_reading
from tests.query.searches import answer, kept

KEPT = kept()


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Iterator[ArchiveReader]:
    """The sample's archive."""
    with open_for_reading(sample_home / "sample.duckdb") as reading:
        yield reading


def test_there_are_forty_searches_of_up_to_sixty_words() -> None:
    assert len(KEPT) == 40
    assert max(len(each["search"].split()) for each in KEPT) == 60


@pytest.mark.parametrize("written", KEPT, ids=[each["search"][:30] for each in KEPT])
def test_what_people_type_is_answered_as_written_down(
    sample: ArchiveReader, written: dict[str, object]
) -> None:
    assert answer(sample, str(written["search"])) == written
