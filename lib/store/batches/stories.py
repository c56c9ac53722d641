"""Storing a batch of captures: all tables in one transaction, then a line in the receipts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from lib.model.capture import Rejected
from lib.model.gc_pause import collector_paused
from lib.model.parsed import Parsed
from lib.model.resolver import NO_DECISIONS, Resolver
from lib.store import receipts
from lib.store.archive import open_for_writing
from lib.store.batches.batch_changes import NewText, Receipt
from lib.store.batches.batch_context import BatchContext, look_up
from lib.store.batches.commit import commit, next_batch, note_batch, writing_errors
from lib.store.batches.days import archive_day, naive
from lib.store.batches.decided import name_actors, with_decisions
from lib.store.batches.deduplicate import Deduplicator
from lib.store.batches.identity import Keys, keys_of
from lib.store.batches.merged_stories import write_merged
from lib.store.batches.numbering import number_names
from lib.store.batches.rows import insert, insert_rows, next_number, with_column
from lib.store.batches.texts import insert_texts, write_slots
from lib.store.receipts import CaptureLine
from lib.store.reconcile import reconcile
from lib.store.stored_settings import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A stored batch: its number, None if nothing was new, its receipts and the captures left out."""

    batch: int | None
    receipts: tuple[Receipt, ...]
    spare: frozenset[str] = frozenset()  # captures that were left out: no original of theirs is needed


def save(
    archive: Path,
    captures: Sequence[Parsed | Rejected],
    *,
    ids: Mapping[str, str] | None = None,
    checkpointed: bool = True,
    resolver: Resolver = NO_DECISIONS,
) -> Saved:
    """Store the captures in one transaction, known ones not again; return batch number and receipts.

    `ids` gives story ids of an archive that is being rebuilt, by the sha256 of a capture. If more batches
    follow, `checkpointed=False` makes them faster; `archive.checkpoint` then ends the work. The resolver must
    apply the decisions about actors that the archive follows, else OtherDecisions is raised. ArchiveError is
    raised if the archive cannot be written.
    """
    writing = open_for_writing(archive, checkpointed=checkpointed)
    with collector_paused(), writing_errors(archive), writing as connection:
        reconcile(archive, connection)
        zone = ZoneInfo(setting(connection, "desk_zone"))
        deduplicator = _deduplicated(connection, captures, zone, ids or {})
        changes = deduplicator.changes
        spare = frozenset(changes.spare)
        if not (changes.captures or changes.story_keys):
            return Saved(batch=None, receipts=tuple(changes.receipts), spare=spare)
        texts = with_decisions(connection, changes.texts, resolver)
        connection.begin()
        line = _write(connection, deduplicator, texts, zone)
        name_actors(connection, resolver.decisions)
        story_of = {row["sha256"]: row["article"] for row in changes.captures}
        write_slots(connection, captures, story_of, zone)
        commit(archive, connection, line)
        return Saved(batch=deduplicator.batch, receipts=tuple(changes.receipts), spare=spare)


def _deduplicated(
    connection: duckdb.DuckDBPyConnection,
    captures: Sequence[Parsed | Rejected],
    zone: ZoneInfo,
    ids: Mapping[str, str],
) -> Deduplicator:
    """Compare captures with the archive and each other; return the deduplicator, which holds the changes.

    `zone` is the timezone of the archive's days, `ids` the story ids to give, by the sha256 of a capture.
    """
    keys = [story_keys(each, zone) if isinstance(each, Parsed) else [] for each in captures]
    known = look_up(connection, captures, [key for of_capture in keys for key in of_capture], ids)
    deduplicator = Deduplicator(known, batch=next_batch(connection), ids=ids)
    for capture, of_capture in zip(captures, keys, strict=True):
        if isinstance(capture, Parsed):
            deduplicator.take(capture, of_capture)
        else:
            deduplicator.reject(capture)
    deduplicator.changes.redirect()
    return deduplicator


def story_keys(parsed: Parsed, zone: ZoneInfo) -> list[Keys]:
    """Return the keys of a capture's story, then of its briefs; corrections do not change them."""
    story, *briefs = (article for article, _ in parsed.articles())
    as_read = replace(story, revision=parsed.uncorrected) if parsed.uncorrected else story
    return [
        keys_of(article, addresses=parsed.addresses, day=archive_day(article.published_at, zone))
        for article in (as_read, *briefs)
    ]


def _write(
    connection: duckdb.DuckDBPyConnection,
    deduplicator: Deduplicator,
    texts: Sequence[NewText],
    zone: ZoneInfo,
) -> receipts.BatchRecord:
    """Write the new texts and the other changes of the batch; return its receipt.

    `texts` are those of the changes, with the reader's decisions applied.
    """
    changes, known = deduplicator.changes, deduplicator.known
    now_shown = known.show_newest()  # before the new texts are numbered, which copies their marks
    numbered = _numbered(texts, first=next_number(connection, "article", "id"))
    insert_texts(connection, numbered, number_names(connection, numbered), zone=zone)
    insert(connection, "story_key", ("key", "kind", "article"), changes.story_keys)
    insert(connection, "carried", ("article", "host"), changes.brief_hosts)
    write_merged(connection, changes.merged)
    _update_stored_texts(connection, now_shown, known)
    if changes.retracted:
        with_column(connection, "retracted_subject", changes.retracted)
        connection.execute(
            "delete from capture "
            "where outcome = 'rejected' and coalesce(sha256, origin) in (from retracted_subject)"
        )
    insert_rows(connection, "capture", changes.captures)
    return note_batch(
        connection, batch=deduplicator.batch, kind="ingest", articles=len(texts),
        captures=[CaptureLine(row["sha256"], row["outcome"], row["article"]) for row in changes.captures],
        merged=changes.merged.aliases(),
    )  # fmt: skip


def _numbered(texts: Sequence[NewText], *, first: int) -> list[NewText]:
    """Return the texts numbered from `first`, the first published first: rows of a day then lie together."""
    ordered = sorted(texts, key=lambda each: naive(each.article.published_at) or datetime.min)
    return [replace(each, text=replace(each.text, id=row)) for row, each in enumerate(ordered, first)]


def _update_stored_texts(
    connection: duckdb.DuckDBPyConnection, now_shown: Sequence[tuple[int, bool]], known: BatchContext
) -> None:
    """Write which stored texts are shown from now on, and when a newer capture bore one unchanged.

    The time matters where a page goes back to an earlier text: that one is then the newest, and is shown.
    """
    for shown in (False, True):
        if rows := [row for row, is_shown in now_shown if is_shown is shown]:
            with_column(connection, "changed_row", rows, "int32")
            connection.execute("update article set shown = ? where id in (from changed_row)", [shown])
    for text in (each for texts in known.texts.values() for each in texts):
        if text.touched and not text.new:
            times = [text.captured_at, text.id]
            connection.execute("update article_text set captured_at = ? where id = ?", times)
