"""Making verified backups of the archive and of everything beside it.

A copy of the file alone loses what is still in the write-ahead log, without any error; so the log is copied
with it, and the copy is read from end to end. Originals are kept once in a folder that all backups share. The
database gets its name last: a backup that is listed is complete.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from lib.model.errors import ArchiveError
from lib.store import originals, reconcile
from lib.store.archive import open_for_reading
from lib.store.backup_files import PART_ENDS, age, backups, copies, next_name, parts, write_sums
from lib.store.durable import sync
from lib.store.files import log, settings
from lib.store.journal.journal import Journal
from lib.store.lock import backup_lock
from lib.store.lookups import tombstones
from lib.store.opening import connect
from lib.store.paths import BESIDE, files
from lib.store.stored_settings import REBUILDING
from lib.store.upkeep import user_files
from lib.store.upkeep.copying import copy

KEEP = 5  # backups; older ones are deleted


def backup(archive: Path, *, keep: int = KEEP) -> Path:
    """Make a verified backup, delete all but the newest `keep`, and return its path.

    Raises the error of anything that is damaged. While the archive has lost batches or lacks captures no
    older backup is deleted.
    """
    connect(archive, read_only=True).close()  # raises what is wrong, if anything, before the copy begins
    journal = Journal(archive)
    if sentence := journal.check():
        log.note(archive, sentence)
    with backup_lock(archive):
        for _, error in user_files.faults(archive, BESIDE):
            raise error
        final = _make(archive)
        delete_oldest(archive, keep)
    return final


def _make(archive: Path) -> Path:
    """Copy the archive and the files beside it, originals too, to the backups; return the new backup."""
    folder = files(archive).backups
    folder.mkdir(parents=True, exist_ok=True)
    clear_unfinished(archive, folder)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    final = folder / next_name(archive, stamp, settings.read(files(archive).settings).backups)
    fresh = final.with_suffix(".new")
    with Journal(archive).alone():  # both copies of it as they are at one moment
        made = {each.name: each for own, each in copies(archive, final).items() if _copy_file(own, each)}
    copy(archive, fresh)
    copy_originals(archive, folder)
    write_sums(final, {**made, final.name: fresh})
    fresh.replace(final)
    return final


def _copy_file(source: Path, target: Path) -> bool:
    """Copy a file to disk, an SQLite database by SQLite's own backup; return whether it exists."""
    if not source.is_file():
        return False
    if source.suffix != ".sqlite":
        shutil.copyfile(source, target)
    else:
        try:
            with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
                here.backup(there)
        except sqlite3.Error as error:
            raise ArchiveError(
                source, f"{source} could not be copied ({error}); make room on the disk, then try again."
            ) from error
    sync(target)
    return True


def copy_originals(archive: Path, folder: Path) -> None:
    """Copy missing originals to a folder of backups, and delete those of removed stories there."""
    own, shared = files(archive).originals, folder / files(archive).backup_originals.name
    sizes, there = originals.sizes(own), originals.sizes(shared)
    originals.copy(own, shared, [each for each, size in sizes.items() if there.get(each) != size])
    with open_for_reading(archive) as reading:
        for removed in tombstones(reading):  # a copy that was cut short may be of one, too
            originals.forget(shared, removed)


def delete_oldest(archive: Path, keep: int, folder: Path | None = None) -> None:
    """Delete all but the newest `keep` backups; none while the archive has lost batches or is rebuilt."""
    with open_for_reading(archive) as reading:
        if reconcile.lost(reading) or reading.setting(REBUILDING):
            return
    for old in backups(archive, folder)[: -max(keep, 1)]:
        for part in reversed(parts(old)):  # the database first: half a backup is none
            part.unlink()


def clear_unfinished(archive: Path, folder: Path) -> None:
    """Delete from a folder of backups what interrupted backups, or copies of them, have left."""
    whole = {each.stem for each in backups(archive, folder)}
    # Under no other name: the reader may have given a backup one.
    for part in (each for dot in ("", ".") for each in folder.glob(f"{dot}{escape(archive.stem)}-*Z.*")):
        stem, _, end = part.name.rpartition("Z.")
        left = "new" in end.split(".") or (f"{stem}Z" not in whole and f".{end}" in PART_ENDS)
        if left and age(part)[1]:
            part.unlink()
