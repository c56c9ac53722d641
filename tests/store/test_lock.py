"""One ingest at a time, and the lock falls with the process that held it."""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

from lib.model.errors import ArchiveBusy
from lib.store.files import locked
from lib.store.lock import is_cut_short, writer_lock
from lib.store.paths import files

HOLD = """
import sys
from pathlib import Path
from lib.store.lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.process
def test_a_second_ingest_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ArchiveBusy, match=rf"\(process {holder.pid}\) is at work"), writer_lock(path):
            pass
        holder.kill()
        holder.wait()
        with writer_lock(path):
            pass


@pytest.mark.parametrize("ends", [KeyboardInterrupt, OSError])
def test_what_an_interrupted_or_failed_writer_leaves_is_cleared_by_the_next(
    tmp_path: Path, ends: type[BaseException]
) -> None:
    path = tmp_path / "archive.duckdb"
    laid = files(path).originals / "ab" / "cd" / ".abcd.zst.laid"
    laid.parent.mkdir(parents=True)
    laid.touch()
    with pytest.raises(ends), writer_lock(path):
        raise ends
    assert is_cut_short(path)
    with writer_lock(path):
        assert not laid.exists()
    assert not is_cut_short(path)


def test_a_writer_that_is_cut_short_while_another_waits_is_cleared_up_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive.duckdb"
    laid = files(path).originals / "ab" / "cd" / ".abcd.zst.laid"
    taken = locked.take

    def last_moment(file: IO[bytes]) -> bool:
        """Let another writer come and be cut short between the first look and the lock."""
        monkeypatch.setattr(locked, "take", taken)
        with suppress(OSError), writer_lock(path):
            laid.parent.mkdir(parents=True)
            laid.touch()
            raise OSError
        return taken(file)

    monkeypatch.setattr(locked, "take", last_moment)
    with writer_lock(path):
        assert not laid.exists()


def test_threads_of_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    path, refusals = tmp_path / "archive.duckdb", list[str]()

    def take() -> None:
        try:
            with writer_lock(path):
                pass
        except ArchiveBusy as error:
            refusals.append(str(error))

    with writer_lock(path):
        thread = threading.Thread(target=take)
        thread.start()
        thread.join()
    take()
    assert len(refusals) == 1 and f"process {os.getpid()}" in refusals[0]
