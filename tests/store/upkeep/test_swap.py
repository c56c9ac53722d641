"""A restore that is cut short at any moment brings no removed story back and refuses no ingest."""

import random
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lib.store import lock, originals, prepared, receipts
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.removal_again import lift_tombstones, remove_again
from lib.store.stored_settings import REBUILDING, RESTORED
from lib.store.upkeep import swap
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import examine
from lib.store.upkeep.restore import restore
from tests.builders import archive, article, keep_original, once, parsed
from tests.lots import few
from tests.running import run_and_kill
from tests.store.asked import headlines, id_of, rows

RESTORING = """
import sys
from pathlib import Path
from lib.store.upkeep.restore import restore
print("ready", flush=True)
while True:
    restore(Path(sys.argv[1]))
"""


class Killed(BaseException):
    """Stands for the end of the process."""


def take_in(path: Path, headline: str) -> str:
    """Keep the original of a story and save it; return what became of it."""
    capture = parsed(article(headline))
    keep_original(files(path).originals, capture.capture)
    outcome = save(path, [capture]).receipts[0].outcome
    if outcome == "removed":
        originals.forget(files(path).originals, capture.capture.sha256)
    return outcome


@once
def with_a_removed_story(folder: Path) -> Path:
    """Return an archive with a backup that still holds a story which was removed since."""
    path = archive(folder)
    for headline in ("Removed", "Kept"):
        take_in(path, headline)
    backup(path)
    remove(path, id_of(path, "Removed"))
    return path


def removed_id(path: Path) -> str:
    return str(rows(path, "select article from tombstone")[0][0])


def check(path: Path, number: int) -> None:
    """The removed story is gone and stays away; a new one is taken in; the doctor finds nothing."""
    shown = headlines(path)
    assert "Removed" not in shown and "Kept" in shown
    assert take_in(path, "Removed") == "removed"
    assert take_in(path, f"New {number}") == "stored"
    assert [finding.sentence for finding in examine(path) if finding.trouble] == []
    assert not list(path.parent.glob(".archive-prepared"))


def killed_before(name: str) -> Callable[..., None]:
    def stop(*_: object, **__: object) -> None:
        raise Killed(name)

    return stop


STEPS = {
    "commit_archive": prepared, "forget_leftovers": swap, "remove_again": swap, "put_in_place": prepared,
    "sync": swap, "move_aside": prepared, "copy_aside": prepared,
}  # fmt: skip


@pytest.mark.parametrize("step", few(STEPS, 2))
def test_a_restore_that_ends_before_a_step_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = with_a_removed_story(tmp_path)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(STEPS[step], step, killed_before(step))
        restore(path)
    check(path, 1)
    assert restore(path).removed == 1
    check(path, 2)


def test_a_story_that_is_removed_while_a_restore_runs_stays_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, bring_back = with_a_removed_story(tmp_path), swap.bring_originals_back
    kept = id_of(path, "Kept")

    def meanwhile(*given: Any) -> int:
        remove(path, kept)
        return bring_back(*given)

    monkeypatch.setattr(swap, "bring_originals_back", meanwhile)
    assert restore(path).removed == 2
    assert (headlines(path), list(originals.hashes_in(files(path).originals))) == ([], [])
    assert take_in(path, "Kept") == "removed"


@pytest.mark.parametrize("committed", [False, True])
def test_a_story_that_is_removed_in_the_last_moment_of_a_restore_stays_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    path, commit = with_a_removed_story(tmp_path), prepared.commit_archive
    removal = threading.Thread(target=remove, args=(path, id_of(path, "Kept")))

    def meanwhile(archive: Path) -> None:
        if committed:
            commit(archive)
        removal.start()
        removal.join(1)
        if not committed:
            commit(archive)

    monkeypatch.setattr(prepared, "commit_archive", meanwhile)
    restore(path)
    removal.join()
    assert headlines(path) == []
    assert take_in(path, "Kept") == "removed"
    assert [finding.sentence for finding in examine(path) if finding.trouble] == []


def test_captures_that_a_killed_restore_has_left_out_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_a_removed_story(tmp_path)
    restore(path)
    text = "Some captures that came after the restored backup are not in the archive."
    assert not any(text in finding.sentence for finding in examine(path))
    take_in(path, "New")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(swap, "forget_leftovers", killed_before("forget_leftovers"))
        restore(path)
    assert any(text in finding.sentence for finding in examine(path))
    with open_for_reading(path) as reading:
        assert reading.setting(REBUILDING) == RESTORED
    take_in(path, "New")  # by hand
    assert not any(text in finding.sentence for finding in examine(path))


