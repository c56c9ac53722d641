"""Making, verifying and restoring backups of the archive and of everything beside it.

A copy of the file alone loses what is still in the write-ahead log, without any error; so the log is copied
with it, and the copy is read from end to end. Originals are kept once in a folder that all backups share. The
database gets its name last: a backup that is listed is complete.
"""

import errno
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from lib.model.errors import ArchiveDamaged, ArchiveError, ArchiveMissing, Remedy
from lib.store import originals, receipts, reconcile
from lib.store.archive import open_for_reading
from lib.store.backup_files import PART_ENDS, age, backups, copies, faults, next_name, parts, write_sums
from lib.store.durable import sync
from lib.store.files import log, settings
from lib.store.journal.journal import Journal
from lib.store.lock import backup_lock, writer_lock
from lib.store.lookups import tombstones
from lib.store.opening import connect
from lib.store.paths import BESIDE, files
from lib.store.stored_settings import REBUILDING
from lib.store.upkeep import user_files
from lib.store.upkeep.copying import copy
from lib.store.upkeep.swap import replace_archive

KEEP = 5  # backups; older ones are deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The result of a restore: the backup, damaged newer ones, the former archive, what is lost or back."""

    backup: Path
    passed: tuple[Path, ...]  # newer backups that are damaged
    former: Path | None  # where the archive that was there before lies now
    lost: int  # captures stored after the backup was made
    removed: int  # stories removed after the backup was made, removed again
    originals: int  # that were gone or damaged and are back
    work: int  # changes of the reader's that came with it


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
        _delete_oldest(archive, keep)
    return final


def _make(archive: Path) -> Path:
    """Copy the archive and the files beside it, originals too, to the backups; return the new backup."""
    folder = files(archive).backups
    folder.mkdir(parents=True, exist_ok=True)
    _clear(archive, folder)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    final = folder / next_name(archive, stamp, settings.read(files(archive).settings).backups)
    fresh = final.with_suffix(".new")
    with Journal(archive).alone():  # both copies of it as they are at one moment
        made = {each.name: each for own, each in copies(archive, final).items() if _copy_file(own, each)}
    copy(archive, fresh)
    _keep_originals(archive, folder)
    write_sums(final, {**made, final.name: fresh})
    fresh.replace(final)
    return final


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
            _clear(archive, folder)
            _keep_originals(archive, folder)  # before the database, with which the backup is listed
            for part in parts(made):
                fresh = folder / f"{part.name}.new"
                shutil.copyfile(part, fresh)
                sync(fresh)
                fresh.replace(folder / part.name)
            _delete_oldest(archive, keep, folder)
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


def _originals_of_others(archive: Path, source: Path) -> set[str]:
    """Return the hashes of originals beside a backup that only backups of other archives have.

    A former version let archives of two names share a folder. Of one archive, the newest receipt of the older
    backup is among those of the newer one.
    """
    own, others = receipts.readable(copies(archive, source)[files(archive).receipts]), set[str]()
    known = {each.sha256 for line in (*own, *receipts.history(archive)) for each in line.captures}
    for each in source.parent.glob("*Z.duckdb"):
        lines = receipts.readable(copies(archive, each)[files(archive).receipts])
        hashes = {capture.sha256 for line in lines for capture in line.captures if capture.sha256}
        if not (own and lines) or own[-1] in lines or lines[-1] in own:
            known |= hashes
        else:
            others |= hashes
    return others - known


def _keep_originals(archive: Path, folder: Path) -> None:
    """Copy missing originals to a folder of backups, and delete those of removed stories there."""
    own, shared = files(archive).originals, folder / files(archive).backup_originals.name
    sizes, there = originals.sizes(own), originals.sizes(shared)
    originals.copy(own, shared, [each for each, size in sizes.items() if there.get(each) != size])
    with open_for_reading(archive) as reading:
        for removed in tombstones(reading):  # a copy that was cut short may be of one, too
            originals.forget(shared, removed)


def _delete_oldest(archive: Path, keep: int, folder: Path | None = None) -> None:
    """Delete all but the newest `keep` backups; none while the archive has lost batches or is rebuilt."""
    with open_for_reading(archive) as reading:
        if reconcile.lost(reading) or reading.setting(REBUILDING):
            return
    for old in backups(archive, folder)[: -max(keep, 1)]:
        for part in reversed(parts(old)):  # the database first: half a backup is none
            part.unlink()


def _clear(archive: Path, folder: Path) -> None:
    """Delete from a folder of backups what interrupted backups, or copies of them, have left."""
    whole = {each.stem for each in backups(archive, folder)}
    # Under no other name: the reader may have given a backup one.
    for part in (each for dot in ("", ".") for each in folder.glob(f"{dot}{escape(archive.stem)}-*Z.*")):
        stem, _, end = part.name.rpartition("Z.")
        left = "new" in end.split(".") or (f"{stem}Z" not in whole and f".{end}" in PART_ENDS)
        if left and age(part)[1]:
            part.unlink()


def restore(archive: Path, chosen: Path | None = None) -> Restored:
    """Replace the archive by a backup, by default the newest intact one; return the result.

    The former archive is set aside. `chosen` is a backup or a folder of them, as on another disk. Missing or
    damaged originals are restored too.
    """
    source, passed = _choose(archive, chosen)
    with writer_lock(archive):
        done = replace_archive(
            archive,
            lambda staged: _copy_back(source, staged),
            originals_from=source.parent / files(archive).backup_originals.name,
            left_out=_originals_of_others(archive, source),
        )
    captures = sum(len(line.captures) for line in done.lost if line.kind == "ingest")
    return Restored(
        backup=source, passed=passed, former=done.former, lost=captures, removed=done.removed,
        originals=done.originals, work=done.work,
    )  # fmt: skip


def _choose(archive: Path, chosen: Path | None) -> tuple[Path, tuple[Path, ...]]:
    """Return the backup to restore, and newer damaged ones; ArchiveError if no intact one is there."""
    is_file = chosen is not None and chosen.is_file()
    if chosen and is_file and not age(chosen)[1] and not _is_database(chosen):
        raise ArchiveError(
            chosen,
            f"{chosen} is no backup. Nothing was changed; choose a file like "
            f"{archive.stem}-n000001-…Z.duckdb, or the folder of the backups.",
        )
    known = [chosen] if chosen and is_file else backups(archive, chosen)
    if not known:
        where = chosen or files(archive).backups
        raise ArchiveMissing(
            where, f"There is no backup at {where}.", Remedy(command="backup", does="makes one")
        )
    passed: list[Path] = []
    for source in reversed(known):
        if not faults(source):
            return source, tuple(passed)
        passed.append(source)
    names = ", ".join(faults(passed[0]))
    raise ArchiveDamaged(
        passed[0], f"The backup {passed[0]} is damaged ({names}). Nothing was changed; choose another one."
    )


def _is_database(file: Path) -> bool:
    """Return whether a file begins as DuckDB's do, or cannot be opened: then its opening says why."""
    with suppress(OSError), file.open("rb") as opened:
        return opened.read(12)[8:] == b"DUCK"
    return True


def _copy_back(source: Path, target: Path) -> None:
    """Copy a backup's database to `target`, and the files beside it to the places beside `target`."""
    copy(source, target)
    for own, kept in copies(target, source).items():
        if kept.exists():
            shutil.copyfile(kept, own)
            sync(own)


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
