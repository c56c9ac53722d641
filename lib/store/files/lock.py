"""One ingest, restore or rebuild at a time for each archive; the lock falls with the process holding it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lib.model.errors import ArchiveBusy
from lib.store.files.home import files
from lib.store.files.switch import put_in_place


@contextmanager
def writer_lock(archive: Path) -> Iterator[None]:
    """Hold the writer's lock for the length of the block, a restore that was cut short finished first.

    Raises ArchiveBusy at once where another process holds it.
    """
    with _lock(archive, files(archive).lock, f"Another ingest or restore ({{}}) is at work on {archive}"):
        put_in_place(archive)
        yield


@contextmanager
def refresh_lock(archive: Path) -> Iterator[None]:
    """Hold the refresh lock for the length of the block: two refreshes at once would ask every host twice."""
    with _lock(archive, files(archive).refresh_lock, f"Another refresh ({{}}) asks the sources of {archive}"):
        yield


@contextmanager
def _lock(archive: Path, path: Path, held: str) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _take(file):
            raise _held(archive, file, held)
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
            _release(file)


def _held(archive: Path, file: IO[bytes], held: str) -> ArchiveBusy:
    file.seek(0)
    holder = file.read(20).decode("ascii", "replace").strip()
    who = f"process {holder}" if holder else "another process"
    return ArchiveBusy(
        str(archive),
        f"{held.format(who)}; wait until it has finished, or stop it, and run this again.",
    )


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the locked byte lies behind the text, which others may read

    def _take(file: IO[bytes]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
