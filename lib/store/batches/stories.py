"""Storing a batch of captures: all tables in one transaction, then a line in the receipts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from lib.model.article import Parsed
from lib.model.capture import Rejected
from lib.model.errors import ArchiveError
from lib.model.gc_pause import collector_paused
from lib.model.ledger import NO_DECISIONS, Resolver
from lib.store import receipts
from lib.store.archive import (
    is_refused,
    new_state,
    note_journal,
    open_for_reading,
    open_for_writing,
    put_setting,
    setting,
)
from lib.store.batches.batch_context import (
    Known,
    look_up,
    show_newest,
    write_folding,
)
from lib.store.batches.decided import name_actors, with_decisions
from lib.store.batches.deduplicate import BatchChanges, Deduplicator, Receipt
from lib.store.batches.numbering import number_names
from lib.store.batches.rows import (
    Keys,
    archive_day,
    insert,
    insert_rows,
    keys_of,
    naive,
    next_number,
    with_column,
)
from lib.store.batches.texts import insert_texts, write_slots
from lib.store.paths import files
from lib.store.reconcile import reconcile, zone_of
from lib.store.schema import FORMER_BATCHES


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A stored batch: its number, None if nothing was new, its receipts and the captures left out."""

    batch: int | None
    receipts: tuple[Receipt, ...]
    spare: frozenset[str] = frozenset()  # captures that were left out: no original of theirs is needed


def save(
    path: Path,
    batch: Sequence[Parsed | Rejected],
    *,
    ids: Mapping[str, str] | None = None,
    checkpointed: bool = True,
    resolver: Resolver = NO_DECISIONS,
) -> Saved:
    """Store the captures in one transaction, known ones not again; return batch number and receipts.

    `ids` gives story ids of an archive that is being rebuilt, by the sha256 of a capture. If more batches
    follow, `checkpointed=False` makes them faster; `archive.checkpoint` then ends the work. The resolver must
    apply the decisions about actors that the archive follows, else OtherDecisions is raised.
    """
    writing = open_for_writing(path, checkpointed=checkpointed)
    with collector_paused(), writing_errors(path), writing as connection:
        reconcile(path, connection)
        zone = ZoneInfo(zone_of(connection))
        deduplicator = _deduplicated(connection, batch, zone, ids or {})
        changes = deduplicator.changes
        spare = frozenset(changes.spare)
        if not (changes.captures or changes.story_keys):
            return Saved(batch=None, receipts=tuple(changes.receipts), spare=spare)
        changes.texts = with_decisions(connection, changes.texts, resolver)
        line = _write(connection, changes, deduplicator.known, batch=deduplicator.batch, zone=zone)
        name_actors(connection, resolver.decisions)
        write_slots(connection, batch, {row["sha256"]: row["article"] for row in changes.captures}, zone)
        commit(path, connection, line)
        return Saved(batch=deduplicator.batch, receipts=tuple(changes.receipts), spare=spare)


def _deduplicated(
    connection: duckdb.DuckDBPyConnection,
    batch: Sequence[Parsed | Rejected],
    zone: ZoneInfo,
    ids: Mapping[str, str],
) -> Deduplicator:
    """Deduplicate the batch against the archive and within itself; return the deduplicator."""
    keys = [story_keys(each, zone) if isinstance(each, Parsed) else [] for each in batch]
    known = look_up(connection, batch, [key for each in keys for key in each], ids)
    deduplicator = Deduplicator(known, batch=_next_batch(connection), ids=ids)
    for each, its_keys in zip(batch, keys, strict=True):
        if isinstance(each, Parsed):
            deduplicator.take(each, its_keys)
        else:
            deduplicator.reject(each)
    deduplicator.changes.redirect()
    return deduplicator


_UNWRITTEN = (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, OSError)


