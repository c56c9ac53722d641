"""Events of the journal, and the lines of JSON in which they are written.

A line ends with the CRC-32 of what comes before, so that a changed letter is found. An erased event keeps its
number and id, and the length of its line.
"""

import json
import secrets
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal, get_args

Kind = Literal[
    "read", "star", "note", "label", "unlabel", "move",  # of a story
    "highlight", "save", "question", "unsave",  # what is kept by name
    "correct", "decide", "join", "record_figure", "undo",  # read one by one
    "erased",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
RECORDS: tuple[Kind, ...] = ("correct", "decide", "join", "record_figure", "undo", "move", "erased")

_SUM = ', "sum": "00000000"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change by the reader: kind, id, time, story or capture, and its fields; the journal numbers it."""

    kind: str  # one of KINDS; a newer version may write others, which are kept as they are
    id: str = field(default_factory=lambda: secrets.token_hex(8))  # the same in every copy and backup
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    seq: int = 0
    person: str = ""  # empty for one reader alone
    story: str = ""
    capture: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        """The ids by which the event may be undone or erased.

        They are its own id, its record's, and that of the record that it undoes.
        """
        return {self.id, *(str(self.fields[each]) for each in ("id", "undo") if each in self.fields)}

    @property
    def is_work(self) -> bool:
        """Whether the reader made the change: it was not erased, and is no visit and no letter."""
        return self.kind != "erased" and self.fields.get("what") not in ("visit", "mailing")


def mark_of(fields: Mapping[str, Any]) -> str:
    """Return a hash of a record's ids, which identifies it without revealing any word of it."""
    ids = [*(fields.get(name) for name in ("id", "undo", "sha256")), *fields.get("removed", ())]
    return sha256(json.dumps(ids).encode()).hexdigest()[:16]


def signed(fields: Mapping[str, Any]) -> bytes:
    """Return the fields as a line of JSON, without a newline, that ends with their checksum."""
    body = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
    # The sum is of the whole body; its closing brace then moves behind the sum.
    return body[:-1] + f', "sum": "{zlib.crc32(body):08x}"}}'.encode()


def line_of(event: Event) -> bytes:
    """Return the event as a line of JSON with a checksum; empty fields are left out."""
    given = {name: getattr(event, name) for name in ("seq", "id", "at", "person", "kind", "story", "capture")}
    return signed({name: value for name, value in given.items() if value} | {"fields": dict(event.fields)})


def is_signed(line: bytes) -> bool:
    """Return whether a line ends with the right checksum."""
    bare = line.rstrip()
    # The brace is summed last: it ended the body before the sum was put in front of it.
    return bare[-len(_SUM) :] == b', "sum": "%08x"}' % zlib.crc32(b"}", zlib.crc32(bare[: -len(_SUM)]))


def unsigned(line: bytes) -> dict[str, Any] | None:
    """Return the fields of a line of JSON without its checksum; None if the line is damaged."""
    fields = json.loads(line) if is_signed(line) else None
    return {name: value for name, value in fields.items() if name != "sum"} if fields else None


def erased(event: Event) -> Event:
    """Return an event of kind "erased" that has only the number and id of the given one."""
    return Event(kind="erased", id=event.id, at="", seq=event.seq)


def numbered(events: Iterable[Event]) -> list[Event]:
    """Return the events numbered from 1 in their order."""
    return [replace(each, seq=number) for number, each in enumerate(events, 1)]


def event_of(fields: Mapping[str, Any]) -> Event:
    """Return the event that the fields of a line describe; an erased event has no time."""
    return Event(**{"at": "", **fields})
