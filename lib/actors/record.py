"""The actor file: one record for each person, organisation, country, place or group that we know by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from lib.model.errors import WireroomError
from lib.model.mention import KINDS, Kind

RECORDS = Path(__file__).parent / "records"
STOPS = Path(__file__).parent / "stops.yaml"

_TEXT_FIELDS = ("id", "name", "capital", "surname")
_LIST_FIELDS = ("aliases", "guarded", "demonyms", "capital_aliases", "seats")
_DAY_FIELDS = ("from", "until")
_FIELDS = frozenset((*_TEXT_FIELDS, *_LIST_FIELDS, "famous_surname", *_DAY_FIELDS))


class RecordError(WireroomError):
    """A record of the actor file that cannot be used."""

    def __init__(self, subject: str, message: str) -> None:
        super().__init__(message)
        self.subject = subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One known actor with all its names and the days on which they are its own."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()  # count only beside another name of the record in the same story
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capital_aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    surname: str | None = None
    famous_surname: bool = False
    since: date | None = None  # the key `from` of the file
    until: date | None = None

    def valid_on(self, day: date | None) -> bool:
        """Return whether the record's short names are its own on the day, or still are when none is given."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """Names that are no actors: outlets tell of a story, and the rest is never an actor."""

    outlets: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def read_stops(path: Path = STOPS) -> Stops:
    """Read the list of names that are no actors."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    return Stops(outlets=tuple(rows["outlets"]), never=tuple(rows["never"]))


def read_records(folder: Path = RECORDS) -> tuple[Record, ...]:
    """Read every YAML file of the folder, in the order of their names."""
    records = [record for path in sorted(folder.glob("*.yaml")) for record in _read_file(path)]
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            raise RecordError(
                record.id, f"The actor file has the id {record.id} twice. Remove one of the two."
            )
        seen.add(record.id)
    return tuple(records)


def _read_file(path: Path) -> Iterator[Record]:
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    if rows is None:
        return
    if not isinstance(rows, list):
        raise RecordError(path.name, f"{path.name} is no list of records. Begin each record with '- id:'.")
    for row in rows:
        yield _record(row, path.name)


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster where libyaml is built in


def _record(row: object, file: str) -> Record:
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("id", "name")):
        raise RecordError(
            str(row), f"A record of {file} lacks id or name as text: {row!r}. Add what is missing."
        )
    _check(row, file)
    return Record(
        id=row["id"],
        name=row["name"],
        kind=cast(Kind, _kind(row)),
        capital=row.get("capital"),
        surname=row.get("surname"),
        since=row.get("from"),
        until=row.get("until"),
        aliases=tuple(row.get("aliases") or ()),
        guarded=tuple(row.get("guarded") or ()),
        demonyms=tuple(row.get("demonyms") or ()),
        capital_aliases=tuple(row.get("capital_aliases") or ()),
        seats=tuple(row.get("seats") or ()),
        famous_surname=bool(row.get("famous_surname", False)),
    )


def _kind(row: Mapping[str, Any]) -> str:
    """Return the kind that an id begins with: person/ada-obi."""
    return str(row["id"]).partition("/")[0]


def _check(row: Mapping[str, Any], file: str) -> None:
    wrong = [key for key in row if key not in _FIELDS]
    wrong += [key for key in _TEXT_FIELDS if not isinstance(row.get(key), str | None)]
    wrong += [key for key in _LIST_FIELDS if not _is_text_list(row.get(key))]
    wrong += [key for key in _DAY_FIELDS if type(row.get(key)) not in (date, type(None))]
    if _kind(row) not in KINDS:
        wrong.append("id")
    if wrong:
        fields = ", ".join(wrong)
        raise RecordError(
            row["id"], f"The record {row['id']} of {file} has wrong fields: {fields}. Correct them."
        )


def _is_text_list(value: object) -> bool:
    return value is None or (
        isinstance(value, list) and all(isinstance(name, str) and name for name in value)
    )
