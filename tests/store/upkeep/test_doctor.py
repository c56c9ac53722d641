"""The doctor names what is wrong and what to do, and finds nothing on a sound archive."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.batches.stories import save
from lib.store.journal import corrections, marks
from lib.store.schema import LAYOUT
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import NAMED, examine
from tests.builders import archive, article, capture, correction, keep_original, parsed


def troubles(path: Path) -> list[str]:
    return [finding.sentence for finding in examine(path) if finding.trouble]


def page(headline: str) -> Parsed:
    return parsed(article(headline), text=headline)


def kept(path: Path, *pages: Parsed) -> Path:
    for each in pages:
        keep_original(path.parent / "originals", each.capture)
    save(path, pages)
    return path


def test_a_sound_archive_has_no_trouble(tmp_path: Path) -> None:
    path = kept(archive(tmp_path), page("One"), page("Two"))
    note = " ".join(finding.sentence for finding in examine(path))
    assert troubles(path) == []
    assert f"2 texts of 2 captures, layout {LAYOUT}, days of UTC" in note
    assert "All 2 originals are there and unchanged." in note
    assert "There is no backup yet" in note


def test_a_missing_archive_is_trouble(tmp_path: Path) -> None:
    assert "There is no archive at" in troubles(tmp_path / "archive.duckdb")[0]


def test_a_lost_batch_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = kept(archive(tmp_path), page("One"))
    shutil.copy(path, tmp_path / "copy")
    kept(path, page("Two"))
    shutil.copy(tmp_path / "copy", path)
    assert any("Batch 2 (ingest of 1 capture," in note and "--mend" in note for note in troubles(path))


def test_receipts_that_are_gone_or_shortened_are_trouble(tmp_path: Path) -> None:
    path = kept(kept(archive(tmp_path), page("One")), page("Two"))
    ledger = tmp_path / "receipts.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    assert troubles(path) == []  # a kill may have left so much
    ledger.unlink()
    assert any("receipts.jsonl is gone or was shortened: 2 batches" in note for note in troubles(path))


def test_missing_and_changed_originals_are_named(tmp_path: Path) -> None:
    path = kept(archive(tmp_path), page("One"), page("Two"))
    folder = tmp_path / "originals"
    originals.forget(folder, page("One").capture.sha256)
    originals.path_of(folder, page("Two").capture.sha256).write_bytes(b"")
    assert sorted("is missing;" in note for note in troubles(path)) == [False, True]


def test_many_missing_originals_are_counted_and_one_is_told_as_one(tmp_path: Path) -> None:
    for more, words in ((1, "1 more original is missing or damaged."),
                        (3, "3 more originals are missing or damaged.")):  # fmt: skip
        path = archive(tmp_path / f"{more}", *(page(f"Story {number}") for number in range(NAMED + more)))
        note = troubles(path)
        assert len(note) == NAMED + 1 and note[-1] == words
    path = kept(archive(tmp_path / "other"), page("One"))
    made = backup(path)
    note = [finding.sentence for finding in examine(path, with_backups=True)]
    assert "1 text of 1 capture, layout" in " ".join(note)
    assert f"1 backup is there, the newest is {made}. 1 of them is as it was when made." in " ".join(note)


def test_originals_of_no_story_are_told_without_alarm(tmp_path: Path) -> None:
    path = kept(archive(tmp_path), page("One"))
    keep_original(tmp_path / "originals", replace(capture("loose"), origin="loose.txt"))
    assert any("1 kept original belongs to no story" in each.sentence for each in examine(path))
    assert troubles(path) == []


def test_a_damaged_block_is_found(tmp_path: Path) -> None:
    path = archive(tmp_path, *(parsed(article(f"Story {number}", "Text. " * 900)) for number in range(20)))
    whole = bytearray(path.read_bytes())
    for at in range(4096 * 3 + 262144, len(whole), 262144):
        whole[at] ^= 255
    path.write_bytes(bytes(whole))
    assert any("is damaged" in note for note in troubles(path))


def test_a_home_that_cannot_be_written_is_examined_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system", "journal.lock")

    path = kept(archive(tmp_path), page("One"))
    marks.set_read(path, "a", True)
    monkeypatch.setattr("lib.store.journal.journal.Journal.alone", refuse)
    note = " ".join(finding.sentence for finding in examine(path))
    assert "could not be checked" in note and "The one original is there" in note


def test_a_capture_cleaned_without_its_correction_is_trouble(tmp_path: Path) -> None:
    story = page("One")
    path = kept(archive(tmp_path), story)
    corrections.append(path, [correction(sha256=story.capture.sha256)])
    (note,) = troubles(path)
    assert (
        note.startswith("1 capture was cleaned with other corrections than those that") and "--mend" in note
    )
