"""Stores batches of captures: all tables in one transaction, then one line in the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from lib.model.article import Article
from lib.model.capture import Rejected
from lib.model.collector import collector_paused
from lib.model.errors import ArchiveError
from lib.model.ledger import AS_FOUND, Ruling
from lib.model.parsed import Parsed
from lib.store.archive import new_state, open_for_reading, open_for_writing
from lib.store.batches import folding
from lib.store.batches.deduplicate import Deciding, Decision, Receipt
from lib.store.batches.identity import Keys, desk_day, keys_of
from lib.store.batches.known import Known, look_up, seen_again, show_newest, with_column
from lib.store.batches.names import number
from lib.store.batches.rows import CaptureRow, insert, naive, next_number
from lib.store.batches.texts import insert_texts, write_slots
from lib.store.decisions.apply import name_actors, with_decisions
from lib.store.files import receipts
from lib.store.files.home import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a batch; batch is None when it held nothing new."""

    batch: int | None
    receipts: tuple[Receipt, ...]
    spare: frozenset[str] = frozenset()  # captures that were left out: no original of theirs is needed


def save(
    path: Path,
    batch: Sequence[Parsed | Rejected],
    *,
    ids: Mapping[str, str] | None = None,
    settled: bool = True,
    ruling: Ruling = AS_FOUND,
) -> Saved:
    """Store the captures in one transaction; what is known is not stored again.

    `ids` gives the ids that stories had in an archive that is rebuilt, by the sha256 of a capture. Where more
    batches follow, `settled=False` makes them quicker; `archive.settle` then ends the work. The ruling
    must be of the decisions about actors that the archive follows.
    """
    with collector_paused(), told_failures(path), open_for_writing(path, settled=settled) as connection:
        receipts.reconcile(path, connection)
        zone = ZoneInfo(receipts.zone_of(connection))
        deciding = _decided(connection, batch, zone, ids or {})
        decision = deciding.decision
        spare = frozenset(decision.spare)
        if decision.is_empty:
            return Saved(batch=None, receipts=tuple(decision.receipts), spare=spare)
        decision.texts = with_decisions(connection, decision.texts, ruling)
        line = _write(connection, decision, deciding.known, batch=deciding.batch, zone=zone)
        name_actors(connection, ruling.decisions)
        write_slots(connection, batch, {row.sha256: row.article for row in decision.captures}, zone)
        commit(path, connection, line)
        receipts.append(files(path).receipts, [line])
        return Saved(batch=deciding.batch, receipts=tuple(decision.receipts), spare=spare)


def _decided(
    connection: duckdb.DuckDBPyConnection,
    batch: Sequence[Parsed | Rejected],
    zone: ZoneInfo,
    ids: Mapping[str, str],
) -> Deciding:
    """Go through the batch and decide what each capture is to the archive."""
    keys = [story_keys(each, zone) if isinstance(each, Parsed) else [] for each in batch]
    known = look_up(connection, batch, [key for each in keys for key in each], ids)
    deciding = Deciding(known, batch=next_number(connection, "batch", "batch"), ids=ids)
    for each, its_keys in zip(batch, keys, strict=True):
        if isinstance(each, Parsed):
            deciding.take(each, its_keys)
        else:
            deciding.reject(each)
    deciding.decision.settle()
    return deciding


@contextmanager
def told_failures(path: Path) -> Iterator[None]:
    """Turn a failure to write, such as a full disk, into a sentence."""
    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, OSError) as error:
        raise ArchiveError(
            str(path),
            f"The archive {path} could not be written ({str(error).splitlines()[0]}). What was stored before "
            "is safe: make room on the disk and check the folder's rights, then run the same command again.",
        ) from error


def story_keys(parsed: Parsed, zone: ZoneInfo) -> list[Keys]:
    """Return the keys of a capture's story, then of its briefs.

    A correction does not make it another story.
    """
    story, *briefs = (article for article, _ in parsed.articles())
    as_read = replace(story, revision=parsed.uncorrected or story.revision)
    return [
        keys_of(article, names=parsed.known_as, day=desk_day(article.published_at, zone))
        for article in (as_read, *briefs)
    ]


