"""The files of an older version's reader's work beside the archive: looked for, cleared, moved aside."""

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path

from lib.store import durable
from lib.store.journal.database import opened
from lib.store.journal.former_lines import read_lines
from lib.store.journal.former_marks import stored_marks
from lib.store.journal.witness import Gone
from lib.store.paths import BESIDE_SQLITE, FORMER, files
from lib.store.set_aside import place_aside

ASIDE = "former"  # ends the name of the folder in which they are set aside
GUARD = (
    "Your work is kept in journal.sqlite and journal.jsonl now. This folder keeps an older Wireroom away.\n"
)
_FIELDS = {"made_at", "undo", "forgotten"}  # each record has one of these fields


def is_there(archive: Path) -> bool:
    """Return whether there are files of an older version that the journal has not taken over."""
    return any(path.is_file() for path in paths(archive).values())


def paths(archive: Path) -> dict[str, Path]:
    """Return the paths of an older version's files, there or not, by their names in ArchivePaths.

    Left out are another program's files of such a name: JSON lines without any field of ours.
    """
    own = {name: getattr(files(archive), name) for name in FORMER}
    return {
        name: path
        for name, path in own.items()
        if name.startswith("marks")
        or not path.is_file()
        or any(fields is None or not _FIELDS.isdisjoint(fields) for fields in read_lines(path))
    }


def clear(archive: Path, gone: Gone) -> None:
    """Overwrite what an older version's files say of removed stories, before they are moved aside.

    `gone` is what was removed.
    """
    own = paths(archive)
    marks = [
        each.encode() for each in (*gone.stories, *gone.captures, *(f'"{number}"' for number in gone.ids))
    ]

    def is_about(line: bytes) -> bool:
        """Return whether a line has an id of something removed, but is not the note that it was erased."""
        return any(mark in line for mark in marks) and b'"removed": ' not in line

    if stored_marks(own["marks"]) is not None:
        with closing(opened(own.pop("marks"))) as held:
            held.execute("pragma secure_delete = on")
            tables = held.execute("select name from sqlite_schema where name in ('mark', 'label', 'kept')")
            for (table,) in tables.fetchall():
                held.executemany(f"delete from {table} where article = ?", [(each,) for each in gone.stories])
    for path in filter(Path.is_file, own.values()):
        durable.overwrite(path, lambda line: b"" if is_about(line) else None)


def move_aside(archive: Path) -> None:
    """Move an older version's files to a new set-aside folder; folders in their place keep it out."""
    folder = place_aside(archive, ASIDE)
    folder.mkdir()
    for path in paths(archive).values():
        for each in (path, *(path.with_name(f"{path.name}{end}") for end in BESIDE_SQLITE)):
            if each.is_file():
                each.replace(folder / each.name)
        _guard(path)
    block_older_versions(archive)


def block_older_versions(archive: Path) -> None:
    """Move an older version's lock file to this one's path; a folder in its place keeps that version out."""
    here = files(archive)
    if not here.former_lock.is_dir():
        with suppress(FileNotFoundError):  # there is none, or another program has just moved it
            here.former_lock.replace(here.lock)
        with suppress(OSError):  # a full disk keeps nobody from clearing it
            _guard(here.former_lock)


def _guard(path: Path) -> None:
    """Create a folder with a note at the path of a file that an older Wireroom writes, so that it stops."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "README.txt").write_text(GUARD, "utf-8")


def set_aside(archive: Path) -> list[Path]:
    """Return the folders into which an older version's files were moved aside, oldest first."""
    return sorted(files(archive).aside.glob(f"*-{ASIDE}"))


def destroy(archive: Path) -> None:
    """Overwrite and delete the old files moved aside, which may hold words of a removed story."""
    for folder in set_aside(archive):
        for each in folder.iterdir():
            with each.open("rb+") as file:
                file.write(b"\0" * each.stat().st_size)
                file.flush()
                os.fsync(file.fileno())
        shutil.rmtree(folder)
