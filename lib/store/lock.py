"""One writer at a time for each archive, and the atomic replacement of an archive by a prepared one.

A lock ends with the process that holds it. The new archive and its receipts are prepared in a folder beside
the old ones. Renaming that folder commits it: a crash at any moment leaves one archive or the other. The rest
can be repeated, and is done by the next holder of the writer's lock.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from glob import escape
from pathlib import Path

from lib.store import durable
from lib.store.files import log
from lib.store.files.locked import held
from lib.store.filled import is_filled
from lib.store.journal import former
from lib.store.journal.journal import Journal
from lib.store.paths import OWN, copy_aside, files, move_aside

FRESH = 1.0  # seconds since a writer has last said that it waits
REMOVALS_PATIENCE = 90.0  # seconds, more than a removal waits for the archive


@contextmanager
def writer_lock(archive: Path) -> Iterator[None]:
    """Hold the writer's lock for the length of the block.

    An interrupted restore is finished first, and work files of an interrupted writer are deleted. Raises
    ArchiveBusy at once if another process holds the lock.
    """
    cut_short = is_cut_short(archive)
    with held(archive, files(archive).lock, "Another ingest or restore ({who}) is at work on {archive}"):
        put_in_place(archive)
        if cut_short:
            _clear_work(archive)
            if sentence := Journal(archive).check_at_start():  # takes in a line that a kill left to one copy
                log.note(archive, sentence)
        yield


def is_cut_short(archive: Path) -> bool:
    """Return whether the last holder of the writer's lock did not end normally: it works, failed or died."""
    former.block_older_versions(archive)
    lock = files(archive).lock
    return lock.exists() and lock.stat().st_size > 0


def _clear_work(archive: Path) -> None:
    """Delete what interrupted preparations, compactions and restores left beside the archive."""
    shutil.rmtree(archive.with_name(f".{archive.stem}-preparing"), ignore_errors=True)
    for start, end in ((".", ".compact*"), ("", ".new-*")):
        for left in archive.parent.glob(f"{start}{escape(archive.name)}{end}"):
            if left.is_dir():  # what the engine had sorted
                shutil.rmtree(left)
            else:
                left.unlink(missing_ok=True)
    clear_staged(archive)


def clear_staged(archive: Path) -> None:
    """Delete staged originals that were not committed, which belong to no story.

    The caller holds the writer's lock.
    """
    for left in files(archive).originals.glob("??/??/.*"):
        left.unlink(missing_ok=True)


def _lock(name: str, words: str, patience: float = 0) -> Callable[[Path], AbstractContextManager[None]]:
    """Return a function that holds an archive's lock, named as in ArchivePaths, for the length of a block."""
    return lambda archive: held(archive, getattr(files(archive), name), words, patience=patience)


# Two refreshes at once would ask every host twice.
refresh_lock = _lock("refresh_lock", "Another refresh ({who}) asks the sources of {archive}")
backup_lock = _lock("backup_lock", "Another backup ({who}) is being made of {archive}")
# Of several apps on one home, one takes in what arrives.
intake_lock = _lock("intake_lock", "Another app ({who}) takes in what arrives for {archive}")
# Removals do not take the writer's. Who puts another archive in place takes it too: a removal meanwhile
# would be of the one that goes.
removal_lock = _lock(
    "removal_lock", "A removal or restore ({who}) is at work on {archive}", patience=REMOVALS_PATIENCE
)


def prepare_archive(archive: Path) -> Path:
    """Return the path for a new archive, in an empty folder beside the present one."""
    folder = archive.with_name(f".{archive.stem}-preparing")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder / archive.name


def commit_archive(archive: Path) -> None:
    """Rename the prepared archive's folder, which commits it: `put_in_place` then moves it into place."""
    archive.with_name(f".{archive.stem}-preparing").replace(_prepared(archive))
    durable.sync_folder(archive.parent)


def is_committed(archive: Path) -> bool:
    """Return whether a committed archive has not been moved into place yet."""
    return _prepared(archive).is_dir()


def is_there(archive: Path) -> bool:
    """Return whether there is an archive, or a committed one not moved into place yet."""
    return archive.exists() or is_committed(archive) or archive.exists()  # it may come in between the looks


def put_in_place(archive: Path) -> Path | None:
    """Move a committed archive and its receipts into place; return the path of the former one or None.

    The reader's own files are moved only if there are none, or none with work in them. The caller holds the
    writer's lock.
    """
    if not is_committed(archive):
        return None
    here, fresh = files(archive), files(_prepared(archive) / archive.name)
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
    for name in (name for name in OWN if getattr(fresh, name).exists()):
        if not getattr(here, name).exists() or not is_filled(archive, name):
            move_aside(archive, getattr(here, name))
            getattr(fresh, name).replace(getattr(here, name))
    shutil.rmtree(_prepared(archive))
    return former


def _prepared(archive: Path) -> Path:
    return archive.with_name(f".{archive.stem}-prepared")


@contextmanager
def wanted(path: Path) -> Iterator[Callable[[], None]]:
    """Yield a function that signals readers of the archive, at each call, that a writer is waiting."""
    waiting = _waiting(path)
    try:
        yield waiting.touch
    finally:
        waiting.unlink(missing_ok=True)


def _waiting(path: Path) -> Path:
    return path.with_name(f"{path.name}.wanted")


def writer_waits(path: Path) -> bool:
    """Return whether a writer waits for readers to close the archive."""
    try:
        return abs(time.time() - _waiting(path).stat().st_mtime) < FRESH  # the clock may be set back
    except OSError:
        return False  # nobody waits
