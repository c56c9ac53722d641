"""How much room the house takes on the disk."""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lib.store.files.home import files, inbox_path

PATIENCE = 0.4  # seconds for one folder; a larger one is told as "more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The room that something takes."""

    name: str
    files: int
    bytes: int
    whole: bool = True  # False: there is more than was counted in time


def taken(archive: Path) -> list[Taken]:
    """Return what the archive and all that belongs to it take, in the order of its importance."""
    own = files(archive)
    log = archive.with_name(f"{archive.name}.wal")
    reader = (own.marks, own.corrections, own.ledger)
    return [
        _of("The archive", [archive, log]),
        _of("Originals, as they were captured", [own.originals]),
        _of("Pictures that you asked for", [own.pictures]),
        _of("Your marks, corrections and decisions", reader),
        _of("Backups", [own.backups]),
        _of("The inbox", [inbox_path()]),
        _of("Set aside, never deleted by itself", [own.aside]),
    ]


def free(archive: Path) -> int:
    """Return the bytes that are free on the archive's disk."""
    folder = next(each for each in (archive.parent, *archive.parents) if each.exists())
    return shutil.disk_usage(folder).free


def size(number: int) -> str:
    """Return a size as one says it: '4.2 MB'."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= step:
            return f"{number / step:,.1f} {unit}"
    return f"{number} bytes"


def _of(name: str, places: Iterable[Path]) -> Taken:
    until, number, weight = time.monotonic() + PATIENCE, 0, 0
    for place in places:
        for each in _sizes(place):
            number, weight = number + 1, weight + each
            if number % 200 == 0 and time.monotonic() > until:
                return Taken(name=name, files=number, bytes=weight, whole=False)
    return Taken(name=name, files=number, bytes=weight)


def _sizes(place: Path) -> Iterator[int]:
    if place.is_file():
        yield place.stat().st_size
    for folder, _, names in os.walk(place) if place.is_dir() else ():
        for name in names:
            try:
                yield (Path(folder) / name).stat(follow_symlinks=False).st_size
            except FileNotFoundError:
                continue  # gone meanwhile
