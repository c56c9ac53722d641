"""Writing that is on disk when it returns, whatever happens to the machine, and the ends of long files."""

import os
import sys
from pathlib import Path


def rewrite(path: Path, content: bytes) -> None:
    """Replace the file's content at once: whoever reads it meanwhile has the old or the new."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file."""
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Return when what others have written to the file is on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return when the names of the files in a folder are on disk; some systems keep them so by themselves."""
    if sys.platform != "win32":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def tail(path: Path, most: int) -> str:
    """Return the end of a text, at most so many bytes of it; "" where there is no file."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - most))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
