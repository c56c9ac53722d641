"""The reader's decisions about actors, events of the journal.

When a story is removed the decisions whose words stood in it alone are erased. The archive notes in its
setting `ledger` which decisions its mentions follow, so that a kill between journal and archive is seen.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.model.errors import WireroomError
from lib.model.ledger import Decision
from lib.store.archive import ArchiveReader
from lib.store.journal import records
from lib.store.journal.event import mark_of
from lib.store.journal.journal import Journal

SETTING = "ledger"  # JSON list of the decisions that the mentions follow
_HOLDS = """
    select 1 from article_block join article a using (id)
    where contains(text, $text) and ($article = '' or a.article = $article) limit 1"""


class LedgerError(WireroomError):
    """A decision that cannot be read, made or undone."""


def read(archive: Path) -> tuple[Decision, ...]:
    """Return the decisions that hold, in the order in which they were made."""
    made, undone = recorded(archive)
    return tuple(each for each in made if each.id not in undone)


def recorded(archive: Path) -> tuple[tuple[Decision, ...], frozenset[str]]:
    """Return all decisions, with the ids that stories have now, and the ids of those that were undone."""
    made, undone = records.recorded(archive, "decide", parse)
    now = records.moved(archive) if any(each.article for each in made) else {}
    return tuple(replace(each, article=now.get(each.article, each.article)) for each in made), undone


def append(archive: Path, decision: Decision) -> None:
    """Add the decision; when it returns it is on disk."""
    fields = _written(decision)
    Journal(archive).append([records.record("decide", fields, story=decision.article)])


def lost(archive: Path, reading: ArchiveReader) -> list[Decision]:
    """Return the decisions that the archive follows and the journal does not know, not even as erased."""
    known = records.known(archive)
    return [each for each in followed(reading) if mark_of({"id": each.id}) not in known]


def undo(archive: Path, number: str) -> Decision:
    """Take a decision back and return it."""
    held = next((each for each in read(archive) if each.id == number), None)
    if held is None:
        raise LedgerError(
            f"There is no decision {number} to undo; `python -m lib ledger` lists those that hold."
        )
    records.undo_record(archive, number)
    return held


def followed(reading: ArchiveReader) -> tuple[Decision, ...]:
    """Return the decisions that the archive's mentions follow."""
    return loads(reading.setting(SETTING))


def loads(entry: str | None) -> tuple[Decision, ...]:
    """Return the decisions of the archive's setting."""
    return tuple(parse(each) for each in json.loads(entry or "[]"))


def dumps(decisions: Sequence[Decision]) -> str:
    """Return the decisions as the archive's setting holds them."""
    return json.dumps([_written(decision) for decision in decisions], ensure_ascii=False)


def parse(fields: dict[str, Any]) -> Decision:
    """Return the decision of an event; raises ValueError, TypeError or KeyError where it holds none."""
    return Decision(**{**fields, "made_at": datetime.fromisoformat(fields["made_at"]).astimezone(UTC)})


def _written(decision: Decision) -> dict[str, Any]:
    entry = {**asdict(decision), "made_at": decision.made_at.isoformat(timespec="seconds")}
    return {name: value for name, value in entry.items() if value}


def completed(reading: ArchiveReader, decision: Decision) -> Decision:
    """Return the decision with the names that its actors have now.

    Raises LedgerError where it speaks of an actor, a story, a publisher or words that the archive lacks.
    """
    if decision.actor and _name(reading, decision.actor) is None:
        raise _refused(f"nobody in the archive has the key {decision.actor}")
    if decision.article and not _exists(reading, "article where article = $value", decision.article):
        raise _refused(f"there is no story {decision.article}")
    if decision.publisher and not _exists(reading, "publisher where name = $value", decision.publisher):
        raise _refused(f"there is no publisher “{decision.publisher}”")
    if decision.text and not _is_held(reading, decision):
        where = f"in the story {decision.article}" if decision.article else "in any story"
        raise _refused(f"“{decision.text}” does not stand {where}")
    name = (_name(reading, decision.actor) or "") if decision.actor else ""
    called = decision.called or (_name(reading, decision.to) or "" if decision.to else "")
    return replace(decision, name=decision.name or name, called=called)


def _refused(reason: str) -> LedgerError:
    return LedgerError(f"The decision was not made: {reason}.")


def _name(reading: ArchiveReader, key: str) -> str | None:
    """Return what an actor is called that is named now, or was found before a decision."""
    rows = reading.execute(
        "select name from actor where key = $key union all select name from found_actor where key = $key",
        {"key": key},
    ).fetchall()
    return str(rows[0][0]) if rows else None


def _exists(reading: ArchiveReader, where: str, value: str) -> bool:
    return bool(reading.execute(f"select 1 from {where} limit 1", {"value": value}).fetchall())


def _is_held(reading: ArchiveReader, decision: Decision) -> bool:
    return bool(reading.execute(_HOLDS, {"text": decision.text, "article": decision.article}).fetchall())
