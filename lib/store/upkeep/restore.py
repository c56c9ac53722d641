"""Restoring a backup: it takes the archive's place, and what was there is set aside."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lib.model.errors import ArchiveDamaged, ArchiveError, ArchiveMissing, Remedy
from lib.store import receipts
from lib.store.backup_files import age, backups, copies, faults
from lib.store.durable import sync
from lib.store.lock import writer_lock
from lib.store.paths import files
from lib.store.upkeep.copying import copy
from lib.store.upkeep.swap import replace_archive


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
    if chosen and chosen.is_file():
        if not (age(chosen)[1] or _is_database(chosen)):
            raise ArchiveError(
                chosen,
                f"{chosen} is no backup. Nothing was changed; choose a file like "
                f"{archive.stem}-n000001-…Z.duckdb, or the folder of the backups.",
            )
        known = [chosen]
    else:
        known = backups(archive, chosen)
    passed: list[Path] = []
    for source in reversed(known):
        if not faults(source):
            return source, tuple(passed)
        passed.append(source)
    if not passed:
        where, makes = chosen or files(archive).backups, Remedy(command="backup", does="makes one")
        raise ArchiveMissing(where, f"There is no backup at {where}.", makes)
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
