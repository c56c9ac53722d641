"""Ending the transaction of a batch: its row in the archive, the commit, and its line in the receipts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveError
from lib.store import receipts
from lib.store.archive import open_for_reading
from lib.store.batches.rows import next_number
from lib.store.journal.journal import Journal
from lib.store.journal.witness import note_journal
from lib.store.paths import files
from lib.store.stored_settings import FORMER_BATCHES, new_state, put_setting, setting
from lib.store.unusable import is_refused

# What DuckDB and the system raise when a file cannot be written.
WRITE_ERRORS = (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, OSError)


@contextmanager
def writing_errors(archive: Path) -> Iterator[None]:
    """Turn an error of writing within the block, as of a full disk, into an ArchiveError; let others pass."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if not isinstance(error, WRITE_ERRORS) and not is_refused(error):
            raise
        raise ArchiveError(
            archive,
            f"The archive {archive} could not be written ({str(error).splitlines()[0]}). What was "
            "stored before is safe: make room on the disk and check the folder's rights, then run the same "
            "command again.",
        ) from error


def note_batch(
    connection: duckdb.DuckDBPyConnection,
    *,
    batch: int | None = None,
    kind: receipts.BatchKind,
    captures: Sequence[receipts.CaptureLine],
    articles: int,
    removed_keys: tuple[tuple[int, str], ...] = (),
    merged: tuple[tuple[str, str], ...] = (),
) -> receipts.BatchRecord:
    """Insert the row of a batch and give the archive a new state; return the batch's receipt.

    The number `batch` is the next free one by default. `removed_keys` are (key, story id) of removed stories,
    `merged` (former id, present id) of merged ones.
    """
    if batch is None:
        batch = next_batch(connection)
    stored_at = now()
    mark = receipts.batch_hash(batch, kind, [each.sha256 for each in captures])
    row = [batch, kind, mark, len(captures), articles, stored_at]
    connection.execute("insert into batch values (?, ?, ?, ?, ?, ?)", row)
    put_setting(connection, "state", new_state())
    return receipts.BatchRecord(
        batch=batch, kind=kind, hash=mark, articles=articles, captures=tuple(captures),
        stored_at=stored_at.isoformat(), desk_zone=setting(connection, "desk_zone"),
        removed_keys=removed_keys, merged=merged,
    )  # fmt: skip


def now() -> datetime:
    """Return the present second in UTC without a timezone, as the tables store it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def next_batch(connection: duckdb.DuckDBPyConnection) -> int:
    """Return a batch number above all in this archive and in a former archive that it replaced."""
    former = int(setting(connection, FORMER_BATCHES) or 0)
    return max(next_number(connection, "batch", "batch"), former + 1)


def commit(archive: Path, connection: duckdb.DuckDBPyConnection, line: receipts.BatchRecord) -> None:
    """Commit a batch, then append its receipt to the file; ArchiveError if the batch was not stored."""
    note_journal(connection, Journal(archive).id)
    try:
        connection.commit()
    except duckdb.FatalException as error:  # the batch may be in the archive nevertheless
        connection.close()
        with open_for_reading(archive) as reading:
            hashes = reading.execute("select hash from batch where batch = ?", [line.batch]).fetchall()
        if hashes != [(line.hash,)]:
            raise ArchiveError(
                archive,
                f"Batch {line.batch} could not be written to {archive} ({str(error).splitlines()[0]}). "
                "Nothing of it was stored: make room on the disk and run the same command again.",
            ) from error
    receipts.append(files(archive).receipts, [line])
