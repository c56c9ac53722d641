"""The actor file: a record for each known person, organisation, country, place or group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from lib.model.errors import SubjectError
from lib.model.mention import KINDS, Kind

RECORDS = Path(__file__).parent / "records"
STOPS = Path(__file__).parent / "stops.yaml"
_TEXT_FIELDS = ("id", "name", "capital", "surname", "medium")
_LIST_FIELDS = ("aliases", "guarded", "demonyms", "capital_aliases", "seats")
_DAY_FIELDS = ("from", "until")
_FIELDS = frozenset((*_TEXT_FIELDS, *_LIST_FIELDS, "famous_surname", *_DAY_FIELDS))
Medium = Literal["outlet", "platform", "shared"]  # shared: a name that several bear


class RecordError(SubjectError):
    """Raised when a record of the actor file cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days on which something holds, first and last included; None where an end is open or unknown."""

    since: date | None = None  # the key `from` of the actor file
    until: date | None = None

    def valid_on(self, day: date | None) -> bool:
        """Return whether the period includes the day; without a day, whether it has no end."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Period):
    """A known actor: id, kind, names of every sort, and the dates between which a name means the actor."""

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
    medium: Medium | None = None  # papers and stations, or platforms: actors only where a story is about them


def read_stops(path: Path = STOPS) -> tuple[str, ...]:
    """Return the names in a file that are no actors, such as "AI"."""
    return tuple(read_yaml(path))


def read_records(folder: Path = RECORDS) -> tuple[Record, ...]:
    """Return the records of all YAML files in the folder, in order of file names; raises RecordError."""
    records: dict[str, Record] = {}
    for path in sorted(folder.glob("*.yaml")):
        rows = read_yaml(path)
        if not isinstance(rows, list | None):
            raise RecordError(
                path.name, f"{path.name} is no list of records. Begin each record with '- id:'."
            )
        for row in rows or ():
            record = _record(row, path.name)
            if record.id in records:
                raise RecordError(
                    record.id, f"The actor file has the id {record.id} twice. Remove one of the two."
                )
            records[record.id] = record
    return tuple(records.values())


def read_yaml(path: Path) -> Any:
    """Return the parsed content of a YAML file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster where libyaml is built in
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def _record(row: object, file: str) -> Record:
    """Return a row of a file as a record; raises RecordError if fields are missing or wrong."""
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("id", "name")):
        raise RecordError(
            str(row), f"A record of {file} lacks id or name as text: {row!r}. Add what is missing."
        )
    _check(row, file)
    return Record(
        id=row["id"], name=row["name"], kind=cast(Kind, _kind(row)), capital=row.get("capital"),
        surname=row.get("surname"), since=row.get("from"), until=row.get("until"),
        aliases=tuple(row.get("aliases") or ()), guarded=tuple(row.get("guarded") or ()),
        demonyms=tuple(row.get("demonyms") or ()), capital_aliases=tuple(row.get("capital_aliases") or ()),
        seats=tuple(row.get("seats") or ()), famous_surname=bool(row.get("famous_surname", False)),
        medium=row.get("medium"),
    )  # fmt: skip


def _kind(row: Mapping[str, Any]) -> str:
    """Return what stands before the slash of a record's id: "person" for "person/ada-obi"."""
    return str(row["id"]).partition("/")[0]


def _check(row: Mapping[str, Any], file: str) -> None:
    """Raise RecordError, with the names of the fields, if any of a row is unknown or of a wrong type."""
    wrong = [key for key in row if key not in _FIELDS]
    wrong += [key for key in _TEXT_FIELDS if not isinstance(row.get(key), str | None)]
    for key in _LIST_FIELDS:
        names = row.get(key) or []
        if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
            wrong.append(key)
    wrong += [key for key in _DAY_FIELDS if type(row.get(key)) not in (date, type(None))]
    if _kind(row) not in KINDS:
        wrong.append("id")
    if row.get("medium") not in (None, *get_args(Medium)):
        wrong.append("medium")
    if wrong:
        fields = ", ".join(map(str, wrong))
        raise RecordError(
            row["id"], f"The record {row['id']} of {file} has wrong fields: {fields}. Correct them."
        )


def surname_of(record: Record) -> str:
    """Return a person's surname: the record's own field or the last word of the name."""
    return record.surname or record.name.split()[-1]
