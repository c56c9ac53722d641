"""Reading the files in which older versions kept the reader's work, as events of the journal.

They are marks in `marks.sqlite` with a log of each change, and corrections, decisions about actors, joined
names and recipes of figures as JSON lines. The same lines always give events with the same ids, so that a
backup of them adds nothing to a journal that has them already.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any

from lib.model import checksums
from lib.store import durable
from lib.store.backup_files import backups, copies, newest_good
from lib.store.journal import witness
from lib.store.journal.database import UNREADABLE, is_sound, opened
from lib.store.journal.event import Event, erased, mark_of, numbered, union
from lib.store.journal.repaired import repaired
from lib.store.paths import BESIDE_SQLITE, FORMER, files
from lib.store.set_aside import place_aside

ASIDE = "former"  # ends the name of the folder in which they are set aside
GUARD = (
    "Your work is kept in journal.sqlite and journal.jsonl now. This folder keeps an older Wireroom away.\n"
)
_KINDS = {"corrections": "correct", "ledger": "decide", "names": "join", "recipes": "record_figure"}
_OWN = {"made_at", "undo", "forgotten"}  # each record has one of these fields
_CHANGES = (
    ("read", "read", "value"), ("starred", "star", "value"), ("note", "note", "text"),
    ("label", "label", "name"), ("unlabel", "unlabel", "name"), ("moved_to", "move", "to"),
)  # fmt: skip
_ROWS = {
    "mark": "select article, read_at, starred_at, note from mark order by 1",
    "label": "select article, name, at from label order by 1, 2",
    "kept": "select kind, name, article, body, at from kept order by 1, 2",
}
_BEGUN = "1970-01-01T00:00:00+00:00"  # of what has no known moment

# Events of a file, and how many others its backup may have without a loss, as the file has forgotten as many.
Found = tuple[list[Event], float]


def is_there(archive: Path) -> bool:
    """Return whether there are files of an older version that the journal has not taken over."""
    return any(path.is_file() for path in _paths(archive).values())


def events(archive: Path) -> list[Event]:
    """Return the events in an older version's files, and from their newest backups what files have lost."""
    own = _paths(archive)
    copy = {name: each for name in FORMER if (each := newest_good(archive, name))}
    lost = set[str]()
    for backup in backups(archive):
        kept = copies(archive, backup)
        then = held_in({name: kept[path] for name, path in own.items()})
        lost |= witness.gone_with_stories(archive, backup, then)
    found: list[Event] = []
    for read in _READERS:
        held, forgotten = read(own)
        both = union(numbered(held), numbered(read(copy)[0]))
        if len(both) - len(held) <= forgotten:
            found += held
        else:
            ids = {each.id for each in held}
            found += [each for each in both if each.id in ids or each.names.isdisjoint(lost)]
    return numbered(found)


def _paths(archive: Path) -> dict[str, Path]:
    """Return the paths of an older version's files, there or not, by their names in ArchivePaths."""
    paths = {name: getattr(files(archive), name) for name in FORMER}
    return {name: path for name, path in paths.items() if not _is_foreign(name, path)}


def _is_foreign(name: str, path: Path) -> bool:
    """Return whether a file with this name is another program's: JSON lines without any field of ours."""
    if name not in _KINDS or not path.is_file():
        return False
    return all(fields is not None and _OWN.isdisjoint(fields) for fields in _read(path))


def held_in(paths: Mapping[str, Path]) -> list[Event]:
    """Return the events in an older version's files, given by their names in ArchivePaths."""
    return [each for read in _READERS for each in read(paths)[0]]


def _read(path: Path | None) -> list[dict[str, Any] | None]:
    """Return the fields of each line of a file; None for a damaged line, and alone for a missing file.

    An incomplete last line is left out. A single changed byte is corrected by the line's checksum.
    """
    if path is None or not path.is_file():
        return [None]
    found: list[dict[str, Any] | None] = []
    for line in repaired(path.read_bytes()).splitlines(keepends=True):
        try:
            found.append(checksums.unsigned(json.loads(line)))
        except ValueError:
            if line.strip() and line.endswith(b"\n"):
                found.append(None)
    return found or [None]


def _records(name: str, paths: Mapping[str, Path]) -> Found:
    """Return the events in one of the JSON-lines files, and how many it has forgotten without an id."""
    found, lines = [], _read(paths.get(name))
    kind, parse = _KINDS[name], _parser_of(name)
    for fields in filter(None, lines):
        gone = fields.get("forgotten")
        if isinstance(gone, str):
            found.append(erased(Event(kind=kind, id=gone)))
        elif not gone:
            with suppress(ValueError, TypeError, KeyError):
                if "undo" not in fields:
                    parse(fields)
                story, capture = fields.get("article", ""), fields.get("sha256", "")
                made = Event(
                    kind="undo" if "undo" in fields else kind, id=mark_of(fields), story=story,
                    at=str(fields.get("made_at", _BEGUN)), capture=capture, fields=fields,
                )  # fmt: skip
                found.append(made)
    nameless = sum(each.get("forgotten") is True for each in lines if each)
    return _numbered_ids(found), nameless


def _parser_of(name: str) -> Callable[[dict[str, Any]], object]:
    """Return the function that checks the fields of a record in the file of this name."""
    from lib.store.journal import corrections, joined_names, ledger, recipes

    return {
        "corrections": corrections.parse, "ledger": ledger.parse, "names": joined_names.parse,
        "recipes": recipes.parse,
    }[name]  # fmt: skip


