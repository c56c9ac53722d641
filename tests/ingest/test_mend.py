"""What an archive has lost comes back from the kept originals, with its ids, but nothing that was removed."""

import shutil
from pathlib import Path

import pytest

from lib.ingest import ingest, mend
from lib.ingest.mend import Mended
from lib.store.archive import ArchiveForeign, keep_setting, open_for_reading
from lib.store.files import originals
from lib.store.removal import remove
from lib.store.schema import LAYOUT
from lib.store.upkeep.doctor import examine

WHOLE = "select article_id, headline, revision, text, captured_at from stories order by all"


@pytest.fixture
def archive(pages: Path, tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    ingest([pages], archive=path, jobs=1, desk_zone="Asia/Tokyo")
    return path


def rows(archive: Path, sql: str = WHOLE) -> list[tuple[object, ...]]:
    with open_for_reading(archive) as reading:
        return reading.execute(sql).fetchall()


def mended(archive: Path) -> Mended:
    done = mend(archive, jobs=1, apart=False)
    assert [finding.sentence for finding in examine(archive) if finding.trouble] == []
    return done


def test_a_sound_archive_is_left_as_it_is(archive: Path) -> None:
    before = rows(archive)
    done = mended(archive)
    assert (done.damage, done.lost, done.summary.stored) == (None, 0, 0)
    assert rows(archive) == before


DAMAGES = (
    ("empty", lambda path: path.write_bytes(b"")),
    ("cut in half", lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])),
    ("deleted", lambda path: path.unlink()),
    ("older layout", lambda path: keep_setting(path, "layout", str(LAYOUT - 1))),
)


@pytest.mark.parametrize(("name", "damage"), DAMAGES)
def test_an_archive_is_rebuilt_that_is(archive: Path, name: str, damage) -> None:  # type: ignore[no-untyped-def]
    before = rows(archive)
    damage(archive)
    done = mended(archive)
    assert rows(archive) == before
    assert rows(archive, "select value from setting where key = 'desk_zone'") == [("Asia/Tokyo",)]
    assert done.summary.stored == 5
    assert (done.aside is None) == (name == "deleted")


def test_a_batch_that_was_lost_comes_back(pages: Path, archive: Path, all_pages: list[Path]) -> None:
    shutil.copy(archive, archive.with_name("copy"))
    ingest([all_pages[1]], archive=archive, jobs=1)
    before = rows(archive)
    shutil.copy(archive.with_name("copy"), archive)
    assert mended(archive).lost == 1
    assert rows(archive) == before


def test_what_was_removed_stays_removed_after_a_rebuild(pages: Path, archive: Path) -> None:
    remove(archive, str(rows(archive, "select article_id from stories where host is null limit 1")[0][0]))
    before = rows(archive)
    archive.write_bytes(b"")
    mended(archive)
    assert rows(archive) == before
    assert ingest([pages], archive=archive, jobs=1).removed == 1


def test_originals_of_no_story_are_taken_in(archive: Path, all_pages: list[Path], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    ingest([all_pages[1]], archive=other / "archive.duckdb", jobs=1)
    for sha256 in originals.kept(other / "originals"):
        target = originals.path_of(tmp_path / "originals", sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(originals.path_of(other / "originals", sha256), target)
    assert mended(archive).summary.stored == 1


def test_an_archive_of_a_newer_wireroom_is_not_touched(archive: Path) -> None:
    keep_setting(archive, "layout", str(LAYOUT + 1))
    with pytest.raises(ArchiveForeign):
        mend(archive, jobs=1, apart=False)
    assert not (archive.parent / "aside").exists()