def _write(
    connection: duckdb.DuckDBPyConnection, decision: Decision, known: Known, *, batch: int, zone: ZoneInfo
) -> receipts.Line:
    """Write all that the batch changes, short of the commit."""
    connection.begin()
    changed = show_newest(known)
    texts = sorted(decision.texts, key=lambda each: _published(each.article))
    first = next_number(connection, "article", "id")
    for place, each in enumerate(texts):
        each.text.id = first + place
    numbers = number(connection, texts)
    insert_texts(connection, texts, numbers, batch=batch, zone=zone)
    insert(connection, "story_key", ("key", "kind", "article"), decision.story_keys)
    insert(connection, "carried", ("article", "host"), decision.carried)
    folding.write(connection, decision.folding)
    _show(connection, changed)
    _see(connection, known)
    _retract(connection, decision.retracted)
    insert(connection, "capture", CaptureRow._fields, decision.captures)
    captures = tuple((row.sha256, row.outcome, row.article) for row in decision.captures)
    return note_batch(
        connection, batch=batch, kind="ingest", captures=captures, articles=len(texts),
        folded=tuple(decision.folding.aliases()),
    )  # fmt: skip


def note_batch(
    connection: duckdb.DuckDBPyConnection,
    *,
    batch: int,
    kind: receipts.Kind,
    captures: tuple[tuple[str | None, str, str | None], ...],
    articles: int,
    buried: tuple[tuple[int, str], ...] = (),
    folded: tuple[tuple[str, str], ...] = (),
) -> receipts.Line:
    """Write the batch's own row and move the archive's state; return the line for the ledger."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    mark = receipts.batch_hash(batch, kind, [sha256 for sha256, _, _ in captures])
    row = [batch, kind, mark, len(captures), articles, now]
    connection.execute("insert into batch values (?, ?, ?, ?, ?, ?)", row)
    connection.execute("update setting set value = ? where key = 'state'", [new_state()])
    return receipts.Line(
        batch=batch, kind=kind, hash=mark, articles=articles, captures=captures, stored_at=now.isoformat(),
        desk_zone=receipts.zone_of(connection), buried=buried, folded=folded,
    )  # fmt: skip


def commit(path: Path, connection: duckdb.DuckDBPyConnection, line: receipts.Line) -> None:
    """Commit where the engine reports a failure that may be none, look whether the batch is there."""
    try:
        connection.commit()
    except duckdb.FatalException as error:
        connection.close()
        with open_for_reading(path) as reading:
            written = reading.execute("select hash from batch where batch = ?", [line.batch]).fetchall()
        if written != [(line.hash,)]:
            raise ArchiveError(
                str(path),
                f"Batch {line.batch} could not be written to {path} ({str(error).splitlines()[0]}). Nothing "
                "of it was stored: make room on the disk and run the same command again.",
            ) from error


def _show(connection: duckdb.DuckDBPyConnection, changed: Sequence[tuple[int, bool]]) -> None:
    for shown in (False, True):
        rows = [number for number, now in changed if now is shown]
        if rows:
            with_column(connection, "changed_row", pa.array(rows, pa.int32()))
            connection.execute("update article set shown = ? where id in (from changed_row)", [shown])


def _see(connection: duckdb.DuckDBPyConnection, known: Known) -> None:
    for text in seen_again(known):
        connection.execute(
            "update article_text set captured_at = ? where id = ?", [text.captured_at, text.id]
        )


def _retract(connection: duckdb.DuckDBPyConnection, subjects: Sequence[str]) -> None:
    if subjects:
        with_column(connection, "void_subject", pa.array(subjects, pa.string()))
        connection.execute(
            "delete from capture "
            "where outcome = 'rejected' and coalesce(sha256, origin) in (from void_subject)"
        )


def _published(article: Article) -> datetime:
    return naive(article.published_at) or datetime.min
