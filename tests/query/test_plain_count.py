"""What is told of actors and pairs is what a plain count over the mentions gives, whatever is kept."""

from pathlib import Path

import pytest

from bench.answers import make, unlike_a_plain_count
from bench.plain import differences, mentions
from lib.model.filter import Filter
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing


def test_random_filters_give_what_a_plain_count_gives(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    make(path, 60)  # with every zone, role and doubt, revisions and copies
    assert [*unlike_a_plain_count(path, 20)] == []


@pytest.mark.soak
def test_a_thousand_filters_give_what_a_plain_count_gives(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    make(path, 2_000)
    assert [*unlike_a_plain_count(path, 1_000)] == []


def test_a_sum_that_is_wrong_is_found(db: ArchiveReader) -> None:
    rows = mentions(db)
    assert [*differences(db, Filter(), rows)] == []
    assert any("actors" in each for each in differences(db, Filter(), rows.iloc[1:]))


def test_pairs_that_are_kept_and_wrong_are_found(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    make(path, 20)
    with open_for_writing(path) as connection:
        connection.execute("update whole_pair set sentences = sentences + 1")
    with open_for_reading(path) as reading:
        found = [*differences(reading, Filter(), mentions(reading))]
    assert len(found) == 1 and "pairs by sentence" in found[0]
