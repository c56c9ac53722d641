"""Tags, authors, publishers and sections that the reader has joined, stored as events of the journal.

When a name disappears with a removed story its joinings are erased. lib.store.joined_views shows them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb

from lib.model.errors import WireroomError
from lib.store.journal import records
from lib.store.journal.event import Event
from lib.store.journal.journal import Journal
from lib.store.names import spelling
from lib.store.statements import Executes

Field = Literal["tag", "author", "publisher", "section"]
FIELDS: tuple[Field, ...] = get_args(Field)


class NamesError(WireroomError):
    """Raised when a joining of names cannot be read, made or undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A joining: a name of a field that is shown under another one, perhaps new, with its id and time."""

    id: str
    field: Field
    name: str
    to: str
    made_at: datetime


def recorded(archive: Path) -> tuple[tuple[Joined, ...], frozenset[str]]:
    """Return all joinings, oldest first, and the ids of those that were undone."""
    return records.recorded(archive, "join", parse)


def read(archive: Path) -> tuple[Joined, ...]:
    """Return the joinings that were not undone, in the order in which they were made."""
    return records.standing(archive, "join", parse)


def join(archive: Path, field: Field, name: str, to: str) -> Joined:
    """Store that a name is shown under another one, `to`, and return the joining.

    Raises NamesError if one of the names is blank, or if both are shown as one already.
    """
    one, other = (" ".join(each.split()) for each in (name, to))
    made = Joined(id=records.new_id(), field=field, name=one, to=other, made_at=datetime.now(UTC))

    def joining() -> list[Event]:
        """Return the event of the joining, unless the two are one name by the joinings made until now."""
        now = groups(read(archive), field)
        shown = [now.get(spelling.key(each), each) for each in (one, other)]
        if not one or not other or spelling.key(shown[0]) == spelling.key(shown[1]):
            listed = f", listed as “{shown[0]}”" if spelling.key(one) in now else ""
            raise NamesError(f"“{one}” and “{other}” are one {field} already{listed}; nothing changed.")
        return [records.record("join", records.fields_of(made))]

    joining()  # what is refused makes no journal
    Journal(archive).append_decided(joining)
    return made


def check_name(reading: Executes, field: Field, name: str) -> None:
    """Raise NamesError if the archive has no such name of the field, as with a spelling mistake."""
    sql = f"select 1 from {field} where {spelling.key_sql('name')} = ? limit 1"
    if not reading.execute(sql, [spelling.key(" ".join(name.split()))]).fetchall():
        raise NamesError(
            f"There is no {field} “{name}” in the archive; nothing changed. Give the name as Browse lists it."
        )


def undo(archive: Path, number: str) -> Joined:
    """Undo the joining with this id and return it; NamesError if no joining has the id."""
    words = f"There are no joined names {number} to part; `python -m lib names` lists them."
    return records.undo(archive, number, read(archive), NamesError(words))[0]


@lru_cache(maxsize=16)
def last_change(archive: Path, journal: tuple[int, ...]) -> int:
    """Return the number of the last event that may have joined or parted names; `journal` is a cache key."""
    return max((each.seq for each in Journal(archive).events("join", "undo", "erased")), default=0)


def names_in_archive(connection: duckdb.DuckDBPyConnection, held: Sequence[Joined]) -> set[tuple[str, str]]:
    """Return (id of the joining, name) for each name of the joinings that the archive has."""
    return {
        (each.id, name)
        for each in held
        for name in (each.name, each.to)
        if connection.execute(
            f"select 1 from {each.field} where {spelling.key_sql('name')} = ? limit 1", [spelling.key(name)]
        ).fetchall()
    }


def parse(fields: dict[str, Any]) -> Joined:
    """Return the joining in an event's fields; raises ValueError, TypeError or KeyError if not valid."""
    made = Joined(**{**fields, "made_at": records.moment(fields)})
    if made.field not in FIELDS:
        raise ValueError(f"there is no field {made.field}")
    return made


def groups(held: Sequence[Joined], field: Field) -> dict[str, str]:
    """Return {key of a joined name: name to show instead} for a field, after all joinings in their order."""
    now: dict[str, str] = {}
    for each in held:
        if each.field != field:
            continue
        to = now.get(spelling.key(each.to), each.to)
        former = now.get(spelling.key(each.name), each.name)
        before, after = spelling.key(former), spelling.key(to)
        if before != after:
            now = {key: to if spelling.key(name) == before else name for key, name in now.items()}
            now |= {before: to, after: to}
    return now
