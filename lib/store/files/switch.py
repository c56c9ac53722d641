"""Atomic replacement of an archive by a prepared one: a kill at any moment leaves the one or the other.

The new archive and its receipts are prepared in a folder beside the old ones. Renaming that folder commits
it; what is left to do then can be repeated, and is done by whoever holds the writer's lock next.
"""

import os
import shutil
import sys
from pathlib import Path

from lib.store.files.home import copy_aside, files, set_aside


def prepare(archive: Path) -> Path:
    """Return the path, in an empty folder beside the archive, at which the new archive is prepared."""
    folder = archive.with_name(f".{archive.stem}-preparing")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder / archive.name


def commit(archive: Path) -> None:
    """Rename the folder of the prepared archive: from here on it is the archive."""
    archive.with_name(f".{archive.stem}-preparing").replace(_prepared(archive))
    if sys.platform != "win32":
        place = os.open(archive.parent, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def is_committed(archive: Path) -> bool:
    """Return whether a prepared archive waits for its place."""
    return _prepared(archive).is_dir()


def put_in_place(archive: Path) -> Path | None:
    """Move the prepared archive and its receipts into place; return where the former archive lies now.

    Marks, corrections and decisions are moved only where there are none. The caller holds the writer's lock.
    """
    if not is_committed(archive):
        return None
    here, fresh = files(archive), files(_prepared(archive) / archive.name)
    former = None
    if fresh.archive.exists():
        former = set_aside(archive)
        fresh.archive.replace(archive)
    if fresh.receipts.exists():
        if here.receipts.exists():
            copy_aside(archive, here.receipts)
        fresh.receipts.replace(here.receipts)
    for new, old in (
        (fresh.marks, here.marks),
        (fresh.corrections, here.corrections),
        (fresh.ledger, here.ledger),
    ):
        if new.exists() and not old.exists():
            new.replace(old)
    shutil.rmtree(_prepared(archive))
    return former


def _prepared(archive: Path) -> Path:
    return archive.with_name(f".{archive.stem}-prepared")
