"""Replacing stored captures by the same captures, cleaned again.

A story keeps its id, and its rows keep their numbers and the batch that first brought them. When the
transaction has ended, the archive is as one that was filled in the same order with the captures as they are
cleaned now. A text that several captures share has one row: so all captures of a story are processed
together, and those that were not cleaned again, or cannot be read any more, keep their former text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from lib.model.capture import Rejected
from lib.model.gc_pause import collector_paused
from lib.model.parsed import Parsed
from lib.model.resolver import NO_DECISIONS, Resolver
from lib.store import receipts
from lib.store.archive import open_for_writing
from lib.store.batches.batch_changes import capture_row
from lib.store.batches.batch_context import SUMMARISED, look_up
from lib.store.batches.commit import commit, note_batch, writing_errors
from lib.store.batches.decided import name_actors, with_decisions
from lib.store.batches.deduplicate import Deduplicator
from lib.store.batches.numbering import drop_unused_names, number_names
from lib.store.batches.revisions import (
    BearingText,
    RevisionChanges,
    captured_text,
    drop_orphaned_briefs,
    former_texts,
    note_briefs,
    revise_briefs,
)
from lib.store.batches.rows import insert, insert_rows, next_number, with_column
from lib.store.batches.stories import story_keys
from lib.store.batches.texts import insert_texts, write_slots
from lib.store.reconcile import reconcile
from lib.store.schema import PARTS, TOMBSTONE, UNDERSTOOD
from lib.store.statements import value
from lib.store.stored_settings import setting

CHANGED = ("outcome", "revision", "blocks", "cuts", "confidence", "doubts", "corrections")  # of a capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A batch cleaned again: its number (None if none of it is in the archive), counts and rejections."""

    batch: int | None
    captures: int
    stories: int
    rejected: tuple[Rejected, ...]  # keep the text that they had


def replace(
    archive: Path, batch: Sequence[Parsed | Rejected], *, resolver: Resolver = NO_DECISIONS
) -> Replaced:
    """Replace stored captures by the same ones, cleaned again, in one transaction; return what changed.

    Captures that are not stored are ignored. Give all captures of a story together where possible. The
    resolver must apply the decisions about actors that the archive follows.
    """
    parsed = {each.capture.sha256: each for each in batch if isinstance(each, Parsed)}
    rejected = tuple(each for each in batch if isinstance(each, Rejected))
    with collector_paused(), writing_errors(archive), open_for_writing(archive) as connection:
        reconcile(archive, connection)
        held = _captures_of_stories(connection, parsed)
        parsed = {each.sha256: parsed[each.sha256] for each in held if each.sha256 in parsed}
        if not parsed:
            return Replaced(batch=None, captures=0, stories=0, rejected=rejected)
        line = _replace(connection, held, parsed, resolver)
        commit(archive, connection, line)
        stories = len({each.article for each in held})
        return Replaced(batch=line.batch, captures=len(parsed), stories=stories, rejected=rejected)


def _replace(
    connection: duckdb.DuckDBPyConnection,
    held: Sequence[BearingText],
    parsed: Mapping[str, Parsed],
    resolver: Resolver,
) -> receipts.BatchRecord:
    """Write stories anew from captures cleaned again, without committing; return the batch's receipt.

    `held` are the former texts of all captures of these stories, `parsed` the captures cleaned again, by
    sha256.
    """
    zone = ZoneInfo(setting(connection, "desk_zone"))
    connection.begin()
    texts_held = "select count(*) from article"
    before = value(connection, texts_held)
    cleaned = [each for each in held if each.sha256 in parsed]
    deduplicator = _relearned(connection, held, parsed, zone)
    stories: dict[str, list[BearingText]] = {}
    for each in held:
        stories.setdefault(each.article, []).append(each)
    former, redone = former_texts(connection, "redone_story"), RevisionChanges()
    for article, captures in stories.items():
        redone.take(former.get(article, []), captures)
    outcomes = dict(redone.outcomes)
    carrying = [(parsed[each.sha256], each.article, each.batch) for each in cleaned]
    revise_briefs(connection, redone, deduplicator, carrying, zone)
    redone.texts = with_decisions(connection, redone.texts, resolver)
    _write(connection, redone, zone)
    drop_orphaned_briefs(connection)
    insert(connection, "story_key", ("key", "kind", "article"), deduplicator.changes.story_keys)
    rows = (
        capture_row(
            parsed[each.sha256], batch=each.batch, outcome=outcomes[each.sha256], article_id=each.article
        )
        for each in cleaned
    )
    connection.execute("create or replace temp table cleaned_again as from capture limit 0")
    insert_rows(connection, "capture", rows, into="cleaned_again")
    connection.execute(f"""
        update capture set {", ".join(f"{name} = c.{name}" for name in CHANGED)} from cleaned_again c
        where c.sha256 = capture.sha256 and capture.outcome in {UNDERSTOOD}""")
    write_slots(connection, parsed.values(), {each.sha256: each.article for each in held}, zone)
    drop_unused_names(connection)
    name_actors(connection, resolver.decisions)
    noted = [receipts.CaptureLine(each.sha256, outcomes[each.sha256], each.article) for each in cleaned]
    change = value(connection, texts_held) - before
    return note_batch(connection, kind="reclean", captures=noted, articles=change)


