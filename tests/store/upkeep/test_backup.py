"""A backup is whole or it is not there; a restore loses nothing that was there before."""

import shutil
from pathlib import Path

import duckdb
import pytest

from lib.model.errors import ArchiveDamaged, ArchiveError, ArchiveMissing
from lib.store.archive import connect, open_for_reading
from lib.store.batches.stories import save
from lib.store.decisions import corrections
from lib.store.files import marks
from lib.store.files.home import files
from lib.store.removal import remove
from lib.store.upkeep.backup import backup, backups, restore
from lib.store.upkeep.copying import both, checksums, copy
from lib.store.upkeep.doctor import examine
from tests.builders import archive, article, correction, parsed


def headlines(path: Path) -> list[str]:
    with open_for_reading(path) as reading:
        return [told for (told,) in reading.execute("select headline from stories order by all").fetchall()]


def test_a_backup_holds_what_still_stands_in_the_log(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    held = connect(path, read_only=False)
    held.execute("pragma disable_checkpoint_on_shutdown")
    save(path, [parsed(article("Two"))])
    held.close()
    made = backup(path)
    assert headlines(made) == ["One", "Two"]
    with open_for_reading(path) as one, open_for_reading(made) as other:
        assert checksums(one) == checksums(other)


def test_only_the_newest_backups_are_kept(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    marks.set_read(path, "a", True)
    made = [backup(path, keep=2) for _ in range(3)]
    assert backups(path) == made[1:]
    assert len(list((tmp_path / "backups").iterdir())) == 6  # each with the reader’s marks and their log


def test_a_restore_sets_the_archive_aside_and_tells_what_came_later(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    backup(path)
    save(path, [parsed(article("Two"))])
    done = restore(path)
    assert (headlines(path), done.lost, done.removed) == (["One"], 1, 0)
    assert done.former
    assert headlines(done.former) == ["One", "Two"]
    assert save(path, [parsed(article("Two"))]).receipts[0].outcome == "stored"


def test_what_was_removed_after_the_backup_does_not_come_back_with_it(tmp_path: Path) -> None:
    pages = [parsed(article(name)) for name in ("One", "Two")]
    path = archive(tmp_path, *pages)
    backup(path)
    with open_for_reading(path) as reading:
        gone = reading.execute("select article_id from stories where headline = 'One'").fetchall()[0][0]
    remove(path, gone)
    assert restore(path).removed == 1
    assert headlines(path) == ["Two"]
    assert save(path, pages[:1]).receipts[0].outcome == "removed"


def test_an_archive_that_is_gone_is_restored_with_its_marks(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    marks.set_starred(path, "a", True)
    backup(path)
    for file in tmp_path.glob("*.*"):
        file.unlink()
    assert restore(path).former is None
    assert headlines(path) == ["One"]
    assert marks.in_state(path, "starred") == ["a"]


def test_a_damaged_backup_is_refused_and_the_archive_stays(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    made = backup(path)
    made.write_bytes(made.read_bytes()[:5000])
    with pytest.raises(ArchiveDamaged):
        restore(path)
    assert headlines(path) == ["One"]


def test_no_backup_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path)
    with pytest.raises(ArchiveMissing, match="There is no backup"):
        restore(path)
    with pytest.raises(ArchiveMissing, match="There is no archive"):
        backup(tmp_path / "other.duckdb")


def test_a_copy_that_differs_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, parsed())
    count = iter(range(99))
    monkeypatch.setattr("lib.store.upkeep.copying.checksums", lambda *_: {"article": (next(count), 0)})
    with pytest.raises(ArchiveDamaged, match="differs from it and was thrown away"):
        copy(path, tmp_path / "copy.duckdb")
    assert not (tmp_path / "copy.duckdb").exists()


def test_a_damaged_block_is_found_by_reading_everything(tmp_path: Path) -> None:
    path = archive(
        tmp_path, *(parsed(article(f"Story {number}", "Long text. " * 500)) for number in range(20))
    )
    whole = bytearray(path.read_bytes())
    block = 4096 * 3 + 262144  # well behind the headers: some block of data
    whole[block : block + 64] = bytes(each ^ 255 for each in whole[block : block + 64])
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(bytes(whole))
    with pytest.raises((ArchiveDamaged, duckdb.Error)):
        copy(damaged, tmp_path / "copy.duckdb")
    shutil.copy(path, damaged)
    copy(damaged, tmp_path / "copy.duckdb")


def test_corrections_are_backed_up_and_come_back_where_they_are_gone(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    one, two = correction("One."), correction("Two.")
    corrections.append(path, [one])
    made = [backup(path, keep=1) for _ in range(2)][-1]
    assert [each.name for each in made.parent.glob("*.jsonl")] == [f"{made.stem}.corrections.jsonl"]
    corrections.append(path, [two])
    restore(path)
    assert corrections.read(path) == (one, two)
    files(path).corrections.unlink()
    restore(path)
    assert corrections.read(path) == (one,)


def test_a_disk_that_is_full_is_no_damage_of_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    target = tmp_path / "copy"
    refused = pytest.raises(ArchiveError, match=r"could not be copied to .*No space left.* make room")
    with refused as told, both(path, target):
        raise duckdb.IOException('IO Error: Could not write file "x": No space left on device')
    assert not isinstance(told.value, ArchiveDamaged)
    assert not target.exists()


def test_an_archive_that_is_gone_names_its_backups_first(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    made = backup(path)
    path.unlink()
    with pytest.raises(ArchiveMissing, match=rf"Backups of it are there: 1, the newest .*{made.name}"):
        connect(path, read_only=True)
    (finding, *_) = examine(path)
    assert finding.trouble and "restore" in finding.sentence
    restore(path)
    assert headlines(path) == headlines(made)
