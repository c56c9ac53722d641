"""The events of marks on stories in an older version's files: a database, and a log of each change."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from lib.store.journal.database import UNREADABLE, is_sound, opened
from lib.store.journal.event import Event
from lib.store.journal.former_lines import read_lines

BEGUN = "1970-01-01T00:00:00+00:00"  # of what has no known moment
_CHANGES = (
    ("read", "read", "value"), ("starred", "star", "value"), ("note", "note", "text"),
    ("label", "label", "name"), ("unlabel", "unlabel", "name"), ("moved_to", "move", "to"),
)  # fmt: skip
_ROWS = {
    "mark": "select article, read_at, starred_at, note from mark order by 1",
    "label": "select article, name, at from label order by 1, 2",
    "kept": "select kind, name, article, body, at from kept order by 1, 2",
}


class FoundEvents(NamedTuple):
    """The events of a file, and how many more a backup of it may have, as the file has forgotten as many."""

    events: list[Event]
    forgotten: float


def marks(paths: Mapping[str, Path]) -> FoundEvents:
    """Return the events of marks; all else in a backup is forgotten, or nothing where the log is alone."""
    lines, held = read_lines(paths.get("marks_log")), stored_marks(paths.get("marks"))
    changes = [_change(each) if each and "forgotten" not in each else None for each in lines]
    if held is None:  # then nothing shows what the log has lost at its end
        return FoundEvents(with_own_ids(filter(None, changes)), 0)
    applied, snapshot = held
    before, late = list(filter(None, changes[:applied])), filter(None, changes[applied:])
    if None in lines or applied > len(lines):
        before = snapshot
    return FoundEvents(with_own_ids([*before, *late]), inf)


def _change(fields: Mapping[str, Any]) -> Event | None:
    """Return the event that the fields of a line in the log of marks describe; None if they describe none."""
    if not {"article", "at"} <= fields.keys():
        return None
    story, at = str(fields["article"]), str(fields["at"])
    if {"keep", "name", "body"} <= fields.keys():
        return _kept(fields["keep"], fields["name"], story, fields["body"], at)
    if {"drop", "name"} <= fields.keys():
        return _made("unsave", story, at, what=fields["drop"], name=fields["name"])
    changes = (
        _made(kind, story, at, **{name: fields[each]}) for each, kind, name in _CHANGES if each in fields
    )
    return next(changes, None)


def _kept(what: str, name: str, story: str, body: str, at: str) -> Event:
    """Return the event of saving a text (`body`) of the kind `what` under a name, for a story, at a time."""
    kind = what if what in ("question", "highlight") else "save"
    return _made(kind, story, at, what=what, name=name, body=body)


def _made(kind: str, story: str, at: str, **fields: object) -> Event:
    """Return an event with an id computed from its content, so that the same content has the same id."""
    text = json.dumps([kind, at, story, fields], sort_keys=True)
    return Event(kind=kind, id=sha256(text.encode()).hexdigest()[:16], at=at, story=story, fields=fields)


def with_own_ids(changes: Iterable[Event]) -> list[Event]:
    """Return the events in order; from the second event of one id on, the id gets a counter at its end."""
    seen: Counter[str] = Counter()
    found = []
    for each in changes:
        found.append(replace(each, id=f"{each.id}-{seen[each.id]}") if seen[each.id] else each)
        seen[each.id] += 1
    return found


def stored_marks(path: Path | None) -> tuple[int, list[Event]] | None:
    """Return how many lines of the log a database of marks has applied, and events that lead to its rows.

    None if it cannot be read.
    """
    if path is None or not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(opened(path)) as database:
            database.text_factory = partial(str, encoding="utf-8", errors="replace")
            if not is_sound(database, path):
                return None
            tables = {name for (name,) in database.execute("select name from sqlite_schema")}
            lines = database.execute("select lines from applied").fetchone() if "applied" in tables else None
            rows = {
                name: database.execute(sql).fetchall() if name in tables else []
                for name, sql in _ROWS.items()
            }
    except UNREADABLE:
        return None
    found = []
    for story, read_at, starred_at, note in rows["mark"]:
        found += [_made("read", story, read_at, value=True)] if read_at else []
        found += [_made("star", story, starred_at, value=True)] if starred_at else []
        found += [_made("note", story, BEGUN, text=note)] if note else []
    found += [_made("label", story, at, name=name) for story, name, at in rows["label"]]
    found += [_kept(what, name, story, body, at) for what, name, story, body, at in rows["kept"]]
    return lines[0] if lines else 0, found
