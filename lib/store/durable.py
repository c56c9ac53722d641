"""Writing files so that the content is on disk when the call returns, even if the machine crashes then."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp


def rewrite(path: Path, content: bytes) -> None:
    """Replace the file's content atomically: other processes read the old or the new content."""
    number, name = mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)  # when it is closed: Windows moves no open file
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file, and flush it to disk."""
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def overwrite(path: Path, changed: Callable[[bytes], bytes | None]) -> None:
    """Overwrite lines of a file in place, as a full disk has no other room, and flush it to disk.

    `changed` returns the new content of a line, at most as long and then padded with spaces, or None to leave
    it.
    """
    with path.open("rb+") as file:
        at = 0
        for line in file.readlines():
            if (other := changed(line)) is not None:
                file.seek(at)
                file.write(other.ljust(len(line.rstrip(b"\n"))))
            at += len(line)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Flush to disk what others have written to the file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of file names to disk; some systems do so by themselves."""
    if sys.platform != "win32":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def tail(path: Path, most: int) -> str:
    """Return up to `most` bytes from the end of a text file, as text; "" if there is no file."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - most))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
