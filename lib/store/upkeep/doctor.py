"""Examination of an archive and everything beside it; findings are sentences."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveError, Remedy, WireroomError, worded
from lib.store.archive import ArchiveReader, connect, damaged
from lib.store.decisions import corrections, ledger
from lib.store.files import marks_file, originals, receipts
from lib.store.files.home import files
from lib.store.lookups import stored_hashes
from lib.store.schema import COMPACTION_DUE
from lib.store.upkeep.backup import backups
from lib.store.upkeep.copying import checksums

NAMED = 5  # of many alike
ROOM = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, whether it tells of trouble, the file that it is about and what helps."""

    message: str
    trouble: bool = False
    subject: str = ""
    remedies: tuple[Remedy, ...] = ()

    @property
    def sentence(self) -> str:
        """The finding as a terminal shows it."""
        return worded(self.message, self.remedies)


def _failed(error: WireroomError) -> Finding:
    return Finding(error.message, trouble=True, subject=error.subject, remedies=error.remedies)


def _mend(does: str) -> tuple[Remedy, ...]:
    return (Remedy(command="doctor --mend", does=does),)


def examine(path: Path) -> Iterator[Finding]:
    """Yield everything that there is to say about the archive; damaged marks are mended on the way."""
    if sentence := marks_file.check(path):
        yield Finding(sentence, trouble=True, subject=str(files(path).marks))
    try:
        connection = connect(path, read_only=True)
    except ArchiveError as error:
        yield _failed(error)
        yield _room(path)
        return
    with connection:
        yield from _whole(path, connection)
        yield from _ledger(path, connection)
        yield from _originals(path, connection)
        yield from _corrections(path, connection)
        yield from _decisions(path, connection)
    yield _backups(path)
    yield _room(path)


def _whole(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    try:
        counts = checksums(connection)
    except duckdb.Error as error:
        yield _failed(damaged(path, error))
        return
    setting = ArchiveReader(path, connection).setting
    if setting(COMPACTION_DUE):
        yield Finding(
            "Stories were removed; until the next ingest has rewritten the file, its free room may still "
            "hold their words."
        )
    rows = sum(count for count, _ in counts.values())
    yield Finding(
        f"The archive {path} opens, and all of its {rows:,} rows in {len(counts)} tables can be read: "
        f"{counts['article'][0]:,} texts of {counts['capture'][0]:,} captures, layout {setting('layout')}, "
        f"desk zone {setting('desk_zone')}.",
        subject=str(path),
    )


def _ledger(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    try:
        lost, unwritten = receipts.missing_batches(path, connection), receipts.unwritten(path, connection)
    except ArchiveError as error:
        yield _failed(error)
        return
    if unwritten > 1:  # a kill between an archive's commit and its receipt leaves one
        yield Finding(
            f"{files(path).receipts.name} is gone or was shortened: {unwritten:,} batches of the archive are "
            "not in it, so it cannot tell what the archive has lost. The next ingest writes the missing "
            "lines; kept originals of no story, if there are any, are told below.",
            trouble=True,
            subject=str(files(path).receipts),
        )
    elif not lost:
        yield Finding(f"Every batch that {files(path).receipts.name} tells of is in the archive.")
    for line in lost:
        yield Finding(
            f"Batch {line.batch} ({line.kind} of {len(line.captures)} captures, {line.stored_at}) was "
            "committed, but is missing from the archive.",
            trouble=True,
            remedies=_mend("brings it back"),
        )


def _originals(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    folder = files(path).originals
    stored = stored_hashes(ArchiveReader(path, connection))
    wrong = list(_wrong(folder, stored))
    yield from wrong[:NAMED]
    if len(wrong) > NAMED:
        yield Finding(f"{len(wrong) - NAMED:,} more originals are missing or damaged.", trouble=True)
    if not wrong:
        yield Finding(f"All {len(stored):,} originals are there and unchanged.")
    if loose := set(originals.kept(folder)).difference(stored):
        yield Finding(
            f"{len(loose):,} kept originals belong to no story, as after an ingest that was cut short.",
            remedies=_mend("takes them in"),
        )


def _corrections(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    try:
        held = {each.id for each in corrections.read(path)}
        waiting = corrections.pending(path, ArchiveReader(path, connection))
    except WireroomError as error:
        yield _failed(error)
        return
    if waiting:
        yield Finding(
            f"{len(waiting):,} captures were cleaned with other corrections than those that "
            f"{files(path).corrections.name} holds.",
            trouble=True,
            remedies=_mend("cleans them again"),
        )
    elif held:
        yield Finding(f"The stories follow your corrections, of which {len(held):,} hold.")


def _decisions(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    try:
        held = ledger.read(path)
    except WireroomError as error:
        yield _failed(error)
        return
    if held != ledger.followed(ArchiveReader(path, connection)):
        yield Finding(
            f"The stories follow other decisions about actors than those that {files(path).ledger.name} "
            "holds.",
            trouble=True,
            remedies=_mend("resolves them again"),
        )
    elif held:
        yield Finding(f"The stories follow your decisions about actors, of which {len(held):,} hold.")


def _wrong(folder: Path, hashes: list[str]) -> Iterator[Finding]:
    for sha256 in hashes:
        try:
            originals.load(folder, sha256)
        except WireroomError as error:
            yield _failed(error)


def _backups(path: Path) -> Finding:
    found = backups(path)
    if not found:
        return Finding("There is no backup yet.", remedies=(Remedy(command="backup", does="makes one"),))
    return Finding(f"There are {len(found)} backups, the newest is {found[-1]}.", subject=str(found[-1]))


def _room(path: Path) -> Finding:
    folder = next(place for place in (path.parent, *path.parents) if place.exists())
    free = shutil.disk_usage(folder).free
    sentence = f"{free / 1e9:.1f} GB are free on the disk of {folder}."
    return Finding(sentence if free >= ROOM else f"{sentence} Make room before the next ingest.", free < ROOM)
