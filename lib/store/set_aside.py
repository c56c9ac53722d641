"""Damaged and replaced files, which are set aside instead of deleted.

A database lies in several files: what its engine keeps beside it is set aside with it, and before it, so that
a kill in between leaves no new database with an old one's log.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from lib.store.paths import BESIDE_SQLITE, FORMER, files

_PARTS = (*BESIDE_SQLITE, ".wal", "")  # ends of the names of a database's files, its own the last


def copy_aside(archive: Path, file: Path) -> Path:
    """Copy a file, and what its engine keeps beside it, to the set-aside files; return the copy's path."""
    place = place_aside(archive, file.name)
    for end in _PARTS:
        if (part := _with_end(file, end)).exists():
            shutil.copy2(part, _with_end(place, end))
    return place


def move_aside(archive: Path, file: Path) -> Path | None:
    """Move a file, and what its engine keeps beside it, to the set-aside files; return its new path.

    None if the file is missing: then only what lies beside it is moved.
    """
    there = [end for end in _PARTS if os.path.lexists(_with_end(file, end))]
    if not there:
        return None
    place = place_aside(archive, file.name)
    for end in there:
        _with_end(file, end).replace(_with_end(place, end))
    return place if "" in there else None


def _with_end(file: Path, end: str) -> Path:
    """Return the path of the file whose name is that of `file` with `end` behind it."""
    return file.with_name(f"{file.name}{end}")


def former_receipts(archive: Path) -> Iterator[Path]:
    """Yield receipts files that were set aside, oldest first."""
    folder = files(archive).aside
    yield from sorted(folder.glob(f"*-{escape(files(archive).receipts.name)}"))


def aside_with_words(archive: Path) -> list[Path]:
    """Return set-aside files that may hold words of stories, oldest first: archives and journals."""
    here = files(archive)
    former = (path for name, path in vars(here).items() if name in FORMER)
    names = tuple(path.name for path in (here.archive, here.journal, here.journal_log, *former))
    return [each for each in sorted(here.aside.glob("*")) if each.name.partition("-")[2].startswith(names)]


def place_aside(archive: Path, name: str) -> Path:
    """Return a new path among the set-aside files, whose folder is made: the time, then the name."""
    folder = files(archive).aside
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    return folder / f"{stamp}-{name}"
