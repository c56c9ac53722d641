"""Writes files so that the content is on disk when the call returns, even if the machine crashes then."""

import os
import sys
from pathlib import Path


def rewrite(path: Path, content: bytes) -> None:
    """Replace the file's content atomically: other processes read the old or the new content."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file, and flush it to disk."""
    with path.open("ab") as file:
        file.write(content)
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
    """Return up to `most` bytes from the end of a text file; "" if there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - most))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
