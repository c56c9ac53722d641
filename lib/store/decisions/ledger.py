"""The reader's decisions about actors, in a readable file of their own beside the archive.

A line is a JSON object: a decision, or the undoing of one. Lines are only ever added. When a story is removed
the lines whose words stood in it alone are overwritten. The archive notes in its setting `ledger` which
decisions its mentions follow, so that a kill between the file and the archive is seen.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.model import sums
from lib.model.errors import Remedy, WireroomError
from lib.model.ledger import Decision
from lib.store.archive import ArchiveReader
from lib.store.files import lines
from lib.store.files.home import files

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
    """Return all decisions of the file, and the ids of those that were undone."""
    return lines.recorded(files(archive).ledger, parse, _fault)


def append(archive: Path, decision: Decision) -> None:
    """Add the decision; when it returns it is on disk."""
    lines.append(files(archive).ledger, [_written(decision)])


def lost(archive: Path, reading: ArchiveReader) -> list[bytes]:
    """Return lines of the decisions that the archive follows and the file does not know."""
    known = {json.loads(line).get("id") for line in lines.good(files(archive).ledger, parse)}
    return [lines.signed(_written(each)) for each in followed(reading) if each.id not in known]


def undo(archive: Path, number: str) -> Decision:
    """Take a decision back and return it."""
    held = next((each for each in read(archive) if each.id == number), None)
    if held is None:
        raise LedgerError(
            f"There is no decision {number} to undo; `python -m lib ledger` lists those that hold."
        )
    lines.undo(files(archive).ledger, number)
    return held


def move(archive: Path, folded: Mapping[str, str]) -> None:
    """Replace former ids of stories by the current ids in the ledger's lines.

    The caller holds the writer's lock. A kill leaves the file as it was or as it is to be.
    """
    path = files(archive).ledger
    entry = path.read_bytes() if path.exists() else b""
    now = b"".join(_moved(line, folded) for line in entry.splitlines(keepends=True))
    if now != entry:
        lines.rewrite(path, now)


def _moved(line: bytes, folded: Mapping[str, str]) -> bytes:
    """Return a line of the ledger as it is, or with the id that its story has now."""
    try:
        fields = sums.unsigned(json.loads(line))
    except ValueError:
        return line  # told by whoever reads it
    article = fields.get("article")
    for former, current in folded.items():
        article = current if article == former else article
    return line if article == fields.get("article") else lines.signed({**fields, "article": article})


def forget(archive: Path, ids: Collection[str]) -> None:
    """Overwrite every line of these decisions."""
    if ids:
        numbers = [f'"{number}"'.encode() for number in ids]
        lines.overwrite(files(archive).ledger, lambda line: any(number in line for number in numbers))


def followed(reading: ArchiveReader) -> tuple[Decision, ...]:
    """Return the decisions that the archive's mentions follow."""
    return loads(reading.setting(SETTING))


def loads(entry: str | None) -> tuple[Decision, ...]:
    """Return the decisions of the archive's setting."""
    return tuple(parse(each) for each in json.loads(entry or "[]"))


def dumps(decisions: Sequence[Decision]) -> str:
    """Return the decisions as the archive's setting holds them."""
    return json.dumps([_written(decision) for decision in decisions], ensure_ascii=False)


def _fault(what: str) -> LedgerError:
    return LedgerError(
        f"{what} It holds a decision of yours about an actor; nothing changed. To give one up, undo it: "
        "a line that is deleted comes back.",
        Remedy(command="doctor --mend", does="writes the file anew with what a backup and the archive know"),
    )


def parse(fields: dict[str, Any]) -> Decision:
    """Return the decision of a line; raises ValueError, TypeError or KeyError where it holds none."""
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
