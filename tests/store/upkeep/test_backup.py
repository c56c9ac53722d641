"""A backup is whole or it is not there; a restore loses nothing that was there before."""

import shutil
from pathlib import Path
from unittest.mock import Mock

import duckdb
import pytest

from lib.actors.decided import Ledger
from lib.fetch import Source, followed_sources
from lib.model.errors import ArchiveDamaged, ArchiveError, ArchiveMissing
from lib.model.ledger import Decision
from lib.store import originals, receipts
from lib.store.archive import create, keep_setting, open_for_reading
from lib.store.backup_files import backups
from lib.store.batches.stories import save
from lib.store.files import settings
from lib.store.journal import corrections, ledger, marks
from lib.store.mentions.follow import follow
from lib.store.opening import connect
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.stored_settings import REBUILDING
from lib.store.upkeep.backup import backup
from lib.store.upkeep.copying import both, checksums, copy
from lib.store.upkeep.doctor import examine
from lib.store.upkeep.restore import restore
from lib.store.upkeep.second_place import copy_to_second, set_second
from tests.builders import MORNING, archive, article, correction, keep_original, once, parsed
from tests.store.asked import headlines, id_of, rows


def test_a_restore_sets_the_archive_aside_and_tells_what_came_later(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    backup(path)
    seen = save(path, [parsed(article("Two"))]).batch
    done = restore(path)
    assert (headlines(path), done.lost, done.removed) == (["One"], 1, 0)
    assert done.former
    assert headlines(done.former) == ["One", "Two"]
    again = save(path, [parsed(article("Two"))])
    assert again.receipts[0].outcome == "stored"
    assert (seen, again.batch) == (2, 3)  # newer than what the reader has seen


def test_a_restore_needs_a_backup_and_a_backup_an_archive(tmp_path: Path) -> None:
    path, other = archive(tmp_path, parsed(article("One"))), tmp_path / "a.txt"
    with pytest.raises(ArchiveMissing, match="There is no backup"):
        restore(path)
    with pytest.raises(ArchiveMissing, match="There is no archive"):
        backup(tmp_path / "other.duckdb")
    other.write_text("No backup.", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"a\.txt is no backup\. Nothing was changed; choose") as caught:
        restore(path, other)
    assert not caught.value.remedies and headlines(path) == ["One"]


BROKEN: dict[str, tuple[str, object]] = {
    "without what stands in the log": ("ENDS", ("",)),
    "of other sums": ("checksums", Mock(side_effect=[{"article": (1, 0)}, {"article": (2, 0)}])),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_copy_holds_what_still_stands_in_the_log_and_one_that_differs_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    path = archive(tmp_path, parsed(article("One")))
    save(path, [parsed(article("Two"))], checkpointed=False)
    part, broken = BROKEN[case]
    with monkeypatch.context() as patched, pytest.raises(ArchiveDamaged, match=r"differs .* was thrown away"):
        patched.setattr(f"lib.store.upkeep.copying.{part}", broken)
        copy(path, tmp_path / "copy.duckdb")
    assert not (tmp_path / "copy.duckdb").exists()
    made = backup(path)
    assert headlines(made) == ["One", "Two"]
    with open_for_reading(path) as one, open_for_reading(made) as other:
        assert checksums(one) == checksums(other)


def test_the_free_room_of_a_backup_holds_no_word_of_a_removed_story(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")), parsed(article("Zanzibarquay")))
    gone = id_of(path, "Zanzibarquay")
    remove(path, gone)
    assert b"Zanzibarquay" in path.read_bytes()
    assert b"Zanzibarquay" not in backup(path).read_bytes()


def test_a_damaged_block_is_found_by_reading_everything(tmp_path: Path) -> None:
    path = archive(
        tmp_path, *(parsed(article(f"Story {number}", "Long text. " * 500)) for number in range(20))
    )
    whole = bytearray(path.read_bytes())
    block = whole.index(b"Story 1")  # some block of data, not one that is free
    whole[block : block + 64] = bytes(each ^ 255 for each in whole[block : block + 64])
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(bytes(whole))
    with pytest.raises((ArchiveDamaged, duckdb.Error)):
        copy(damaged, tmp_path / "copy.duckdb")
    shutil.copy(path, damaged)
    copy(damaged, tmp_path / "copy.duckdb")


def test_a_disk_that_is_full_is_no_damage_of_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    target = tmp_path / "copy"
    refused = pytest.raises(ArchiveError, match=r"could not be copied to .*No space left.* make room")
    with refused as note, both(path, target):
        raise duckdb.IOException('IO Error: Could not write file "x": No space left on device')
    assert not isinstance(note.value, ArchiveDamaged)
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


@once
def everything(folder: Path) -> Path:
    """Return an archive with originals, and with a file of each kind beside it."""
    path = archive(folder)
    pages = [parsed(article(name), text=name) for name in ("One", "Two")]
    for each in pages:
        keep_original(files(path).originals, each.capture)
    save(path, pages)
    marks.set_starred(path, "a", True)
    corrections.append(path, [correction("One.")])
    ledger.append(path, Decision(id="d1", what="ignore", made_at=MORNING, actor="country/norway"))
    follow(path, Ledger(ledger.read(path)))
    followed_sources.follow(files(path).sources, Source(url="https://a.example/feed"))
    settings.keep(files(path).settings, settings.Settings(watched=("/somewhere",)))
    return path


def assert_whole(path: Path, former: Path) -> None:
    """Everything of the former home is in the other one."""
    assert headlines(path) == headlines(former) == ["One", "Two"]
    assert list(originals.hashes_in(files(path).originals)) == list(
        originals.hashes_in(files(former).originals)
    )
    assert all(
        originals.is_good(files(path).originals, each) for each in originals.hashes_in(files(path).originals)
    )
    assert marks.in_state(path, "starred") == ["a"]
    assert corrections.read(path) == corrections.read(former) and ledger.read(path) == ledger.read(former)
    assert list(followed_sources.sources(files(path).sources)) == ["https://a.example/feed"]
    assert settings.read(files(path).settings).watched == ("/somewhere",)
    assert receipts.history(path)[0] == receipts.history(former)[0]


def test_one_folder_of_backups_fills_an_empty_machine(tmp_path: Path) -> None:
    former = everything(tmp_path / "former")
    backup(former)
    folder = shutil.copytree(files(former).backups, tmp_path / "stick")
    path = tmp_path / "new" / "archive.duckdb"
    path.parent.mkdir()
    done = restore(path, folder)
    assert (done.originals, done.lost, done.former) == (2, 0, None)
    assert_whole(path, former)


def test_originals_lie_once_for_all_backups_and_come_back_deleted_or_changed(tmp_path: Path) -> None:
    path = everything(tmp_path)
    backup(path)
    backup(path)
    shared, own = files(path).backup_originals, files(path).originals
    one, two = originals.hashes_in(own)
    assert list(originals.hashes_in(shared)) == [one, two]
    originals.forget(own, one)
    changed = originals.path_of(own, two)
    changed.write_bytes(changed.read_bytes()[:-1] + b"x")
    assert restore(path).originals == 2
    assert originals.is_good(own, one) and originals.is_good(own, two)


def test_the_original_of_a_removed_story_leaves_the_next_backup_and_stays_away(tmp_path: Path) -> None:
    path = everything(tmp_path)
    backup(path)
    gone = id_of(path, "One")
    ((sha256,),) = rows(path, "select sha256 from capture where article = ?", [gone])
    remove(path, gone)
    assert restore(path).originals == 0
    shared = files(path).backup_originals
    originals.write_staged(shared, sha256, b"One")  # as a killed backup has left it
    backup(path)
    assert len(list(originals.hashes_in(shared))) == len(list(shared.glob("??/??/*"))) == 1


def test_a_backup_is_newer_by_its_number_and_not_by_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path, parsed(article("One")))
    older = files(path).backups / "archive-20991231T000000.000000Z.duckdb"
    older.parent.mkdir()
    copy(path, older)
    save(path, [parsed(article("Two"))])
    made = backup(path, keep=2)
    assert backups(path) == [older, made]
    assert restore(path).backup == made
    assert backups(path)[0] == older and restore(path, older).backup == older


def test_a_damaged_backup_is_passed_over_and_told(tmp_path: Path) -> None:
    path = everything(tmp_path)
    good, bad = backup(path), backup(path)
    flip(bad.with_suffix(".journal.jsonl"))
    done = restore(path)
    assert (done.backup, done.passed) == (good, (bad,))
    found = [each.sentence for each in examine(path, with_backups=True) if each.trouble]
    assert len(found) == 1 and f"{bad.stem}.journal.jsonl" in found[0]
    with pytest.raises(ArchiveDamaged, match="Nothing was changed"):
        restore(path, bad)


def test_doctor_finds_a_flipped_byte_in_any_file_of_a_backup(tmp_path: Path) -> None:
    def troubles() -> list[str]:
        assert [each for each in examine(path) if each.trouble] == []
        return [each.sentence for each in examine(path, with_backups=True) if each.trouble]

    path = everything(tmp_path)
    made = backup(path)
    for suffix in (".duckdb", ".sources.sqlite", ".receipts.jsonl", ".sha256"):
        flip(made.with_suffix(suffix))
        assert troubles(), suffix
        flip(made.with_suffix(suffix))
        assert troubles() == [], suffix
    place = next(files(path).backup_originals.glob("??/??/*"))
    flip(place)  # in what stands before the content: its address and time
    (found,) = troubles()
    assert f"{place} is damaged; delete it" in found
    place.unlink()
    backup(path)
    assert troubles() == []


def test_nothing_is_deleted_for_a_backup_of_an_archive_that_lost_batches_or_is_rebuilt_by_half(
    tmp_path: Path,
) -> None:
    path = archive(tmp_path, parsed(article("One")))
    whole, before = backup(path), path.read_bytes()
    keep_setting(path, REBUILDING, "yes")
    half = backup(path, keep=1)
    assert backups(path) == [whole, half]
    keep_setting(path, REBUILDING, None)
    made = backup(path, keep=1)
    assert backups(path) == [made]
    save(path, [parsed(article("Two"))])
    path.write_bytes(before)
    backup(path, keep=1)
    assert backups(path)[0] == made


def test_what_is_damaged_is_not_copied_over_good_backups(tmp_path: Path) -> None:
    path = everything(tmp_path)
    made = backup(path, keep=1)
    files(path).sources.write_bytes(b"garbage")
    with pytest.raises(ArchiveDamaged, match="list of sources"):
        backup(path, keep=1)
    assert backups(path) == [made]


def test_a_backup_that_was_cut_short_is_none_and_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    path = everything(tmp_path)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("lib.store.upkeep.backup.write_sums", stop)
        backup(path)
    assert backups(path) == []
    made = backup(path)
    assert {each.name.split(".")[0] for each in made.parent.iterdir()} == {
        made.stem.split(".")[0],
        "originals",
    }


def test_a_backup_that_the_reader_has_named_otherwise_stays(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    made = backup(path)
    kept = made.rename(made.with_name(f"before-the-move-{made.name}"))
    left = made.with_name(f".{path.stem}-20240409T063100.000000Z.new")  # by an older version
    left.touch()
    backup(path)
    assert kept.exists() and not left.exists()


def test_what_another_program_lays_beside_a_backup_is_no_damage_and_stays(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    made = backup(path)
    ends = ("sha256.asc", "notes.txt", "sync-conflict-1.duckdb", "duckdb.part")
    others = [made.with_name(f"{made.stem}.{end}") for end in ends]
    for each in others:
        each.touch()
    assert restore(path).backup == made
    for _ in range(2):
        backup(path, keep=1)
    assert all(each.exists() for each in others) and not made.exists()


@pytest.mark.parametrize("name", ["news[1]", "o'hara 100%", "NZ.news"])
def test_only_the_newest_backups_are_kept_and_restored_whatever_the_archive_s_name(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "[home] #1" / f"{name}.duckdb"
    create(path)
    save(path, [parsed()])
    marks.set_read(path, "a", True)
    made = [backup(path, keep=2) for _ in range(3)]
    assert backups(path) == made[1:]
    # Each with receipts, both copies of the journal, sums.
    assert len(list(files(path).backups.iterdir())) == 10
    assert restore(path).backup == made[2]


def test_a_second_place_holds_the_same(tmp_path: Path) -> None:
    former = everything(tmp_path / "former")
    with pytest.raises(ArchiveMissing, match="make it first"):
        set_second(former, str(tmp_path / "disk"))
    (tmp_path / "disk").mkdir()
    set_second(former, str(tmp_path / "disk"))
    for _ in range(2):
        second = copy_to_second(former, backup(former, keep=1), keep=1)
    assert second and backups(former, tmp_path / "disk") == [second]
    shutil.rmtree(files(former).backups)
    path = tmp_path / "new" / "archive.duckdb"
    path.parent.mkdir()
    restore(path, tmp_path / "disk")
    assert_whole(path, former)
    assert backup(former).name > second.name
    shutil.rmtree(tmp_path / "disk")
    with pytest.raises(ArchiveError, match="was made, but not copied to its second place"):
        copy_to_second(former, backups(former)[-1])


def flip(file: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
