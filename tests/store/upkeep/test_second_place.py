"""What is listed in the second place of backups is whole, and of one archive."""

import shutil
from pathlib import Path

import pytest

from lib.model.errors import ArchiveError
from lib.store import originals
from lib.store.archive import create
from lib.store.backup_files import backups
from lib.store.batches.stories import save
from lib.store.files import settings
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from lib.store.upkeep.second_place import copy_to_second, set_second
from tests.builders import article, keep_original, parsed
from tests.store.asked import id_of

REFUSED = "holds backups of another archive, as archive-n00000"


def filled(folder: Path, *headlines: str, name: str = "archive") -> Path:
    """Return an archive of a story for each headline, with their originals."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.duckdb"
    create(path, archive_zone="UTC")
    pages = [parsed(article(headline)) for headline in headlines]
    save(path, pages)
    for page in pages:
        keep_original(files(path).originals, page.capture)
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """An empty folder on another disk."""
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def killed(*_: object) -> int:
    raise KeyboardInterrupt


@pytest.mark.parametrize("at", ["the originals", "the first part", "the database"])
def test_a_copy_that_is_killed_is_not_listed_and_what_it_left_goes_with_the_next(
    tmp_path: Path, disk: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    path, copyfile = filled(tmp_path / "desk", "One"), shutil.copyfile
    set_second(path, str(disk))
    made, own = backup(path), disk / "archive-of-XYZ.zip"
    own.touch()

    def killed_at_the_end(source: Path, target: Path) -> None:
        if source == made:
            raise KeyboardInterrupt
        copyfile(source, target)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        if at == "the originals":
            patched.setattr(originals, "copy", killed)
        elif at == "the first part":
            patched.setattr("lib.store.upkeep.second_place.sync", killed)
        else:
            patched.setattr("shutil.copyfile", killed_at_the_end)
        copy_to_second(path, made)
    left = {"the originals": 0, "the first part": 1, "the database": 3}[at]
    assert (len([*disk.glob("archive-n*")]), backups(path, disk)) == (left, [])
    second = copy_to_second(path, backup(path))
    assert second and backups(path, disk) == [second] and own.exists()
    assert list(disk.glob("*.receipts.jsonl")) == [second.with_suffix(".receipts.jsonl")]
    assert not [*disk.glob("*.new")] and len(list(originals.hashes_in(disk / "originals"))) == 1


def test_two_archives_have_no_second_place_in_common(tmp_path: Path, disk: Path) -> None:
    desk, laptop = (filled(tmp_path / name, name) for name in ("desk", "laptop"))
    for each in (desk, laptop):
        set_second(each, str(disk))
    second = copy_to_second(desk, backup(desk))
    with pytest.raises(ArchiveError, match=REFUSED):
        copy_to_second(laptop, backup(laptop), keep=1)
    with pytest.raises(ArchiveError, match=REFUSED):
        set_second(laptop, str(disk))
    assert (backups(desk, disk), len(list(originals.hashes_in(disk / "originals")))) == ([second], 1)


def test_an_archive_that_goes_its_own_way_needs_its_own_place(tmp_path: Path, disk: Path) -> None:
    desk = filled(tmp_path / "desk", "One")
    set_second(desk, str(disk))
    copy_to_second(desk, backup(desk))
    laptop = tmp_path / "laptop" / "archive.duckdb"
    laptop.parent.mkdir()
    restore(laptop, disk)
    assert copy_to_second(laptop, backup(laptop))  # who has a new machine goes on
    save(desk, [parsed(article("Two"))])
    copy_to_second(desk, backup(desk))
    with pytest.raises(ArchiveError, match=REFUSED):
        copy_to_second(laptop, backup(laptop))


def test_an_archive_that_was_restored_keeps_its_second_place(tmp_path: Path, disk: Path) -> None:
    path = filled(tmp_path / "desk", "One")
    set_second(path, str(disk))
    older = backup(path)
    save(path, [parsed(article("Two"))])
    copy_to_second(path, backup(path))
    restore(path, older)
    shutil.rmtree(files(path).backups)
    assert copy_to_second(path, backup(path))


def test_two_archives_of_other_names_have_no_second_place_in_common(tmp_path: Path, disk: Path) -> None:
    news, work = (filled(tmp_path / name, "Shared", name, name=name) for name in ("news", "work"))
    for each in (news, work):
        set_second(each, str(disk))
    copy_to_second(news, backup(news))
    before = {*originals.hashes_in(disk / "originals")}
    remove(work, id_of(work, "Shared"))
    with pytest.raises(ArchiveError, match="holds backups of another archive, as news-n00000"):
        copy_to_second(work, backup(work))
    assert {*originals.hashes_in(disk / "originals")} == before and len(before) == 2


def test_a_restore_brings_no_originals_of_an_archive_that_shared_the_place_before(tmp_path: Path) -> None:
    news, work = (filled(tmp_path / name, "Shared", name, name=name) for name in ("news", "work"))
    older = backup(news)
    page = parsed(article("Later"))
    save(news, [page])
    keep_original(files(news).originals, page.capture)
    for each in (news, work):
        backup(each)
        both = shutil.copytree(files(each).backups, tmp_path / "both", dirs_exist_ok=True)
    again = tmp_path / "new" / "news.duckdb"
    again.parent.mkdir()
    assert len([*originals.hashes_in(both / "originals")]) == 4
    restore(again, both / older.name)
    assert {*originals.hashes_in(files(again).originals)} == {*originals.hashes_in(files(news).originals)}


@pytest.mark.parametrize("place", ["desk", "desk/backups", "other", "other/backups"])
def test_the_folder_of_an_archive_or_of_its_backups_is_no_second_place(tmp_path: Path, place: str) -> None:
    path, other = filled(tmp_path / "desk", "One"), filled(tmp_path / "other", "Two")
    made = backup(path)
    files(other).backups.mkdir()
    with pytest.raises(ArchiveError, match=r"a second place lies elsewhere.*backup --also FOLDER"):
        set_second(path, str(tmp_path / place))
    settings.keep(files(path).settings, settings.Settings(backups=str(tmp_path / place)))  # a former version
    with pytest.raises(ArchiveError, match="a second place lies elsewhere"):
        copy_to_second(path, made)
