"""The actor file: a record for each known person, organisation, country, place or group."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from lib.actors.yaml_file import ActorFileError, read_yaml
from lib.model.mention import Kind

RECORDS = Path(__file__).parent / "records"
STOPS = Path(__file__).parent / "stops.yaml"
Medium = Literal["outlet", "platform", "shared"]  # shared: a name that several bear


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
    """Return the records of all YAML files in the folder, in order of file names; raises ActorFileError."""
    records: dict[str, Record] = {}
    for path in sorted(folder.glob("*.yaml")):
        rows = read_yaml(path)
        if not isinstance(rows, list | None):
            raise ActorFileError(
                path.name, f"{path.name} is no list of records. Begin each record with '- id:'."
            )
        for row in rows or ():
            record = _record(row, path.name)
            if record.id in records:
                raise ActorFileError(
                    record.id, f"The actor file has the id {record.id} twice. Remove one of the two."
                )
            records[record.id] = record
    return tuple(records.values())


# The type of each key of a record in the file: those of Record, with `kind` in the id.
_TYPES: dict[str, Any] = get_type_hints(Record)
_TYPES["from"] = _TYPES.pop("since")
_KINDS = _TYPES.pop("kind")


def _record(row: object, file: str) -> Record:
    """Return a row of a file as a record; raises ActorFileError if fields are missing or wrong."""
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("id", "name")):
        raise ActorFileError(
            str(row), f"A record of {file} lacks id or name as text: {row!r}. Add what is missing."
        )
    fields: dict[Any, Any] = {
        key: tuple(each) if isinstance(each, list) else each for key, each in row.items() if each is not None
    }
    wrong = [key for key, each in fields.items() if key not in _TYPES or not _is_of_type(each, _TYPES[key])]
    kind: Any = row["id"].partition("/")[0]  # "person" of "person/ada-obi"
    wrong += [] if _is_of_type(kind, _KINDS) else ["id"]
    if wrong:
        names = ", ".join(map(str, wrong))
        raise ActorFileError(
            row["id"], f"The record {row['id']} of {file} has wrong fields: {names}. Correct them."
        )
    return Record(kind=kind, since=fields.pop("from", None), **fields)


def _is_of_type(value: object, type_hint: Any) -> bool:
    """Return whether a value is of the type of a record's field; a text in a tuple must not be empty."""
    if get_origin(type_hint) is Literal:
        return value in get_args(type_hint)
    if get_origin(type_hint) is tuple:
        return isinstance(value, tuple) and all(isinstance(name, str) and name for name in value)
    if isinstance(type_hint, type):
        return type(value) is type_hint
    return any(_is_of_type(value, each) for each in get_args(type_hint))  # of a union


def surname_of(record: Record) -> str:
    """Return a person's surname: the record's own field or the last word of the name."""
    return record.surname or record.name.split()[-1]