def _captures_of_stories(
    connection: duckdb.DuckDBPyConnection, parsed: Mapping[str, Parsed]
) -> list[BearingText]:
    """Return a text for each capture of the stories that the parsed captures belong to, in the order stored.

    Captures in `parsed` (by sha256) have their new text, the others their stored revision.
    """
    with_column(connection, "given_capture", sorted(parsed))
    rows = connection.execute(
        f"""
        select sha256, article, revision, captured_at, batch, contains(coalesce(doubts, ''), $summary)
        from capture
        where outcome in {UNDERSTOOD} and article in (
            select article from capture where sha256 in (from given_capture) and outcome in {UNDERSTOOD})
        order by batch, rowid""",
        {"summary": SUMMARISED},
    ).fetchall()
    held = []
    for sha256, article, revision, captured_at, batch, summary in rows:
        if again := parsed.get(sha256):
            story = again.cleaned.article
            held.append(captured_text(article, story, again.mentions, again, batch=batch))
            continue
        stored = BearingText(
            article=article, revision=revision, captured_at=captured_at, sha256=sha256, batch=batch,
            summary=summary,
        )  # fmt: skip
        held.append(stored)
    return held


def _relearned(
    connection: duckdb.DuckDBPyConnection,
    held: Sequence[BearingText],
    parsed: Mapping[str, Parsed],
    zone: ZoneInfo,
) -> Deduplicator:
    """Delete the keys of stories whose captures were all cleaned again; return a deduplicator.

    It has recorded the keys that the stories have now.
    """
    stories = sorted({each.article for each in held})
    partly = {each.article for each in held if each.sha256 not in parsed}
    with_column(connection, "redone_story", stories)
    with_column(connection, "whole_story", [s for s in stories if s not in partly])
    connection.execute("delete from story_key where kind <> ? and article in (from whole_story)", [TOMBSTONE])
    note_briefs(connection, sorted(parsed))
    keys = [key for each in parsed.values() for key in story_keys(each, zone)]
    deduplicator = Deduplicator(look_up(connection, list(parsed.values()), keys, {}), batch=0, ids={})
    deduplicator.known.taken_ids |= set(stories)
    for each in held:
        if each.sha256 in parsed:
            deduplicator.learn(each.article, story_keys(parsed[each.sha256], zone)[0])
    return deduplicator


def _write(connection: duckdb.DuckDBPyConnection, redone: RevisionChanges, zone: ZoneInfo) -> None:
    """Delete the rows of replaced texts from every table, write the new texts, and update rows that stay."""
    free = next_number(connection, "article", "id")  # before rows go whose numbers are given again
    with_column(connection, "gone_row", redone.gone, "int32")
    for table in (*PARTS, "article"):
        connection.execute(f"delete from {table} where id in (from gone_row)")
    for each in redone.texts:
        if not each.text.id:
            each.text.id, free = free, free + 1
    if redone.texts:
        numbers = number_names(connection, redone.texts)
        insert_texts(connection, sorted(redone.texts, key=lambda text: text.batch), numbers, zone=zone)
    for row, captured_at, sha256, shown in redone.kept:
        connection.execute("update article set shown = ? where id = ? and shown <> ?", [shown, row, shown])
        sql = "update article_text set captured_at = ?, sha256 = ? where id = ?"
        connection.execute(sql, [captured_at, sha256, row])
