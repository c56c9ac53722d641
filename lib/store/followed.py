"""Which of the reader's decisions and corrections the archive follows, and which it must still follow.

The archive stores the decisions that its mentions follow, and with each capture the corrections it was
cleaned with: so a crash between journal and archive is noticed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from lib.model.correction import Correction
from lib.model.ledger import Decision
from lib.store.archive import ArchiveReader
from lib.store.journal import corrections, records
from lib.store.journal.event import mark_of
from lib.store.journal.ledger import LedgerError, dumps, loads
from lib.store.schema import UNDERSTOOD
from lib.store.statements import Executes
from lib.store.stored_settings import put_setting, setting

SETTING = "ledger"  # JSON list of the decisions that the mentions follow
_HOLDS = """
    select 1 from article_block join article a using (id)
    where contains(text, $text) and ($article = '' or a.article = $article) limit 1"""
# The captures that were cleaned with corrections, and those asked for, each with its story.
CLEANED_WITH = f"""
    select sha256, article, corrections from capture where outcome in {UNDERSTOOD}
    and (corrections is not null or sha256 in (select unnest(?::varchar[])))"""


def followed(connection: Executes) -> tuple[Decision, ...]:
    """Return the decisions that the mentions stored in the archive follow."""
    return loads(setting(connection, SETTING))


def note(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision]) -> None:
    """Store in the archive which decisions its mentions follow."""
    put_setting(connection, SETTING, dumps(decisions) if decisions else None)


def lost_decisions(archive: Path, reading: ArchiveReader) -> list[Decision]:
    """Return decisions that the archive follows and the journal has no record of, not even an erased one."""
    known = records.event_ids(archive)
    return [each for each in followed(reading) if mark_of({"id": each.id}) not in known]


def uncorrected(archive: Path, reading: ArchiveReader) -> list[str]:
    """Return the hashes of stored captures that were cleaned with other corrections than the present ones.

    This happens after a crash between journal and archive, or after a restore.
    """
    made = corrections.read(archive)
    rows = reading.execute(CLEANED_WITH, [sorted({each.sha256 for each in made})]).fetchall()
    return sorted(cleaned_otherwise(made, ((str(sha256), ids) for sha256, _, ids in rows)))


def cleaned_otherwise(made: Iterable[Correction], cleaned: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Yield the hashes of captures that were cleaned with other corrections than those in `made`.

    `cleaned` gives captures as (hash, ids of the corrections that each was cleaned with).
    """
    held: dict[str, list[str]] = {}
    for each in made:
        held.setdefault(each.sha256, []).append(each.id)
    return (sha256 for sha256, ids in cleaned if (ids or "").split() != held.get(sha256, []))


def completed(reading: ArchiveReader, decision: Decision) -> Decision:
    """Return the decision with the present names of its actors in place of empty ones.

    LedgerError if it names an actor, story, publisher or text that the archive does not have.
    """
    if decision.actor and _name(reading, decision.actor) is None:
        raise _decision_refused(f"nobody in the archive has the key {decision.actor}")
    if decision.article and not _exists(reading, "article where article = $value", decision.article):
        raise _decision_refused(f"there is no story {decision.article}")
    if decision.publisher and not _exists(reading, "publisher where name = $value", decision.publisher):
        raise _decision_refused(f"there is no publisher “{decision.publisher}”")
    words = {"text": decision.text, "article": decision.article}
    if decision.text and not reading.execute(_HOLDS, words).fetchall():
        where = f"in the story {decision.article}" if decision.article else "in any story"
        raise _decision_refused(f"“{decision.text}” does not stand {where}")
    name = (_name(reading, decision.actor) or "") if decision.actor else ""
    called = decision.called or (_name(reading, decision.to) or "" if decision.to else "")
    return replace(decision, name=decision.name or name, called=called)


def _decision_refused(reason: str) -> LedgerError:
    return LedgerError(f"The decision was not made: {reason}.")


def _name(reading: ArchiveReader, key: str) -> str | None:
    """Return the name of the actor with this key, found now or before a decision; None if there is none."""
    sql = "select name from actor where key = $key union all select name from found_actor where key = $key"
    rows = reading.execute(sql, {"key": key}).fetchall()
    return str(rows[0][0]) if rows else None


def _exists(reading: ArchiveReader, where: str, value: str) -> bool:
    """Return whether a table has a row with a value.

    `where` is the table with a condition, such as "article where article = $value".
    """
    return bool(reading.execute(f"select 1 from {where} limit 1", {"value": value}).fetchall())
