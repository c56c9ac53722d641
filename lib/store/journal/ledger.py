"""The reader's decisions about actors, stored as events of the journal.

When a story is removed, decisions about words that were only in it are erased. The archive stores in its
setting `ledger` which decisions its mentions follow, so that a crash between journal and archive is noticed.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lib.model.errors import WireroomError
from lib.model.ledger import Decision
from lib.store.journal import records
from lib.store.journal.journal import Journal


class LedgerError(WireroomError):
    """Raised when a decision cannot be read, made or undone."""


def read(archive: Path) -> tuple[Decision, ...]:
    """Return the decisions that were not undone, in the order they were made."""
    made, undone = recorded(archive)
    return tuple(each for each in made if each.id not in undone)


def recorded(archive: Path) -> tuple[tuple[Decision, ...], frozenset[str]]:
    """Return all decisions, oldest first, with present ids of stories, and the ids of those undone."""
    made, undone = records.recorded(archive, "decide", parse)
    now = records.moved_stories(archive) if any(each.article for each in made) else {}
    return tuple(replace(each, article=now.get(each.article, each.article)) for each in made), undone


def append(archive: Path, decision: Decision) -> None:
    """Add the decision to the journal and return when it is on disk."""
    fields = _written(decision)
    Journal(archive).append([records.record("decide", fields, story=decision.article)])


def undo(archive: Path, number: str) -> Decision:
    """Undo a decision and return it; LedgerError if no decision with this id holds any more."""
    words = f"There is no decision {number} to undo; `python -m lib ledger` lists those that hold."
    return records.undo(archive, number, read(archive), LedgerError(words))[0]


def loads(entry: str | None) -> tuple[Decision, ...]:
    """Return the decisions in a text that `dumps` wrote; none for an empty text or None."""
    return tuple(parse(each) for each in json.loads(entry or "[]"))


def dumps(decisions: Sequence[Decision]) -> str:
    """Return the decisions as JSON, for the archive's setting `ledger`."""
    return json.dumps([_written(decision) for decision in decisions], ensure_ascii=False)


def parse(fields: dict[str, Any]) -> Decision:
    """Return the decision in an event's fields; raises ValueError, TypeError or KeyError if not valid."""
    return Decision(**{**fields, "made_at": records.moment(fields)})


def _written(decision: Decision) -> dict[str, Any]:
    """Return the fields of a decision's event: those of its fields that are not empty."""
    return {name: value for name, value in records.fields_of(decision).items() if value}