def _marks(paths: Mapping[str, Path]) -> Found:
    """Return the events of marks, and how many more in a backup are no loss: inf, or 0 of the log alone."""
    lines, held = _read(paths.get("marks_log")), _held(paths.get("marks"))
    changes = [_change(each) if each and "forgotten" not in each else None for each in lines]
    if held is None:  # then nothing shows what the log has lost at its end
        return _numbered_ids(filter(None, changes)), 0
    applied, snapshot = held
    before, late = list(filter(None, changes[:applied])), filter(None, changes[applied:])
    if None in lines or applied > len(lines):
        before = snapshot
    return _numbered_ids([*before, *late]), inf


_READERS: tuple[Callable[[Mapping[str, Path]], Found], ...] = (
    _marks, *(partial(_records, name) for name in _KINDS),
)  # fmt: skip


def _change(fields: Mapping[str, Any]) -> Event | None:
    """Return the event in the fields of a line of the log of marks; None if it has none."""
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
    """Return the event of saving something under a name."""
    kind = what if what in ("question", "highlight") else "save"
    return _made(kind, story, at, what=what, name=name, body=body)


def _made(kind: str, story: str, at: str, **fields: object) -> Event:
    """Return an event with an id computed from its content, so that the same content has the same id."""
    text = json.dumps([kind, at, story, fields], sort_keys=True)
    return Event(kind=kind, id=sha256(text.encode()).hexdigest()[:16], at=at, story=story, fields=fields)


def _numbered_ids(changes: Iterable[Event]) -> list[Event]:
    """Return the events in order; of equal ids all but the first get a counter at their end."""
    seen: Counter[str] = Counter()
    found = []
    for each in changes:
        found.append(replace(each, id=f"{each.id}-{seen[each.id]}") if seen[each.id] else each)
        seen[each.id] += 1
    return found


def _held(path: Path | None) -> tuple[int, list[Event]] | None:
    """Return how many lines of the log a database of marks has applied, and events that lead to its rows.

    None if it cannot be read.
    """
    if path is None or not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(opened(path)) as marks:
            marks.text_factory = partial(str, encoding="utf-8", errors="replace")
            if not is_sound(marks, path):
                return None
            tables = {name for (name,) in marks.execute("select name from sqlite_schema")}
            lines = marks.execute("select lines from applied").fetchone() if "applied" in tables else None
            rows = {
                name: marks.execute(sql).fetchall() if name in tables else [] for name, sql in _ROWS.items()
            }
    except UNREADABLE:
        return None
    found = []
    for story, read_at, starred_at, note in rows["mark"]:
        found += [_made("read", story, read_at, value=True)] if read_at else []
        found += [_made("star", story, starred_at, value=True)] if starred_at else []
        found += [_made("note", story, _BEGUN, text=note)] if note else []
    found += [_made("label", story, at, name=name) for story, name, at in rows["label"]]
    found += [_kept(what, name, story, body, at) for what, name, story, body, at in rows["kept"]]
    return lines[0] if lines else 0, found


def clear(archive: Path, gone: witness.Gone) -> None:
    """Overwrite what an older version's files hold about removed stories, before they are moved aside."""
    own = _paths(archive)
    marks = [
        each.encode() for each in (*gone.stories, *gone.captures, *(f'"{number}"' for number in gone.ids))
    ]

    def is_about(line: bytes) -> bool:
        """Return whether a line has an id of what is gone, but is not the note that it was erased."""
        return any(mark in line for mark in marks) and b'"removed": ' not in line

    if _held(own["marks"]) is not None:
        with closing(opened(own.pop("marks"))) as held:
            held.execute("pragma secure_delete = on")
            tables = held.execute("select name from sqlite_schema where name in ('mark', 'label', 'kept')")
            for (table,) in tables.fetchall():
                held.executemany(f"delete from {table} where article = ?", [(each,) for each in gone.stories])
    for path in filter(Path.is_file, own.values()):
        durable.overwrite(path, lambda line: b"" if is_about(line) else None)


def move_aside(archive: Path) -> None:
    """Move an older version's files to a new set-aside folder; folders in their place keep it out."""
    folder = place_aside(archive, ASIDE)
    folder.mkdir()
    for path in _paths(archive).values():
        for each in (path, *(path.with_name(f"{path.name}{end}") for end in BESIDE_SQLITE)):
            if each.is_file():
                each.replace(folder / each.name)
        _guard(path)
    block_older_versions(archive)


def block_older_versions(archive: Path) -> None:
    """Move an older version's lock file to this one's path; a folder in its place keeps that version out."""
    here = files(archive)
    if not here.former_lock.is_dir():
        with suppress(FileNotFoundError):  # there is none, or another program has just moved it
            here.former_lock.replace(here.lock)
        with suppress(OSError):  # a full disk keeps nobody from clearing it
            _guard(here.former_lock)


def _guard(path: Path) -> None:
    """Create a folder with a note at the path of a file that an older Wireroom writes, so that it stops."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "README.txt").write_text(GUARD, "utf-8")


def set_aside(archive: Path) -> list[Path]:
    """Return the folders into which an older version's files were moved aside, oldest first."""
    return sorted(files(archive).aside.glob(f"*-{ASIDE}"))


def destroy(archive: Path) -> None:
    """Overwrite and delete the old files moved aside, which may hold words of a removed story."""
    for folder in set_aside(archive):
        for each in folder.iterdir():
            with each.open("rb+") as file:
                file.write(b"\0" * each.stat().st_size)
                file.flush()
                os.fsync(file.fileno())
        shutil.rmtree(folder)
