"""Journal events that can be undone one by one: corrections, decisions, joined names."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from lib.model.errors import ArchiveError, WireroomError
from lib.store.journal.event import RECORDS, Event, mark_of
from lib.store.journal.journal import Journal
from lib.store.paths import files

BYTES = 6  # of an id: of a million records two share one with a chance of 0.2 %

Made = TypeVar("Made")


class Recorded(Protocol):
    """A record that can be undone."""

    @property
    def id(self) -> str:
        """The record's id, which the reader types to undo it."""


Identified = TypeVar("Identified", bound=Recorded)


def new_id() -> str:
    """Return a new random id, short enough to type and long enough to be the only one of its kind."""
    return secrets.token_hex(BYTES)


def record(kind: str, fields: Mapping[str, Any], *, story: str = "", capture: str = "") -> Event:
    """Return the event that stores a record's fields; its id is a hash of the record's ids."""
    return Event(kind=kind, id=mark_of(fields), story=story, capture=capture, fields=fields)


def fields_of(made: Any) -> dict[str, Any]:
    """Return a record, a dataclass with the time `made_at`, as the fields of its event."""
    return {**asdict(made), "made_at": made.made_at.isoformat(timespec="seconds")}


def moment(fields: Mapping[str, Any]) -> datetime:
    """Return the time `made_at` in an event's fields, in UTC.

    Raises KeyError, TypeError or ValueError if the fields have no such time.
    """
    return datetime.fromisoformat(fields["made_at"]).astimezone(UTC)


def recorded(
    archive: Path, kind: str, parse: Callable[[dict[str, Any]], Made]
) -> tuple[tuple[Made, ...], frozenset[str]]:
    """Return all records of a kind, oldest first, and ids of those undone; ArchiveError if one is newer."""
    found = Journal(archive).events(kind, "undo")
    undone = frozenset(str(event.fields["undo"]) for event in found if event.kind == "undo")
    return tuple(read(archive, event, parse) for event in found if event.kind == kind), undone


def read(archive: Path, event: Event, parse: Callable[[dict[str, Any]], Made]) -> Made:
    """Return the record in an event; raises ArchiveError if another version wrote it."""
    try:
        return parse(dict(event.fields))
    except (ValueError, TypeError, KeyError) as error:
        path = files(archive).journal
        words = f"Change {event.seq} in {path} cannot be read ({error}); a newer Wireroom wrote it."
        raise ArchiveError(path, words) from error


def standing(
    archive: Path, kind: str, parse: Callable[[dict[str, Any]], Identified]
) -> tuple[Identified, ...]:
    """Return the records of a kind that were not undone, in the order in which they were made."""
    made, undone = recorded(archive, kind, parse)
    return tuple(each for each in made if each.id not in undone)


def undo(
    archive: Path, number: str, held: Iterable[Identified], refusal: WireroomError
) -> tuple[Identified, ...]:
    """Undo the record with this id (`number`) among `held` and return it, once for each capture that has it.

    Raises `refusal` if no record has the id.
    """
    undone = tuple(each for each in held if each.id == number)
    if not undone:
        raise refusal
    Journal(archive).append([record("undo", {"undo": number})])
    return undone


def moved_stories(archive: Path) -> dict[str, str]:
    """Return by former id the present id of each story whose marks were moved."""
    now: dict[str, str] = {}
    for event in Journal(archive).events("move"):
        now = {former: event.fields["to"] if story == event.story else story for former, story in now.items()}
        now[event.story] = event.fields["to"]
    return now


def event_ids(archive: Path) -> set[str]:
    """Return the ids of all events but those of marks and saved items; erased ones included."""
    return {event.id for event in Journal(archive).events(*RECORDS)}
