"""The state after a sequence of events: marks and labels on stories, and named saved items."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

TABLES = """
create table mark(story text primary key, read_at text, starred_at text, note text not null) without rowid;
create table label(story text, name text, at text, primary key (story, name)) without rowid;
create index label_name on label(name);
create table saved(
    what text, name text, story text, body text, at text, primary key (what, name)) without rowid;
create index saved_story on saved(story) where story <> '';
"""
NAMES = ("mark", "label", "saved")
_MARK = {"read": 0, "star": 1, "note": 2}
_SAVED = ("save", "question", "highlight")
_WITHIN = "story in (select value from json_each(?))"


@dataclass(slots=True)
class State:
    """The marks, labels and saved items, of all stories or of some."""

    marks: dict[str, list[Any]] = field(default_factory=dict)  # story: when read, when starred, note
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # story: name: since when
    saved: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)  # story, body, at

    def follow(self, event: Mapping[str, Any]) -> None:
        """Apply an event, given as the fields of its line; other kinds of events are ignored."""
        kind, fields = event["kind"], event.get("fields", {})
        story, at = event.get("story", ""), event.get("at", "")
        if (place := _MARK.get(kind)) is not None:
            mark = self.marks.setdefault(story, [None, None, ""])
            mark[place] = fields["text"] if kind == "note" else at if fields["value"] else None
            if mark == [None, None, ""]:
                del self.marks[story]
        elif kind == "label":
            self.labels.setdefault(story, {}).setdefault(fields["name"], at)
        elif kind == "unlabel":
            self.labels.get(story, {}).pop(fields["name"], None)
        elif kind in _SAVED:
            self.saved[fields["what"], fields["name"]] = (story, fields["body"], at)
        elif kind == "unsave":
            self.saved.pop((fields["what"], fields["name"]), None)
        elif kind == "move":
            self._move(story, fields["to"])

    def _move(self, former: str, now: str) -> None:
        """Merge the state of a story's former id into that of its present id."""
        if former == now:
            return
        read, starred, note = self.marks.pop(former, (None, None, ""))
        if read or starred or note:
            mark = self.marks.setdefault(now, [None, None, ""])
            both = "\n\n".join(each for each in (mark[2], note) if each)
            self.marks[now] = [mark[0] or read, mark[1] or starred, both]
        for name, at in self.labels.pop(former, {}).items():
            self.labels.setdefault(now, {}).setdefault(name, at)
        for key, (story, body, at) in self.saved.items():
            if story == former:
                self.saved[key] = (now, body, at)

    def rows(self) -> tuple[list[tuple[Any, ...]], ...]:
        """Return the rows of the tables mark, label and saved, each table's sorted by key."""
        return (
            sorted((story, *mark) for story, mark in self.marks.items()),
            sorted((story, name, at) for story, names in self.labels.items() for name, at in names.items()),
            sorted((*key, *held) for key, held in self.saved.items()),
        )


def followed(events: Iterable[Mapping[str, Any]]) -> State:
    """Return the state after the events."""
    state = State()
    for event in events:
        state.follow(event)
    return state


def rows(copy: sqlite3.Connection) -> tuple[list[tuple[Any, ...]], ...]:
    """Return the rows of the tables mark, label and saved of a database, each table's sorted by key."""
    return tuple(copy.execute(f"select * from {table} order by 1, 2").fetchall() for table in NAMES)


def apply(copy: sqlite3.Connection, events: Iterable[Mapping[str, Any]]) -> None:
    """Apply events to the tables of a database; only rows of the affected stories and names are written."""
    events = list(events)
    stories = {each["story"] for each in events if "story" in each}
    stories |= {each["fields"]["to"] for each in events if each["kind"] == "move"}
    among, state = [json.dumps(sorted(stories))], State()
    for story, *mark in copy.execute(f"select * from mark where {_WITHIN}", among):
        state.marks[story] = mark
    for story, name, at in copy.execute(f"select * from label where {_WITHIN}", among):
        state.labels.setdefault(story, {})[name] = at
    for what, name, *held in copy.execute(f"select * from saved where {_WITHIN} and story <> ''", among):
        state.saved[what, name] = (held[0], held[1], held[2])
    named = [each["fields"] for each in events if each["kind"] in (*_SAVED, "unsave")]
    names = {*state.saved} | {(fields["what"], fields["name"]) for fields in named}
    for event in events:
        state.follow(event)
    for table in ("mark", "label"):
        copy.execute(f"delete from {table} where {_WITHIN}", among)
    copy.executemany("delete from saved where what = ? and name = ?", names)
    write(copy, state)


def write(copy: sqlite3.Connection, state: State) -> None:
    """Insert the state into the tables mark, label and saved of a database."""
    for table, held in zip(NAMES, state.rows(), strict=True):
        if held:
            copy.executemany(f"insert into {table} values ({', '.join('?' * len(held[0]))})", held)
