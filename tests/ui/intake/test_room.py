"""What takes room on the disk is counted, all of it or as far as there is time."""

from pathlib import Path

import pytest

from lib.store.journal import marks
from lib.store.paths import archive_path, files
from lib.ui.intake import room
from tests.cases import every_case


def test_everything_that_belongs_to_the_archive_is_counted(empty_home: Path) -> None:
    own = files(archive_path())
    archive_path().write_bytes(b"x" * 1000)
    archive_path().with_name("archive.duckdb.wal").write_bytes(b"x" * 10)
    marks.set_read(archive_path(), "a", True)
    own.originals.mkdir()
    (own.originals / "aa").mkdir()
    (own.originals / "aa" / "one.zst").write_bytes(b"x" * 300)
    (own.originals / "two.zst").symlink_to(own.originals / "nowhere")
    counted = {each.name: each for each in room.taken(archive_path())}
    assert (counted["The archive"].files, counted["The archive"].bytes) == (2, 1010)
    assert counted["Originals, as they were captured"].files == 2
    assert counted["Backups"].files == 0
    assert counted["Your marks, corrections, decisions and recipes"].files == 2
    assert all(each.whole for each in counted.values())
    assert room.free(archive_path()) > 0


def test_a_folder_too_large_to_count_in_time_is_more_than_that(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = files(archive_path()).originals
    originals.mkdir()
    for number in range(201):
        (originals / str(number)).write_bytes(b"x")
    monkeypatch.setattr(room, "PATIENCE", 0.0)
    (text,) = [each for each in room.taken(archive_path()) if each.files]
    assert (text.files, text.whole) == (200, False)


def test_a_place_that_cannot_be_read_counts_as_empty(tmp_path: Path) -> None:
    place = tmp_path / "inbox"
    place.symlink_to(place)
    assert list(room.sizes(place)) == []


@every_case(
    ("number", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (4_234_000, "4.2 MB"),
        (999_999_999, "1.0 GB"),
        (5.6e12, "5,600.0 GB"),
    ],
)
def test_a_size_is_said_as_one_says_it(number: int, words: str) -> None:
    assert room.size(number) == words
