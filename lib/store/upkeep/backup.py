"""Verified copies of the archive, and the way back to one.

A plain copy of the file loses what still stands in the write-ahead log, without any error; so the copy is
made by the database, read from end to end, and only then gets its name.
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lib.model.errors import ArchiveError, ArchiveMissing, Remedy
from lib.store.archive import connect
from lib.store.files.home import files
from lib.store.files.lock import writer_lock
from lib.store.upkeep.copying import copy
from lib.store.upkeep.replacing import replace_archive

KEEP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did."""

    backup: Path
    former: Path | None  # where the archive that was there before lies now
    lost: int  # captures stored after the backup was made
    removed: int  # stories removed after the backup was made, removed again


def backup(path: Path, *, keep: int = KEEP) -> Path:
    """Make a verified copy in the backups' folder and keep the newest so many."""
    connect(path, read_only=True).close()  # tells what is wrong, if anything, before the copy begins
    folder = files(path).backups
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    fresh, final = folder / f".{path.stem}-{stamp}.new", folder / f"{path.stem}-{stamp}.duckdb"
    copy(path, fresh)
    fresh.replace(final)
    for own, beside in _own_work(path, final).items():
        _copy_file(own, beside)
    for old in backups(path)[: -max(keep, 1)]:
        old.unlink()
        for beside in _own_work(path, old).values():
            beside.unlink(missing_ok=True)
    return final


def backups(path: Path) -> list[Path]:
    """Return all backups of the archive, oldest first."""
    return sorted(files(path).backups.glob(f"{path.stem}-*Z.duckdb"))


def restore(path: Path, chosen: Path | None = None) -> Restored:
    """Put a backup, by default the newest, in the archive's place; what was there is set aside."""
    known = backups(path)
    source = chosen or (known[-1] if known else None)
    if source is None or not source.exists():
        where = source or files(path).backups
        raise ArchiveMissing(
            where, f"There is no backup at {where}.", Remedy(command="backup", does="makes one")
        )
    with writer_lock(path):
        done = replace_archive(path, lambda staged: _copy_back(source, staged))
    captures = sum(len(line.captures) for line in done.lost if line.kind == "ingest")
    return Restored(backup=source, former=done.former, lost=captures, removed=done.removed)


def _copy_back(source: Path, target: Path) -> None:
    """Copy a backup and the reader's own work beside it."""
    copy(source, target)
    for own, beside in _own_work(target, source).items():
        _copy_file(beside, own)


def _own_work(path: Path, backup_file: Path) -> dict[Path, Path]:
    """Return the files of the reader's own marks and decisions, each with its copy beside the backup."""
    beside = files(path)
    own_files = (beside.marks, beside.marks_log, beside.corrections, beside.ledger)
    names = ("marks.sqlite", "marks.jsonl", "corrections.jsonl", "ledger.jsonl")
    return {own: backup_file.with_suffix(f".{name}") for own, name in zip(own_files, names, strict=True)}


def _copy_file(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if source.suffix != ".sqlite":
        shutil.copy2(source, target)
        return
    try:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)
    except sqlite3.Error as error:
        raise ArchiveError(source, f"The marks in {source} could not be copied ({error}).") from error
