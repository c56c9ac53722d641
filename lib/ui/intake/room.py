"""How much room the archive and what belongs to it take on the disk, and how much is free there."""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import streamlit as st

from lib.model.wording import count
from lib.store.backup_files import backups
from lib.store.paths import files, inbox_path
from lib.ui.render import Markup, render

PATIENCE = 0.4  # seconds for one folder; a larger one is shown as "more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Room on the disk: what takes it, number of files, bytes, and whether all files were counted."""

    name: str
    files: int
    bytes: int
    whole: bool = True  # False: there is more than was counted in time


def room_part(archive: Path) -> Markup:
    """Return as HTML the part of Health on the free room of the disk and what takes room there."""
    rooms = [room for room in taken(archive, len(backups(archive))) if room.files]
    return render("intake/room.html", free=free(archive), rooms=rooms, size=size)


@st.cache_data(ttl=20, show_spinner=False)
def taken(archive: Path, copies: int = 0) -> list[Room]:
    """Return a Room for the archive and each kind of file beside it, most important first.

    The answer is kept for 20 seconds, or until `copies`, the number of backups, is another.
    """
    own = files(archive)
    log = archive.with_name(f"{archive.name}.wal")
    return [
        _count_room("The archive", [archive, log]),
        _count_room("Originals, as they were captured", [own.originals]),
        _count_room("Pictures that you asked for", [own.pictures]),
        _count_room("Your marks, corrections, decisions and recipes", [own.journal, own.journal_log]),
        _count_room("Backups", [own.backups]),
        _count_room("The inbox", [inbox_path()]),
        _count_room("Set aside, never deleted by itself", [own.aside]),
    ]


def free(archive: Path) -> int:
    """Return the free bytes on the archive's disk."""
    folder = next(each for each in (archive.parent, *archive.parents) if each.exists())
    return shutil.disk_usage(folder).free


def size(number: int) -> str:
    """Return a number of bytes in words: "4.2 MB"."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= 0.999_95 * step:  # rounded it is 1.0, where the smaller unit would have 1,000.0
            return f"{number / step:,.1f} {unit}"
    return count(number, "byte")


def _count_room(name: str, places: Iterable[Path]) -> Room:
    """Return the number and bytes of the files below the places, as counted in PATIENCE seconds at most."""
    until, number, weight = time.monotonic() + PATIENCE, 0, 0
    for bytes_of_file in chain.from_iterable(map(sizes, places)):
        number, weight = number + 1, weight + bytes_of_file
        if number % 200 == 0 and time.monotonic() > until:
            return Room(name=name, files=number, bytes=weight, whole=False)
    return Room(name=name, files=number, bytes=weight)


def sizes(place: Path) -> Iterator[int]:
    """Yield the bytes of a file, or of each file in a folder; nothing for one that is gone or unreadable."""
    inside = (Path(folder) / name for folder, _, names in os.walk(place) for name in names)
    for path in inside if place.is_dir() else (place,):
        with suppress(OSError):
            yield path.stat(follow_symlinks=path == place).st_size
