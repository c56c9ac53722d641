"""Damaged and replaced files, which are set aside instead of deleted."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from lib.store.paths import BESIDE_SQLITE, FORMER, files

_WORDED = ("archive", "journal", "journal_log", *FORMER)


def copy_aside(archive: Path, file: Path) -> Path:
    """Copy a file, and SQLite's files beside it, to the set-aside files; return the path of its copy."""
    place = place_aside(archive, file.name)
    for end in (*BESIDE_SQLITE, ""):
        if (each := file.with_name(f"{file.name}{end}")).exists():
            shutil.copy2(each, place.with_name(f"{place.name}{end}"))
    return place


def move_aside(archive: Path, file: Path) -> Path | None:
    """Move a file and its engine's files to the set-aside files; return its new path, None if missing."""
    there = [end for end in (*BESIDE_SQLITE, ".wal", "") if os.path.lexists(f"{file}{end}")]
    place = place_aside(archive, file.name) if there else file
    for end in there:
        file.with_name(f"{file.name}{end}").replace(place.with_name(f"{place.name}{end}"))
    return place if "" in there else None


def former_receipts(archive: Path) -> Iterator[Path]:
    """Yield receipts files that were set aside, oldest first."""
    folder = files(archive).aside
    yield from sorted(folder.glob(f"*-{escape(files(archive).receipts.name)}"))


def aside_with_words(archive: Path) -> list[Path]:
    """Return set-aside files that may hold words of stories, oldest first."""
    names = tuple(getattr(files(archive), name).name for name in _WORDED)
    there = sorted(files(archive).aside.glob("*"))
    return [each for each in there if each.name.partition("-")[2].startswith(names)]


def place_aside(archive: Path, name: str) -> Path:
    """Return a new path among the set-aside files: the time, then the name."""
    folder = files(archive).aside
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    return folder / f"{stamp}-{name}"
