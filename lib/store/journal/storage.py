"""The form of a journal on disk: the lines of its log, and a database that holds the same lines.

The first line names the journal and its form; each of the others is an event. The database has tables that
follow the events, too (lib.store.journal.state).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from lib.model.errors import WireroomError
from lib.store.journal import state
from lib.store.journal.database import opened
from lib.store.journal.event import RECORDS, Event, event_of, is_signed, signed, unsigned

FORM = 1  # of the lines; a journal of a higher one is refused
_STORED = "coalesce(cast(line as blob), x'')"  # a line, whatever damage has made of it
_TABLES = f"""
create table journal(line blob not null);  -- the first one of the log, which names the journal
create table event(seq integer primary key, record text, line blob not null);  -- record: kind, of RECORDS
create index event_record on event(record) where record is not null;
{state.TABLES}{state.INDEXES}"""


class JournalNewer(WireroomError):
    """Raised when a newer version has written the journal, in a form that this one would spoil."""


def first_line(journal: str) -> bytes:
    """Return the line that names a journal by its id."""
    return signed({"journal": journal, "form": FORM})


def journal_id(lines: Sequence[bytes]) -> str:
    """Return the id of the journal, from the first of its lines; "" if that line is damaged.

    Raises JournalNewer if a newer version wrote the journal.
    """
    head = (unsigned(lines[0]) if lines else None) or {}
    if head.get("form", FORM) > FORM:
        raise JournalNewer(
            f"Your work was written by a newer Wireroom, in form {head['form']}; this one knows form {FORM}. "
            "Nothing was changed: update Wireroom and open it again."
        )
    return str(head.get("journal", ""))


def events_in(lines: Iterable[bytes]) -> list[Event]:
    """Return the events in lines, given without the first one; sqlite3.DatabaseError if one is damaged."""
    found = [unsigned(line) for line in lines]
    if None in found:
        raise sqlite3.DatabaseError("a line is damaged")
    return [event_of(fields) for fields in found if fields]


def intact_fields(lines: Sequence[bytes]) -> list[dict[str, Any]] | None:
    """Return the fields of all lines but the first; None if a line is damaged or out of order."""
    if not lines or not all(map(is_signed, lines)):
        return None
    head, *found = json.loads(b"[" + b",".join(lines) + b"]")  # at once: twice as fast
    numbers = [each.get("seq", 0) for each in found]
    return found if "journal" in head and numbers == sorted(set(numbers)) else None


def stored_first_line(database: sqlite3.Connection) -> bytes:
    """Return the line in a database that names the journal; b"" if it is lost."""
    (line,) = database.execute(f"select {_STORED} from journal").fetchone() or (b"",)
    return bytes(line)


def stored_lines(
    database: sqlite3.Connection, kinds: Sequence[str] = (), *, newest_first: bool = False
) -> Iterator[bytes]:
    """Yield the lines of a database's events, by default of all kinds (of RECORDS), by their numbers."""
    among = f"where record in ({', '.join('?' * len(kinds))})" if kinds else ""
    order = "desc" if newest_first else "asc"
    for (line,) in database.execute(f"select {_STORED} from event {among} order by seq {order}", kinds):
        yield line


def insert(database: sqlite3.Connection, lines: Sequence[bytes]) -> None:
    """Insert lines of events into a database, and let its tables follow them."""
    found = [fields for line in lines if (fields := unsigned(line))]
    rows = (
        (fields["seq"], fields["kind"] if fields["kind"] in RECORDS else None, line)
        for fields, line in zip(found, lines, strict=True)
    )
    database.executemany("insert into event values (?, ?, ?)", rows)
    state.follow(database, found)


def write_database(path: Path, lines: Sequence[bytes]) -> None:
    """Write the lines of a log as a database into an empty file."""
    with closing(opened(path)) as made:
        made.execute("pragma journal_mode = off")
        made.executescript(_TABLES)
        made.execute("begin immediate")
        made.execute("insert into journal values (?)", lines[:1])
        insert(made, lines[1:])
        made.execute("commit")


def tables_agree(database: sqlite3.Connection, found: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a database's kinds of records and tables of marks agree with its events' fields."""
    kinds = [(each["seq"], each["kind"]) for each in found if each["kind"] in RECORDS]
    recorded = "select seq, record from event where record is not null order by seq"
    return database.execute(recorded).fetchall() == kinds and state.agrees(database, found)
