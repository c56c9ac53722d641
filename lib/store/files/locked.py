"""Locks on open files; a lock ends with the process that holds it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from lib.model.errors import ArchiveBusy, ArchiveError

PAUSE = 0.005  # seconds between two tries: such a lock is held for a moment
OWN = 0o600  # rights of a file that this account alone may read


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the locked byte lies behind the text, which others may read

    def take(file: IO[bytes]) -> bool:
        """Try to lock the open file, without waiting; return whether it succeeded."""
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def release(file: IO[bytes]) -> None:
        """Release the lock."""
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def take(file: IO[bytes]) -> bool:
        """Try to lock the open file, without waiting; return whether it succeeded."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def release(file: IO[bytes]) -> None:
        """Release the lock."""
        fcntl.flock(file, fcntl.LOCK_UN)


def lock_file(path: Path) -> IO[bytes]:
    """Return a lock file opened, made if missing and for this account only; ArchiveError if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return open(path, "a+b", opener=lambda name, flags: os.open(name, flags, OWN))
    except OSError as error:
        words = (
            f"{path} cannot be opened ({error.strerror}), so nothing was changed: check the folder's rights"
        )
        raise ArchiveError(path, f"{words} and free room, or move away what stands there.") from error


@contextmanager
def held(archive: Path, path: Path, words: str, *, patience: float = 0) -> Iterator[bool]:
    """Hold the lock file at a path for the length of the block; its content is the holder's process id.

    Raises ArchiveBusy if another process still holds it after `patience` seconds; `words` begins the message,
    with {who} and {archive} to be filled in. A block that fails leaves the process id in the file, as a
    killed process does.
    """
    deadline = time.monotonic() + patience
    with lock_file(path) as file:
        while not take(file):
            if time.monotonic() >= deadline:
                file.seek(0)
                holder = file.read(20).decode("ascii", "replace").strip()
                who = f"process {holder}" if holder else "another process"
                said = words.format(who=who, archive=archive)
                raise ArchiveBusy(
                    archive, f"{said}; wait until it has finished, or stop it, and run this again."
                )
            time.sleep(PAUSE)
        file.seek(0)
        cut_short = bool(file.read(1))
        file.truncate(0)
        with suppress(OSError):  # a full disk keeps nobody from clearing it; the lock is held without a name
            os.write(file.fileno(), str(os.getpid()).encode())
        try:
            yield cut_short
            file.truncate(0)  # who fails or is interrupted may leave as much as who is killed, and says so
        finally:
            release(file)
