"""The atomic replacement of an archive by a prepared one.

The new archive and its receipts are prepared in a folder beside the old ones. Renaming that folder commits
it: a crash at any moment leaves one archive or the other. The rest can be repeated, and is done by the next
holder of the writer's lock.
"""

import shutil
from pathlib import Path

from lib.store import durable
from lib.store.filled import is_filled
from lib.store.journal.journal import Journal
from lib.store.paths import OWN, files
from lib.store.set_aside import copy_aside, move_aside


def prepare_archive(archive: Path) -> Path:
    """Make an empty folder beside the archive and return the path for a new archive in it."""
    folder = preparing(archive)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder / archive.name


def preparing(archive: Path) -> Path:
    """Return the folder in which a new archive is prepared."""
    return archive.with_name(f".{archive.stem}-preparing")


def commit_archive(archive: Path) -> None:
    """Rename the prepared archive's folder, which commits it: `put_in_place` then moves it into place."""
    preparing(archive).replace(_committed_folder(archive))
    durable.sync_folder(archive.parent)


def is_committed(archive: Path) -> bool:
    """Return whether a committed archive has not been moved into place yet."""
    return _committed_folder(archive).is_dir()


def is_there(archive: Path) -> bool:
    """Return whether there is an archive, or a committed one not moved into place yet."""
    return archive.exists() or is_committed(archive) or archive.exists()  # it may come in between the looks


def put_in_place(archive: Path) -> Path | None:
    """Move a committed archive and its receipts into place; return the former archive's path, or None.

    The journal that comes with it is merged into the reader's; sources and settings are moved only where
    there are none, or none with work in them. The caller holds the writer's lock.
    """
    if not is_committed(archive):
        return None
    here, fresh = files(archive), files(_committed_folder(archive) / archive.name)
    former = None
    if fresh.archive.exists():
        former = move_aside(archive, archive)
        fresh.archive.replace(archive)
    if fresh.receipts.exists():
        if here.receipts.exists():
            copy_aside(archive, here.receipts)
        fresh.receipts.replace(here.receipts)
    if events := Journal(fresh.archive).events():
        Journal(archive).unite(events)
    for name in OWN:
        brought, own = getattr(fresh, name), getattr(here, name)
        if brought.exists() and not (own.exists() and is_filled(archive, name)):
            move_aside(archive, own)
            brought.replace(own)
    shutil.rmtree(_committed_folder(archive))
    return former


def _committed_folder(archive: Path) -> Path:
    return archive.with_name(f".{archive.stem}-prepared")
