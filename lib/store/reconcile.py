"""Comparing the archive's batches with its receipts: each must have all of the other's."""

from collections.abc import Iterator
from pathlib import Path

from lib.model.errors import ArchiveDamaged, Remedy
from lib.model.wording import count
from lib.store import receipts
from lib.store.archive import ArchiveReader, open_for_writing
from lib.store.paths import files
from lib.store.receipts import BatchRecord, CaptureLine
from lib.store.schema import TOMBSTONE
from lib.store.set_aside import copy_aside
from lib.store.statements import Executes, column, value
from lib.store.stored_settings import setting


def reconcile(archive: Path, connection: Executes) -> None:
    """Raise ArchiveDamaged if the archive lacks the last receipt's batch; add receipts lost in a crash."""
    own = files(archive).receipts
    receipts.drop_torn_tail(own)
    newest = receipts.last(own)
    if newest and not _holds(connection, newest):
        raise ArchiveDamaged(
            archive,
            f"The archive {archive} has lost batch {newest.batch} ({count(len(newest.captures), 'capture')}, "
            f"{newest.stored_at}), which was committed: its write-ahead log was cut or an older copy of the "
            "file was put in its place. Nothing more is written to it until the captures are back.",
            Remedy(command="doctor --mend", does="brings them back from the kept originals"),
        )
    if missing := list(_unwritten(archive, connection, after=newest.batch if newest else 0)):
        receipts.append(own, missing)


def missing_batches(archive: Path, connection: Executes) -> list[BatchRecord]:
    """Return the receipts of batches that the archive lacks; ArchiveDamaged for a damaged receipt."""
    held = batches(connection)
    return [line for line in receipts.read(files(archive).receipts) if (line.batch, line.hash) not in held]


def lost(reading: ArchiveReader) -> list[BatchRecord]:
    """Return the receipts, as far as readable, of batches that the archive lacks; none if it has the last."""
    own = files(reading.path).receipts
    newest = receipts.last(own)
    if newest is None or _holds(reading, newest):
        return []
    held = batches(reading)
    return [line for line in receipts.readable(own) if (line.batch, line.hash) not in held]


def unwritten(archive: Path, connection: Executes) -> int:
    """Return the number of the archive's batches without a receipt; a crash can leave one."""
    named = {(line.batch, line.hash) for line in receipts.read(files(archive).receipts)}
    return len(batches(connection) - named)


def shortened(reading: ArchiveReader) -> str:
    """Return a sentence if several batches of the archive have no receipt; else "": a crash leaves one."""
    file = files(reading.path).receipts
    lines = file.read_bytes().count(b"\n") if file.exists() else 0
    stored = value(reading, "select count(*) from batch")
    if stored - lines <= 1:
        return ""
    held = f"{count(lines, 'line')} for {count(stored, 'batch', 'batches')}"
    return f"{file.name} is gone or was shortened: it has {held}."


def agree(archive: Path) -> bool:
    """Return whether the receipts can be read and the archive has every batch of them."""
    with open_for_writing(archive) as connection:
        try:
            return not missing_batches(archive, connection)
        except ArchiveDamaged:
            return False


def repair(archive: Path) -> list[BatchRecord]:
    """Make the receipts agree with the archive; return the receipts of batches that the archive lacks.

    These are dropped from the file, after a copy of it was set aside.
    """
    own, missing = files(archive).receipts, list[BatchRecord]()
    with open_for_writing(archive) as connection:
        receipts.drop_torn_tail(own)
        try:
            if missing := missing_batches(archive, connection):
                held = [line for line in receipts.read(own) if line not in missing]
                copy_aside(archive, own)
                fresh = own.with_name(f"{own.name}.new")
                fresh.unlink(missing_ok=True)
                receipts.append(fresh, held)
                fresh.replace(own)
        except ArchiveDamaged:
            copy_aside(archive, own)
            own.unlink()  # it is written anew from the archive
        reconcile(archive, connection)
        return missing


def batches(connection: Executes) -> set[tuple[int, str]]:
    """Return (number, hash) of each batch in the archive."""
    return set(connection.execute("select batch, hash from batch").fetchall())


def _holds(connection: Executes, line: BatchRecord) -> bool:
    """Return whether the archive has the batch of this receipt."""
    return bool(value(connection, "select hash from batch where batch = ?", [line.batch]) == line.hash)


def _unwritten(archive: Path, connection: Executes, *, after: int) -> Iterator[BatchRecord]:
    """Yield receipts, made from the archive, for its batches with numbers above `after`."""
    aliases = connection.execute("select former, article from alias order by former").fetchall()
    batches_after = connection.execute(
        "select batch, kind, hash, articles, stored_at from batch where batch > ? order by batch", [after]
    ).fetchall()
    for batch, kind, hash_, articles, stored_at in batches_after:
        rows = connection.execute(
            "select sha256, outcome, article from capture where batch = ? order by all", [batch]
        ).fetchall()
        captures = [CaptureLine(*row) for row in rows]
        keys = connection.execute(
            "select key, article from story_key where kind = ? and article in "
            "(select article from capture where batch = ? and outcome = 'removed') order by key",
            [TOMBSTONE, batch],
        ).fetchall()
        if kind == "removal" and not captures:
            keys = _of_unnamed_briefs(archive, connection)
        if kind == "return":
            captures, keys = _returned(archive, connection, batch, hash_)
        yield BatchRecord(
            batch=batch, kind=kind, hash=hash_, articles=articles, captures=tuple(captures),
            stored_at=stored_at.isoformat(timespec="seconds"), desk_zone=setting(connection, "desk_zone"),
            removed_keys=tuple(keys),
            merged=tuple(aliases),  # which batch made them one is not kept, and need not be
        )  # fmt: skip


def _of_unnamed_briefs(archive: Path, connection: Executes) -> list[tuple[int, str]]:
    """Return (key, story id) of removed briefs, which have no capture, that no receipt of a removal names."""
    named = set[str]().union(
        *(line.articles_named for line in receipts.history(archive) if line.kind == "removal")
    )
    rows = connection.execute(
        "select key, article from story_key where kind = ? and article not in "
        "(select article from capture where outcome = 'removed') order by key",
        [TOMBSTONE],
    ).fetchall()
    return [(key, article) for key, article in rows if article not in named]


def _returned(
    archive: Path, connection: Executes, batch: int, hash_: str
) -> tuple[list[CaptureLine], list[tuple[int, str]]]:
    """Return the captures and (key, story id) of the story that a batch readmitted; [], [] if not found.

    The archive does not record it: the receipts list it as removed, the archive no longer does, and its
    captures give the batch's hash.
    """
    hashes, keys = receipts.removed_captures(receipts.history(archive))
    sql = "select article from tombstone union select article from story_key where kind = ?"
    held = column(connection, sql, [TOMBSTONE])
    for article in sorted({*hashes.values(), *keys.values()}.difference(held)):
        own = sorted(sha256 for sha256, removed in hashes.items() if removed == article)
        if receipts.batch_hash(batch, "return", own) == hash_:
            captures = [CaptureLine(sha256, "returned", article) for sha256 in own]
            return captures, sorted((key, removed) for key, removed in keys.items() if removed == article)
    return [], []
