"""The reader's own marks on stories (read, starred, labelled, noted), in a file beside the archive.

Marks hang on a story's id. The archive can be rebuilt at any hour, these cannot: so they are never in it.
Every function takes the path of the archive that the marks belong to.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from lib.store.files.home import files

PATIENCE = 5.0

State = Literal["read", "starred"]

_TABLES = """
create table if not exists mark(
    article text primary key, read_at text, starred_at text, note text not null default '') without rowid;
create table if not exists label(
    article text not null, name text not null, at text not null, primary key (article, name)) without rowid;
create index if not exists label_name on label(name);
"""


# From ?1 to ?2.
_MOVES = (
    """insert into mark select ?2, read_at, starred_at, note from mark where article = ?1
    on conflict(article) do update set read_at = coalesce(read_at, excluded.read_at),
        starred_at = coalesce(starred_at, excluded.starred_at),
        note = trim(note || char(10, 10) || excluded.note, char(10))""",
    "insert or ignore into label select ?2, name, at from label where article = ?1",
    "delete from mark where article = ?1 and ?2 <> ?1",
    "delete from label where article = ?1 and ?2 <> ?1",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What the reader has noted on one story."""

    read: bool = False
    starred: bool = False
    labels: tuple[str, ...] = ()
    note: str = ""


def of(archive: Path, article_id: str) -> Marked:
    """Return the marks on one story."""
    with _reading(archive) as marks:
        if marks is None:
            return Marked()
        labels = marks.execute("select name from label where article = ? order by name", [article_id])
        names = tuple(name for (name,) in labels)
        row = marks.execute(
            "select read_at is not null, starred_at is not null, note from mark where article = ?",
            [article_id],
        ).fetchone()
    read, starred, note = row or (False, False, "")
    return Marked(read=bool(read), starred=bool(starred), labels=names, note=note)


def set_read(archive: Path, article_id: str, read: bool) -> None:
    """Mark a story as read or unread."""
    _set(archive, article_id, "read_at", _now() if read else None)


def set_starred(archive: Path, article_id: str, starred: bool) -> None:
    """Star a story, or take the star away."""
    _set(archive, article_id, "starred_at", _now() if starred else None)


def set_note(archive: Path, article_id: str, note: str) -> None:
    """Write the reader's note on a story; an empty one is none."""
    _set(archive, article_id, "note", note)


def add_label(archive: Path, article_id: str, name: str) -> None:
    """Put a label on a story."""
    with _writing(archive) as marks:
        marks.execute("insert or ignore into label values (?, ?, ?)", [article_id, name, _now()])


def in_state(archive: Path, state: State) -> list[str]:
    """Return the ids of all stories that are read, or starred."""
    column = {"read": "read_at", "starred": "starred_at"}[state]
    return _ids(archive, f"select article from mark where {column} is not null order by article", [])


def labelled(archive: Path, labels: Sequence[str]) -> list[str]:
    """Return the ids of all stories that bear one of the labels."""
    holes = ", ".join("?" * len(labels))
    sql = f"select distinct article from label where name in ({holes}) order by article"
    return _ids(archive, sql, labels)


def move(archive: Path, folded: Mapping[str, str]) -> None:
    """Move the marks on former ids of stories to the current ids; marks of both are joined."""
    with _reading(archive) as marks:
        if marks is None:
            return
        marked = set(marks.execute("select article from mark union select article from label"))
    if moving := [(former, now) for former, now in folded.items() if (former,) in marked]:
        with _writing(archive) as marks:
            for sql in _MOVES:
                marks.executemany(sql, moving)


def forget(archive: Path, article_ids: Sequence[str]) -> None:
    """Delete all marks on the stories, and the room that they took."""
    if not files(archive).marks.exists():
        return
    with _writing(archive) as marks:
        marks.execute("pragma secure_delete = on")
        for table in ("mark", "label"):
            marks.executemany(f"delete from {table} where article = ?", zip(article_ids, strict=True))


def _set(archive: Path, article_id: str, column: str, value: str | None) -> None:
    with _writing(archive) as marks:
        marks.execute(
            f"insert into mark(article, {column}) values (?1, ?2) "
            f"on conflict(article) do update set {column} = ?2",
            [article_id, value],
        )


def _ids(archive: Path, sql: str, parameters: Sequence[str]) -> list[str]:
    with _reading(archive) as marks:
        return [str(article) for (article,) in marks.execute(sql, list(parameters))] if marks else []


@contextmanager
def _reading(archive: Path) -> Iterator[sqlite3.Connection | None]:
    """Return the marks, None where the reader has made none."""
    path = files(archive).marks
    if not path.exists():
        yield None
        return
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as marks:
        yield marks


@contextmanager
def _writing(archive: Path) -> Iterator[sqlite3.Connection]:
    path = files(archive).marks
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as marks:
        marks.execute("pragma journal_mode = wal")
        marks.executescript(_TABLES)
        with marks:
            yield marks


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
