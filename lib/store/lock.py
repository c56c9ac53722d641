"""The locks of an archive: one writer at a time, one refresh, one backup, and readers that let a writer in.

A lock ends with the process that holds it.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from glob import escape
from pathlib import Path

from lib.store.files import log
from lib.store.files.locked import held
from lib.store.journal import former_files
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.prepared import preparing, put_in_place

FRESH = 1.0  # seconds since a writer has last said that it waits
REMOVALS_PATIENCE = 90.0  # seconds, more than a removal waits for the archive


@contextmanager
def writer_lock(archive: Path, *, patience: float = 0) -> Iterator[None]:
    """Hold the writer's lock for the length of the block.

    An interrupted restore is finished first, and work files of an interrupted writer are deleted. Raises
    ArchiveBusy if another process still holds the lock after `patience` seconds.
    """
    former_files.block_older_versions(archive)
    words = "Another ingest or restore ({who}) is at work on {archive}"
    with held(archive, files(archive).lock, words, patience=patience) as cut_short:
        put_in_place(archive)
        if cut_short:
            _clear_work(archive)
            if sentence := Journal(archive).check_at_start():  # takes in a line that a kill left to one copy
                log.note(archive, sentence)
        yield


def is_cut_short(archive: Path) -> bool:
    """Return whether the archive's last writer has not ended well: it still works, failed or was killed.

    The check also keeps older versions of Wireroom out.
    """
    former_files.block_older_versions(archive)
    lock = files(archive).lock
    return lock.exists() and lock.stat().st_size > 0


def _clear_work(archive: Path) -> None:
    """Delete what interrupted preparations, compactions and restores left beside the archive."""
    shutil.rmtree(preparing(archive), ignore_errors=True)
    for file, start, end in ((archive.resolve(), ".", ".compact*"), (archive, "", ".new-*")):
        for left in file.parent.glob(f"{start}{escape(file.name)}{end}"):
            if left.is_dir():  # what the engine had sorted
                shutil.rmtree(left)
            else:
                left.unlink(missing_ok=True)
    clear_staged(archive)


def clear_staged(archive: Path) -> None:
    """Delete staged originals that were not committed; the caller holds the writer's lock."""
    for left in files(archive).originals.glob("??/??/.*"):
        left.unlink(missing_ok=True)


def _lock(name: str, words: str, patience: float = 0) -> Callable[[Path], AbstractContextManager[object]]:
    """Return a function that holds a lock of an archive for the length of a block.

    `name` is the lock's attribute in ArchivePaths; `words` and `patience` are those of `locked.held`.
    """
    return lambda archive: held(archive, getattr(files(archive), name), words, patience=patience)


# Two refreshes at once would ask every host twice.
refresh_lock = _lock("refresh_lock", "Another refresh ({who}) asks the sources of {archive}")
backup_lock = _lock("backup_lock", "Another backup ({who}) is being made of {archive}")
# Of several apps on one home, one takes in what arrives.
intake_lock = _lock("intake_lock", "Another app ({who}) takes in what arrives for {archive}")
# Of what another program sends nobody knows the outcome yet.
mail_lock = _lock("mail_lock", "Another program ({who}) sends mail from {archive}")
# Removals do not take the writer's. Who puts another archive in place takes it too: a removal meanwhile
# would be of the one that goes.
removal_lock = _lock(
    "removal_lock", "A removal or restore ({who}) is at work on {archive}", patience=REMOVALS_PATIENCE
)


@contextmanager
def announced_writer(archive: Path) -> Iterator[Callable[[], None]]:
    """Yield a function that signals readers, at each call, that a writer waits; the end withdraws it."""
    waiting = _path_of_signal(archive)
    try:
        yield waiting.touch
    finally:
        waiting.unlink(missing_ok=True)


def _path_of_signal(archive: Path) -> Path:
    return archive.with_name(f"{archive.name}.wanted")


def writer_waits(archive: Path) -> bool:
    """Return whether a writer has signalled, in the last second, that it waits for the archive."""
    try:
        age = time.time() - _path_of_signal(archive).stat().st_mtime
        return abs(age) < FRESH  # the clock may be set back
    except OSError:
        return False  # nobody waits
