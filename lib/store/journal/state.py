"""The tables that follow the events: marks and labels on stories, and what is saved by name.

Each kind of event is a few statements. They add a new event to the tables, fill those of a database that is
made anew, and, in memory, prove that the tables of a stored one agree with its events.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

TABLES = """
create table mark(story text primary key, read_at text, starred_at text, note text not null) without rowid;
create table label(story text, name text, at text, primary key (story, name)) without rowid;
create table saved(
    what text, name text, story text, body text, at text, primary key (what, name)) without rowid;
"""
INDEXES = """
create index label_name on label(name);
create index saved_story on saved(story) where story <> '';
"""
NAMES = ("mark", "label", "saved")
_ROWS = (  # all columns by name: SQLite's own check notices no name that was changed
    "select story, read_at, starred_at, note from mark order by 1",
    "select story, name, at from label order by 1, 2",
    "select what, name, story, body, at from saved order by 1, 2",
)

_SAVE = ("insert or replace into saved values (:what, :name, :story, :body, :at)",)
_STATEMENTS: Mapping[str, tuple[str, ...]] = {  # by kind of event, with its fields as parameters
    "read": (
        """insert into mark values (:story, :at, null, '')
        on conflict do update set read_at = excluded.read_at""",
    ),
    "star": (
        """insert into mark values (:story, null, :at, '')
        on conflict do update set starred_at = excluded.starred_at""",
    ),
    "note": (
        """insert into mark values (:story, null, null, :text)
        on conflict do update set note = excluded.note""",
    ),
    "label": ("insert or ignore into label values (:story, :name, :at)",),
    "unlabel": ("delete from label where story = :story and name = :name",),
    "save": _SAVE, "question": _SAVE, "highlight": _SAVE,
    "unsave": ("delete from saved where what = :what and name = :name",),
    "move": (  # what the story's former id has is merged into what its present one has
        """insert into mark select :to, read_at, starred_at, note from mark
            where story = :story and :story <> :to
        on conflict do update set read_at = coalesce(read_at, excluded.read_at),
            starred_at = coalesce(starred_at, excluded.starred_at),
            note = note || iif(note = '' or excluded.note = '', '', char(10, 10)) || excluded.note""",
        "delete from mark where story = :story and :story <> :to",
        "insert or ignore into label select :to, name, at from label where story = :story",
        "delete from label where story = :story and :story <> :to",
        "update saved set story = :to where story = :story",
    ),
}  # fmt: skip
_NO_MARK = "delete from mark where story = :story and read_at is null and starred_at is null and note = ''"
_CLEARING: Mapping[str, tuple[str, ...]] = {  # of an event that takes a mark back
    "read": ("update mark set read_at = null where story = :story", _NO_MARK),
    "star": ("update mark set starred_at = null where story = :story", _NO_MARK),
    "note": ("update mark set note = '' where story = :story", _NO_MARK),
}


def follow(tables: sqlite3.Connection, events: Iterable[Mapping[str, Any]]) -> None:
    """Apply events, given as the fields of their lines, to the tables; other kinds change nothing."""
    execute = tables.cursor().execute  # a cursor a statement takes a tenth longer
    for event in events:
        fields = event["fields"]
        is_set = fields.get("value", fields.get("text", True))
        for statement in (_STATEMENTS if is_set else _CLEARING).get(event["kind"], ()):
            execute(statement, {"story": "", "at": "", **event, **fields})


@contextmanager
def tables_of(events: Iterable[Mapping[str, Any]]) -> Iterator[sqlite3.Connection]:
    """Yield a database in memory with the tables that these events, as dicts of their fields, lead to."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.executescript(f"{TABLES} begin")
        follow(made, events)
        yield made


def agrees(tables: sqlite3.Connection, events: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether a database has the tables that these events, as dicts of their fields, lead to."""
    with tables_of(events) as made:
        return all(tables.execute(sql).fetchall() == made.execute(sql).fetchall() for sql in _ROWS)