@contextmanager
def writing_errors(path: Path) -> Iterator[None]:
    """Turn a failure to write, such as a full disk, into an ArchiveError with a sentence."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if not isinstance(error, _UNWRITTEN) and not is_refused(error):
            raise
        raise ArchiveError(
            path,
            f"The archive {path} could not be written ({str(error).splitlines()[0]}). What was stored before "
            "is safe: make room on the disk and check the folder's rights, then run the same command again.",
        ) from error


def story_keys(parsed: Parsed, zone: ZoneInfo) -> list[Keys]:
    """Return the keys of a capture's story, then of its briefs.

    A correction of the text does not change them.
    """
    story, *briefs = (article for article, _ in parsed.articles())
    as_read = replace(story, revision=parsed.uncorrected) if parsed.uncorrected else story
    return [
        keys_of(article, names=parsed.known_as, day=archive_day(article.published_at, zone))
        for article in (as_read, *briefs)
    ]


def _write(
    connection: duckdb.DuckDBPyConnection, changes: BatchChanges, known: Known, *, batch: int, zone: ZoneInfo
) -> receipts.BatchRecord:
    """Write all changes of the batch without committing; return its receipt."""
    connection.begin()
    changed = show_newest(known)
    texts = sorted(changes.texts, key=lambda each: naive(each.article.published_at) or datetime.min)
    first = next_number(connection, "article", "id")
    for place, each in enumerate(texts):
        each.text.id = first + place
    numbers = number_names(connection, texts)
    insert_texts(connection, texts, numbers, batch=batch, zone=zone)
    insert(connection, "story_key", ("key", "kind", "article"), changes.story_keys)
    insert(connection, "carried", ("article", "host"), changes.brief_hosts)
    write_folding(connection, changes.folding)
    for shown in (False, True):
        if rows := [number for number, now in changed if now is shown]:
            with_column(connection, "changed_row", rows, "int32")
            connection.execute("update article set shown = ? where id in (from changed_row)", [shown])
    for text in (each for its in known.texts.values() for each in its):
        if text.touched and not text.new:  # a newer capture bears it unchanged
            seen = [text.captured_at, text.id]
            connection.execute("update article_text set captured_at = ? where id = ?", seen)
    if changes.retracted:
        with_column(connection, "retracted_subject", changes.retracted)
        connection.execute(
            "delete from capture "
            "where outcome = 'rejected' and coalesce(sha256, origin) in (from retracted_subject)"
        )
    insert_rows(connection, "capture", changes.captures)
    captures = tuple((row["sha256"], row["outcome"], row["article"]) for row in changes.captures)
    return note_batch(
        connection, batch=batch, kind="ingest", captures=captures, articles=len(texts),
        folded=tuple(changes.folding.aliases()),
    )  # fmt: skip


def note_batch(
    connection: duckdb.DuckDBPyConnection,
    *,
    batch: int | None = None,
    kind: receipts.BatchKind,
    captures: tuple[tuple[str | None, str, str | None], ...],
    articles: int,
    removed_keys: tuple[tuple[int, str], ...] = (),
    folded: tuple[tuple[str, str], ...] = (),
) -> receipts.BatchRecord:
    """Insert the row of a batch, by default the next, and change the archive's state; return its receipt."""
    batch = batch or _next_batch(connection)
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    mark = receipts.batch_hash(batch, kind, [sha256 for sha256, _, _ in captures])
    row = [batch, kind, mark, len(captures), articles, now]
    connection.execute("insert into batch values (?, ?, ?, ?, ?, ?)", row)
    put_setting(connection, "state", new_state())
    return receipts.BatchRecord(
        batch=batch, kind=kind, hash=mark, articles=articles, captures=captures, stored_at=now.isoformat(),
        desk_zone=zone_of(connection), removed_keys=removed_keys, folded=folded,
    )  # fmt: skip


def _next_batch(connection: duckdb.DuckDBPyConnection) -> int:
    """Return a batch number above all in this archive and in one that it replaced."""
    former = int(setting(connection, FORMER_BATCHES) or 0)
    return max(next_number(connection, "batch", "batch"), former + 1)


def commit(path: Path, connection: duckdb.DuckDBPyConnection, line: receipts.BatchRecord) -> None:
    """Commit a batch and write its receipt; ArchiveError if the batch was not stored.

    If the engine reports a failure, check whether the batch is in the archive nevertheless.
    """
    note_journal(path, connection)
    try:
        connection.commit()
    except duckdb.FatalException as error:
        connection.close()
        with open_for_reading(path) as reading:
            written = reading.execute("select hash from batch where batch = ?", [line.batch]).fetchall()
        if written != [(line.hash,)]:
            raise ArchiveError(
                path,
                f"Batch {line.batch} could not be written to {path} ({str(error).splitlines()[0]}). Nothing "
                "of it was stored: make room on the disk and run the same command again.",
            ) from error
    receipts.append(files(path).receipts, [line])
