"""The files of the reader's work that former versions wrote, as events of the journal.

They are marks in `marks.sqlite` with a log of each change, corrections, decisions about actors, joined names
and recipes of figures, one JSON line each. Events of them have the same ids wherever the same lines lie, so
that a backup of theirs adds nothing to a journal that has taken them in.
"""

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from lib.model import checksums
from lib.store.journal.event import Event, erased, mark_of
from lib.store.journal.state import State, followed
from lib.store.paths import BESIDE_SQLITE, FORMER, files, newest_good, place_aside
from lib.store.signed_lines import repaired

ASIDE = "former"  # ends the name of the folder in which they are set aside
GUARD = (
    "Your work is kept in journal.sqlite and journal.jsonl now. This folder keeps an older Wireroom away.\n"
)
_KINDS = {"corrections": "correct", "ledger": "decide", "names": "join", "recipes": "record_figure"}
_ROWS = {
    "mark": "select article, read_at, starred_at, note from mark order by 1",
    "label": "select article, name, at from label order by 1, 2",
    "kept": "select kind, name, article, body, at from kept order by 1, 2",
}
_BEGUN = "1970-01-01T00:00:00+00:00"  # of a note whose moment is unknown

Gone = tuple[Collection[str], Collection[str], Collection[str]]  # stories, captures, ids
Lines = list[tuple[str, dict[str, Any] | None]]  # what identifies a line, and its fields; None: forgotten


def is_there(archive: Path) -> bool:
    """Return whether a former version has left files that the journal has not taken in."""
    here = files(archive)
    return any(getattr(here, name).is_file() for name in FORMER)