@pytest.mark.parametrize("file", few(["receipts", "archive"], 1))
def test_a_restore_that_ends_before_a_file_is_moved_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    path, moved = with_a_removed_story(tmp_path), Path.replace

    def replace(self: Path, target: Path) -> Path:
        if "-prepared" in str(self) and target == getattr(files(path), file):
            raise Killed(file)
        return moved(self, target)

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Path, "replace", replace)
        restore(path)
    check(path, 1)


def survive(folder: Path, kills: int, seed: int) -> None:
    """Kill a process that restores again and again, at random moments."""
    path, chance = with_a_removed_story(folder), random.Random(seed)
    for number in range(kills):
        assert run_and_kill(RESTORING, path, moment=chance.uniform(0, 0.8))
        check(path, number)


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_restore_brings_nothing_back(tmp_path: Path) -> None:
    survive(tmp_path, kills=1, seed=1)


@pytest.mark.process
@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_sixty_killed_restores_bring_nothing_back(tmp_path: Path) -> None:
    survive(tmp_path, kills=60, seed=2)


LOST: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "garbage": lambda receipts: receipts.write_bytes(b"garbage\n"),
    "emptied": lambda receipts: receipts.write_bytes(b""),
}


@pytest.mark.parametrize("how", few(LOST, 2))
def test_a_removed_story_stays_away_though_the_receipts_are_lost(tmp_path: Path, how: str) -> None:
    path = with_a_removed_story(tmp_path)
    LOST[how](files(path).receipts)
    assert restore(path).removed == 1
    check(path, 1)


def test_a_damaged_receipt_costs_no_removal_that_came_after_it(tmp_path: Path) -> None:
    path = with_a_removed_story(tmp_path)
    own = files(path).receipts
    own.write_bytes(b"\xff" + own.read_bytes()[1:])
    path.unlink()
    assert restore(path).removed == 1
    check(path, 1)


def test_work_files_of_a_killed_run_are_cleared_by_the_next_writer(tmp_path: Path) -> None:
    path = with_a_removed_story(tmp_path)
    own = files(path)
    left = [
        tmp_path / ".archive-preparing" / "archive.duckdb", tmp_path / ".archive.duckdb.compact",
        tmp_path / ".archive.duckdb.compact.tmp" / "duckdb_temp_storage_DEFAULT-0.tmp",
        tmp_path / "archive.duckdb.new-17", own.originals / "ab" / "cd" / ".abcd.zst.laid",
    ]  # fmt: skip
    for each in left:
        each.parent.mkdir(parents=True, exist_ok=True)
        each.touch()
    with lock.writer_lock(path):
        pass
    assert all(each.exists() for each in left)  # whoever let go in order has left nothing
    own.lock.write_text("17")
    with lock.writer_lock(path):
        pass
    assert not any(each.exists() for each in left)
    assert len(list(originals.hashes_in(own.originals))) == 1


def killed_return(path: Path, gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a removed story in again, and end before its line is written."""
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(receipts, "append", killed_before("append"))
        lift_tombstones(path, gone)


@pytest.mark.parametrize("between", ["nothing", "ingest"])
def test_a_story_let_in_by_a_killed_run_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    path = with_a_removed_story(tmp_path)
    gone = removed_id(path)
    killed_return(path, gone, monkeypatch)
    if between == "ingest":
        assert take_in(path, "Removed") == "stored"
        assert remove_again(path, receipts.history(path)) == 0
        assert "Removed" in headlines(path)
    restore(path)
    assert remove_again(path, receipts.history(path)) == 0
    assert take_in(path, "Removed") in ("stored", "known")
    assert "Removed" in headlines(path)
    assert [finding.sentence for finding in examine(path) if finding.trouble] == []


def test_a_story_let_in_after_the_backup_keeps_its_original(tmp_path: Path) -> None:
    path = with_a_removed_story(tmp_path)
    gone = removed_id(path)
    made = backup(path)  # in which the story is removed
    lift_tombstones(path, gone)
    assert take_in(path, "Removed") == "stored"
    restore(path, made)
    assert len(list(originals.hashes_in(files(path).originals))) == 2
    assert take_in(path, "Removed") == "stored"
    remove(path, id_of(path, "Removed"))
    restore(path, made)
    assert take_in(path, "Removed") == "removed"


def test_the_last_word_on_a_removed_story_counts(tmp_path: Path) -> None:
    """Removed, let in, restored from before, removed again under the same number of a batch."""
    path = with_a_removed_story(tmp_path)
    gone = removed_id(path)
    made = backup(path)
    lift_tombstones(path, gone)
    restore(path, made)
    assert take_in(path, "Removed") == "stored"
    remove(path, id_of(path, "Removed"))
    restore(path, made)
    check(path, 1)
    path.unlink()
    restore(path, made)
    check(path, 1)
