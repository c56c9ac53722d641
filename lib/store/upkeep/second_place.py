"""The second place of backups: a folder, as on another disk, to which each new backup is copied too."""

import errno
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from lib.model.errors import ArchiveDamaged, ArchiveError, ArchiveMissing
from lib.store import receipts
from lib.store.backup_files import age, backups, copies, parts
from lib.store.durable import sync
from lib.store.files import settings
from lib.store.lock import backup_lock
from lib.store.paths import files
from lib.store.upkeep.backup import KEEP, clear_unfinished, copy_originals, delete_oldest


def set_second(archive: Path, folder: str) -> None:
    """Set the second folder for backups, "" for none; ArchiveError if it is missing or an archive's."""
    place = Path(folder).expanduser().absolute()
    if folder and not place.is_dir():
        raise ArchiveMissing(place, f"There is no folder {place}; make it first, then name it again.")
    if folder:
        _refuse_others(archive, place)
    second = str(place) if folder else ""
    settings.change(files(archive).settings, lambda held: replace(held, backups=second))


def copy_to_second(archive: Path, made: Path, *, keep: int = KEEP) -> Path | None:
    """Copy a new backup to the second folder, if one is set; return its path there or None.

    All but the newest `keep` are deleted there. ArchiveError if the folder cannot be used.
    """
    named = settings.read(files(archive).settings).backups
    if not named:
        return None
    folder = Path(named)
    try:
        if not folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, "there is no such folder")
        _refuse_others(archive, folder)
        with backup_lock(archive):  # what another one is copying there is no leftover
            clear_unfinished(archive, folder)
            copy_originals(archive, folder)  # before the database, with which the backup is listed
            for part in parts(made):
                fresh = folder / f"{part.name}.new"
                shutil.copyfile(part, fresh)
                sync(fresh)
                fresh.replace(folder / part.name)
            delete_oldest(archive, keep, folder)
    except OSError as error:
        raise ArchiveError(
            folder,
            f"The backup {made} was made, but not copied to its second place {folder} ({error.strerror}); "
            "connect or free that disk, or choose another folder with `python -m lib backup --also FOLDER`.",
        ) from error
    return folder / made.name


def _refuse_others(path: Path, folder: Path) -> None:
    """Raise ArchiveError if a folder is an archive's own, or has another archive's backups, of any name.

    Of two archives in one folder each would delete the other's backups and originals. Backups that this
    archive was restored from are its own.
    """
    here, elsewhere = folder.resolve(), "Choose another one with `python -m lib backup --also FOLDER`."
    around = (each for place in (here, here.parent) for each in place.glob("*.duckdb"))
    for archive in (path.resolve(), *(each for each in around if files(each).receipts.exists())):
        if here in (archive.parent, files(archive).backups.resolve()):
            raise ArchiveError(
                folder,
                f"The folder {folder} is that of the archive {archive} itself or of its first backups, and "
                f"a second place lies elsewhere, best on another disk. {elsewhere}",
            )
    own = {each.name for each in backups(path)}
    others = [each for each in folder.glob("*Z.duckdb") if age(each)[1] and each.name not in own]
    received = {_mark(line) for line in receipts.history(path)} if others else set()
    for each in others:
        with suppress(ArchiveDamaged):  # of receipts that cannot be read nobody knows whose they are
            newest = receipts.last(copies(path, each)[files(path).receipts])
            if newest and _mark(newest) not in received:
                raise ArchiveError(
                    folder,
                    f"The folder {folder} holds backups of another archive, as {each.name}, and each would "
                    f"delete the other's. {elsewhere}",
                )


def _mark(line: receipts.BatchRecord) -> tuple[int, str, str]:
    """Return what identifies a receipt: batch number, hash, time."""
    return line.batch, line.hash, line.stored_at