def places(archive: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    """Return the files, and of each its newest copy in a backup, by their names in Files."""
    own = {name: getattr(files(archive), name) for name in FORMER}
    return own, {name: copy for name in FORMER if (copy := newest_good(archive, name))}


def events(own: Mapping[str, Path], copy: Mapping[str, Path]) -> list[Event]:
    """Return what the files say, and where they have lost something what a copy of them does."""
    found = list(_marks(own, copy))
    for name, kind in _KINDS.items():
        found += _records(kind, own.get(name), copy.get(name))
    return found


def _read(path: Path | None) -> list[dict[str, Any] | None]:
    """Return what the lines hold, None for a damaged one; a last one that a kill has cut short is none.

    One changed byte of a line is found by its sum.
    """
    if path is None or not path.is_file():
        return []
    found: list[dict[str, Any] | None] = []
    for line in repaired(path.read_bytes(), lambda _: None).splitlines(keepends=True):
        try:
            found.append(checksums.unsigned(json.loads(line)))
        except ValueError:
            if line.strip() and line.endswith(b"\n"):
                found.append(None)
    return found


def _records(kind: str, own: Path | None, copy: Path | None) -> Iterator[Event]:
    """Yield the records of a file, then those of its backup of which the file knows nothing."""
    here, there = (_marked(kind, _read(each)) for each in (own, copy))
    known = {mark for mark, _ in here}
    lost = [(mark, fields) for mark, fields in there if fields and mark not in known]
    nameless = [
        sum(mark == "" for mark, _ in each) for each in (here, there)
    ]  # an older version left no more
    if len(lost) <= nameless[0] - nameless[1]:
        lost = []
    for mark, missing in lost:  # in their place: decisions hold in the order in which they were made
        later = (place for place, (_, each) in enumerate(here) if each and _moment(each) > _moment(missing))
        here.insert(next(later, len(here)), (mark, missing))
    seen: Counter[str] = Counter()
    for mark, fields in here:
        number = f"{mark}-{seen[mark]}" if seen[mark] else mark
        seen[mark] += 1
        if fields is None and mark:
            yield erased(Event(kind=kind, id=number))
        elif fields is not None and "undo" in fields:
            yield Event(kind="undo", id=number, at=_moment(fields), fields=fields)
        elif fields is not None:
            story, capture = fields.get("article", ""), fields.get("sha256", "") if kind == "correct" else ""
            yield Event(kind=kind, id=number, at=_moment(fields), story=story, capture=capture, fields=fields)


def _moment(fields: Mapping[str, Any]) -> str:
    return str(fields.get("made_at", _BEGUN))


def _marked(kind: str, found: Iterable[dict[str, Any] | None]) -> Lines:
    """Return the lines that can be understood."""
    lines: Lines = []
    for fields in filter(None, found):
        gone = fields.get("forgotten")
        if gone:
            lines.append((gone if isinstance(gone, str) else "", None))
            continue
        with suppress(ValueError, TypeError, KeyError):  # what holds nothing lies with the former files
            if "undo" not in fields:
                _parse(kind)(fields)
            lines.append((mark_of(fields), fields))
    return lines


def _parse(kind: str) -> Callable[[dict[str, Any]], object]:
    from lib.store.journal import corrections, joined_names, ledger, recipes

    return {
        "correct": corrections.parse, "decide": ledger.parse, "join": joined_names.parse,
        "record_figure": recipes.parse,
    }[kind]  # fmt: skip


def _marks(own: Mapping[str, Path], copy: Mapping[str, Path]) -> Iterator[Event]:
    """Yield the changes of the log; what it has lost follows from the file, else from a backup of the two."""
    lines, held = _read(own.get("marks_log")), _held(own.get("marks"))
    damaged = None in lines
    applied = held[0] if held else 0
    logged = own.get("marks_log")
    is_logged = logged is not None and logged.is_file()
    changes = [_change(each) if each and "forgotten" not in each else None for each in lines]
    if held and (damaged or not is_logged or applied > len(lines)):
        before = _identified(filter(None, changes[:applied]))
        late = _identified(filter(None, changes[applied:]))
        yield from before
        yield from _identified(_difference(followed(map(asdict, before)), held[1]))
        yield from late
        return
    history = _identified(filter(None, changes))
    if not held and copy:  # of a log that was cut short between two lines nothing else shows
        earlier = list(_marks(copy, {}))
        known = {each.id for each in earlier}
        yield from earlier
        history = [each for each in history if each.id not in known]
    yield from history


def _change(fields: Mapping[str, Any]) -> Event | None:
    """Return the change of a line of the log; None where it holds none."""
    if not {"article", "at"} <= fields.keys():
        return None
    story, at = str(fields["article"]), str(fields["at"])
    kinds: dict[str, tuple[str, dict[str, Any]]] = {
        "read": ("read", {"value": fields.get("read")}),
        "starred": ("star", {"value": fields.get("starred")}),
        "note": ("note", {"text": fields.get("note")}),
        "label": ("label", {"name": fields.get("label")}),
        "unlabel": ("unlabel", {"name": fields.get("unlabel")}),
        "moved_to": ("move", {"to": fields.get("moved_to")}),
        "drop": ("unsave", {"what": fields.get("drop"), "name": fields.get("name")}),
    }
    if {"keep", "name", "body"} <= fields.keys():
        return _kept(fields)
    kind, held = next((kinds[name] for name in kinds if name in fields), ("later", dict(fields)))
    return Event(kind=kind, id="", at=at, story=story, fields=held)


def _kept(fields: Mapping[str, Any]) -> Event:
    """Return the change that keeps something by name."""
    what = str(fields["keep"])
    kind = what if what in ("question", "highlight") else "save"
    held = {"what": what, "name": fields["name"], "body": fields["body"]}
    return Event(kind=kind, id="", at=fields["at"], story=fields["article"], fields=held)


def _identified(changes: Iterable[Event]) -> list[Event]:
    """Return the changes with ids that are the same wherever the same changes stand."""
    seen: Counter[str] = Counter()
    found = []
    for each in changes:
        text = json.dumps([each.kind, each.at, each.story, each.fields], sort_keys=True)
        mark = sha256(f"{text}{seen[text] or ''}".encode()).hexdigest()[:16]
        seen[text] += 1
        found.append(Event(kind=each.kind, id=mark, at=each.at, story=each.story, fields=each.fields))
    return found


def _held(path: Path | None) -> tuple[int, dict[str, list[tuple[Any, ...]]]] | None:
    """Return how many lines of the log the marks follow, and their rows; None where they cannot be read."""
    if path is None or not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(sqlite3.connect(path)) as marks:
            marks.text_factory = partial(str, encoding="utf-8", errors="replace")
            ((page,),) = marks.execute("pragma page_size")
            if marks.execute("pragma quick_check").fetchone() != ("ok",) or path.stat().st_size % page:
                return None
            tables = {name for (name,) in marks.execute("select name from sqlite_schema")}
            applied = marks.execute("select lines from applied").fetchone()[0] if "applied" in tables else 0
            return applied, {
                name: marks.execute(sql).fetchall() if name in tables else [] for name, sql in _ROWS.items()
            }
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # SQLite's words may quote damaged bytes
        return None


def _difference(now: State, held: Mapping[str, list[tuple[Any, ...]]]) -> Iterator[Event]:
    """Yield what makes of what holds what the file of marks held."""
    for story, read_at, starred_at, note in held["mark"]:
        read, starred, noted = now.marks.pop(story, [None, None, ""])
        if bool(read) != bool(read_at):
            yield Event(
                kind="read", id="", at=read_at or _BEGUN, story=story, fields={"value": bool(read_at)}
            )
        if bool(starred) != bool(starred_at):
            yield Event(
                kind="star", id="", at=starred_at or _BEGUN, story=story, fields={"value": bool(starred_at)}
            )
        if noted != note:
            yield Event(kind="note", id="", at=_BEGUN, story=story, fields={"text": note})
    for story, name, at in held["label"]:
        if not now.labels.get(story, {}).pop(name, None):
            yield Event(kind="label", id="", at=at, story=story, fields={"name": name})
    for what, name, story, body, at in held["kept"]:
        if now.saved.pop((what, name), ("", "", ""))[:2] != (story, body):
            kind = what if what in ("question", "highlight") else "save"
            yield Event(
                kind=kind, id="", at=at, story=story, fields={"what": what, "name": name, "body": body}
            )


def removed(archive: Path) -> Gone:
    """Return the stories and captures that were removed for good, and the ids of records gone with them."""
    from lib.store import receipts

    history = receipts.history(archive)
    hashes, keys = receipts.removed(history)
    stories, living = {*hashes.values(), *keys.values()}, set(receipts.stored(history).values())
    ids: set[str] = set()
    with suppress(duckdb.Error), duckdb.connect(str(archive), read_only=True) as opened:
        stories |= {story for (story,) in opened.execute("select article from tombstone").fetchall()}
        living = {story for (story,) in opened.execute("select article from article").fetchall()}
        hashes |= dict.fromkeys(each for (each,) in opened.execute("select sha256 from tombstone").fetchall())
        for (text,) in opened.execute("select value from setting where key = 'left'").fetchall():
            left = json.loads(text)
            stories |= {*left.get("stories", ())}
            ids |= {*left.get("decisions", ()), *left.get("names", ())}
        stories -= living
        former = opened.execute("select former, article from alias").fetchall()
        stories |= {each for each, story in former if story in stories}
    return stories - living, set(hashes), ids


def without(event: Event, gone: Gone) -> Event:
    """Return the record of a figure that shows a removed story as what stays of it, others as they are."""
    listed = event.fields.get("slice", {}).get("listed") or {}
    if shown := sorted(set(listed) & set(gone[0])):
        left = {name: event.fields[name] for name in ("id", "chart", "made_at")}
        return replace(event, fields={**left, "removed": shown})
    return event


def clear(archive: Path, gone: Gone) -> None:
    """Overwrite in the files what is about removed stories, before they are set aside."""
    own = places(archive)[0]
    marks = [each.encode() for each in (*gone[0], *gone[1], *(f'"{number}"' for number in gone[2]))]
    for path in (own[name] for name in FORMER if name != "marks" and own[name].is_file()):
        with path.open("rb+") as file:
            at = 0
            for line in file.readlines():
                if any(mark in line for mark in marks) and b'"removed": ' not in line:
                    file.seek(at)
                    file.write(b" " * len(line.rstrip(b"\n")))
                at += len(line)
            file.flush()
            os.fsync(file.fileno())
    if _held(own["marks"]) is None:
        return
    with closing(sqlite3.connect(own["marks"])) as opened, opened:
        opened.execute("pragma secure_delete = on")
        for (table,) in opened.execute(
            "select name from sqlite_schema where name in ('mark', 'label', 'kept')"
        ):
            opened.executemany(f"delete from {table} where article = ?", [(each,) for each in gone[0]])


def move_aside(archive: Path) -> None:
    """Move the files to one folder of what was set aside, the log of the marks last; leave folders as guards.

    An older Wireroom opens none of these and says so; else it would begin anew beside the journal.
    """
    here = files(archive)
    folder = place_aside(archive, ASIDE)
    folder.mkdir()
    for name in ("corrections", "ledger", "names", "recipes", "marks", "marks_log"):
        path: Path = getattr(here, name)
        for each in (path, *(path.with_name(f"{path.name}{end}") for end in BESIDE_SQLITE)):
            if each.is_file():
                each.replace(folder / each.name)
        path.mkdir(exist_ok=True)
        (path / "README.txt").write_text(GUARD, "utf-8")


def set_aside(archive: Path) -> list[Path]:
    """Return the folders of files that were set aside when the journal took them in."""
    return sorted(files(archive).aside.glob(f"*-{ASIDE}"))


def destroy(archive: Path) -> None:
    """Overwrite and delete the files that were set aside: they may hold the words of a removed story."""
    for folder in set_aside(archive):
        for each in folder.iterdir():
            with each.open("rb+") as file:
                file.write(b"\0" * each.stat().st_size)
                file.flush()
                os.fsync(file.fileno())
        shutil.rmtree(folder)
