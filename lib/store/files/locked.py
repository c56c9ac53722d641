"""Locks on open files; each falls with the process that holds it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

PATIENCE, PAUSE = 5.0, 0.005  # seconds


@contextmanager
def alone(file: IO[bytes]) -> Iterator[None]:
    """Hold the lock of a file for the length of the block; where it is not had in time, go on without it."""
    deadline = time.monotonic() + PATIENCE
    while not (held := take(file)) and time.monotonic() < deadline:
        time.sleep(PAUSE)
    try:
        yield
    finally:
        if held:
            release(file)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the locked byte lies behind the text, which others may read

    def take(file: IO[bytes]) -> bool:
        """Return whether the lock is had."""
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def release(file: IO[bytes]) -> None:
        """Let the lock go."""
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def take(file: IO[bytes]) -> bool:
        """Return whether the lock is had."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def release(file: IO[bytes]) -> None:
        """Let the lock go."""
        fcntl.flock(file, fcntl.LOCK_UN)
