"""The archive witnesses which journal is its home's: both copies of another home's are set aside."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from lib.ingest.startup import finish_killed_runs
from lib.model.mention import Kind
from lib.store.archive import keep_setting, open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import ledger, marks
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.stored_settings import JOURNAL
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from tests.builders import archive, article, parsed
from tests.store.asked import rows
from tests.store.deciding import made
from tests.store.noted import noted

COPIES = ("journal.sqlite", "journal.jsonl")


def home(folder: Path, note: str) -> Path:
    """Return the archive of a home whose reader has written a note, which its next batch witnesses."""
    folder.mkdir()
    path = archive(folder, parsed(article("First")))
    marks.set_note(path, "a", note)
    save(path, [parsed(article("Second"))])
    return path


def witness(path: Path) -> str:
    with open_for_reading(path) as reading:
        return reading.setting(JOURNAL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return home(tmp_path / "own", "Own words.")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return home(tmp_path / "other", "Foreign words.")


def replace(path: Path, other: Path, *names: str) -> None:
    for name in names:
        shutil.copy(other.with_name(name), path.with_name(name))


def test_both_copies_of_another_home_are_set_aside_without_a_backup(path: Path, other: Path) -> None:
    replace(path, other, *COPIES)
    note = str(Journal(path).check())
    assert all(f"{name} was another home's" in note for name in COPIES)
    assert "begin anew" in note and f"nothing was taken in; it lies in {files(path).aside}" in note
    assert "Foreign" not in noted(path) and marks.marks_on(path, "a").note == ""
    assert sum("Foreign" in each.read_text("utf-8", "replace") for each in files(path).aside.iterdir()) == 2
    assert Journal(path).check() is None and Journal(path).id == witness(path)


def test_a_change_is_not_written_to_the_journal_of_another_home(path: Path, other: Path) -> None:
    replace(path, other, *COPIES)
    marks.set_starred(path, "b", True)
    assert "Foreign" not in noted(path) and marks.in_state(path, "starred") == ["b"]


def test_both_copies_of_another_home_give_way_to_a_backup(path: Path, other: Path) -> None:
    backup(path)
    replace(path, other, *COPIES)
    assert "brought back from" in str(Journal(path).check())
    assert marks.marks_on(path, "a").note == "Own words." and "Foreign" not in noted(path)


def test_an_archive_of_another_home_costs_no_work(path: Path, other: Path) -> None:
    replace(path, other, "archive.duckdb")
    files(path).journal_log.unlink()
    assert "brought back from journal.sqlite" in str(Journal(path).check())
    assert marks.marks_on(path, "a").note == "Own words."
    finish_killed_runs(path)
    assert witness(path) == Journal(path).id


@pytest.mark.parametrize("busy", [False, True], ids=["free", "busy"])
def test_a_decision_comes_back_from_a_backup_while_the_archive_is_busy(tmp_path: Path, busy: bool) -> None:
    norland: dict[str, Kind] = {"Norland": "country"}
    path = archive(tmp_path, parsed(article("First", "Norland shut."), names=norland))
    ledger.append(path, made("rename", "d1", actor="country/norland", called="The North"))
    backup(path)
    save(path, [parsed(article("Second", "Norland opened again."), names=norland)])
    remove(path, str(rows(path, "select article_id from stories where headline = 'First'")[0][0]))
    for name in COPIES:
        path.with_name(name).write_bytes(b"broken")
    with duckdb.connect(str(path)) if busy else nullcontext():
        assert "1 change, was brought back" in str(Journal(path).check())
    assert [each.called for each in ledger.read(path)] == ["The North"]


def test_a_lock_that_is_gone_names_the_journal_again_and_what_was_erased(path: Path, other: Path) -> None:
    erased = {name: path.with_name(name).read_bytes() for name in COPIES}
    Journal(path).erase(["a"])
    files(path).journal_lock.unlink()
    assert Journal(path).check() is None and Journal(path).id == witness(path)
    for name, data in erased.items():
        path.with_name(name).write_bytes(data)
    Journal(path).check()
    assert "Own words." not in noted(path)
    replace(path, other, *COPIES)
    assert "another home's" in str(Journal(path).check()) and "Foreign" not in noted(path)


def test_an_archive_without_the_note_gets_it_when_the_app_starts(path: Path) -> None:
    keep_setting(path, JOURNAL, None)
    assert not finish_killed_runs(path)
    assert witness(path) == Journal(path).id != ""


def test_an_archive_that_is_made_anew_witnesses_the_journal_that_was_there(path: Path) -> None:
    for each in (path, files(path).receipts):
        each.unlink()
    save(archive(path.parent), [parsed(article("Third"))])
    assert witness(path) == Journal(path).id and marks.marks_on(path, "a").note == "Own words."


def test_a_restored_archive_witnesses_the_journal_of_the_home_that_it_came_to(
    path: Path, other: Path
) -> None:
    restore(path, backup(other))
    assert marks.marks_on(path, "a").note  # one of both: the later one
    assert witness(path) == Journal(path).id
    files(path).journal.unlink()
    assert "brought back from journal.jsonl" in str(Journal(path).check())
    assert witness(path) == Journal(path).id


def test_a_backup_restored_on_a_new_machine_brings_its_journal(tmp_path: Path, other: Path) -> None:
    copy, new = backup(other), tmp_path / "new" / "archive.duckdb"
    new.parent.mkdir()
    restore(new, copy)
    assert marks.marks_on(new, "a").note == "Foreign words." and witness(new) == Journal(new).id != ""
    replace(new, home(tmp_path / "third", "Third words."), *COPIES)
    assert "another home's" in str(Journal(new).check()) and "Third" not in noted(new)


def test_a_home_without_a_journal_is_witnessed_by_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    assert witness(path) == Journal(path).id == "" and Journal(path).check() is None
    assert not finish_killed_runs(path)
