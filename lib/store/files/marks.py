"""The reader's own marks on stories (read, starred, labelled, noted), in a file beside the archive.

Marks hang on a story's id. The archive can be rebuilt at any hour, these cannot: so they are never in it, and
each change is written down twice, in a log first. Every function takes the path of the archive that the marks
belong to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from lib.model.errors import ArchiveError
from lib.store.files import marks_log
from lib.store.files.home import files
from lib.store.files.marks_file import are_there, change, forget_without_room, reading, writing

State = Literal["read", "starred"]
Kind = Literal["view", "question", "figure", "highlight", "visit"]  # of what is kept by name
TABLES = ("mark", "label", "kept")  # that hold marks on a story


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What the reader has noted on one story."""

    read: bool = False
    starred: bool = False
    labels: tuple[str, ...] = ()
    note: str = ""


def of(archive: Path, article_id: str) -> Marked:
    """Return the marks on one story."""
    with reading(archive) as marks:
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


def of_all(archive: Path, article_ids: Sequence[str]) -> dict[str, Marked]:
    """Return the marks on those of the stories that have any, without their notes."""
    with reading(archive) as marks:
        if marks is None:
            return {}
        among, given = f"article in ({', '.join('?' * len(article_ids))})", list(article_ids)
        read = "select article, read_at is not null, starred_at is not null from mark where "
        states = marks.execute(read + among, given).fetchall()
        labels = marks.execute(
            f"select article, name from label where {among} order by name", given
        ).fetchall()
    named: dict[str, list[str]] = {}
    for article, name in labels:
        named.setdefault(article, []).append(name)
    found = {article: (bool(read), bool(starred)) for article, read, starred in states}
    return {
        article: Marked(read=read, starred=starred, labels=tuple(named.get(article, ())))
        for article in {*found, *named}
        for read, starred in [found.get(article, (False, False))]
    }


def all_labels(archive: Path) -> list[str]:
    """Return every label that a story bears."""
    return _ids(archive, "select distinct name from label order by name", [])


def set_read(archive: Path, article_id: str, read: bool) -> None:
    """Mark a story as read or unread."""
    change(archive, [{"article": article_id, "at": _now(), "read": read}])


def set_starred(archive: Path, article_id: str, starred: bool) -> None:
    """Star a story, or take the star away."""
    change(archive, [{"article": article_id, "at": _now(), "starred": starred}])


def set_note(archive: Path, article_id: str, note: str) -> None:
    """Write the reader's note on a story; an empty one is none."""
    change(archive, [{"article": article_id, "at": _now(), "note": note}])


def add_label(archive: Path, article_id: str, name: str) -> None:
    """Put a label on a story."""
    change(archive, [{"article": article_id, "at": _now(), "label": name}])


def set_labels(archive: Path, article_id: str, names: Sequence[str], *, instead_of: Sequence[str]) -> None:
    """Let a story bear these labels instead of others; those that another window has put on it stay."""
    gone = [
        {"article": article_id, "at": _now(), "unlabel": name} for name in instead_of if name not in names
    ]
    new = [{"article": article_id, "at": _now(), "label": name} for name in names if name not in instead_of]
    change(archive, [*gone, *new])


def set_all_read(archive: Path, article_ids: Sequence[str], read: bool) -> None:
    """Mark several stories as read or unread."""
    change(archive, [{"article": article_id, "at": _now(), "read": read} for article_id in article_ids])


def set_all_starred(archive: Path, article_ids: Sequence[str], starred: bool) -> None:
    """Star several stories, or take their stars away."""
    change(archive, [{"article": each, "at": _now(), "starred": starred} for each in article_ids])


def set_all_labelled(archive: Path, article_ids: Sequence[str], name: str) -> None:
    """Put a label on several stories."""
    change(archive, [{"article": each, "at": _now(), "label": name} for each in article_ids])


def in_state(archive: Path, state: State) -> list[str]:
    """Return the ids of all stories that are read, or starred."""
    column = {"read": "read_at", "starred": "starred_at"}[state]
    return _ids(archive, f"select article from mark where {column} is not null order by article", [])


def labelled(archive: Path, labels: Sequence[str]) -> list[str]:
    """Return the ids of all stories that bear one of the labels."""
    holes = ", ".join("?" * len(labels))
    sql = f"select distinct article from label where name in ({holes}) order by article"
    return _ids(archive, sql, labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the reader keeps under a name: a saved view or question, or a highlighted passage of a story."""

    name: str
    body: str  # as the module of its kind writes it
    article: str = ""  # the story that it is of
    at: str  # the instant of its last change, ISO


def keep(archive: Path, kind: Kind, name: str, body: str, *, article: str = "") -> None:
    """Keep something under a name, in the place of what was kept under it."""
    fields = {"article": article, "at": _now(), "keep": kind, "name": name, "body": body}
    change(archive, [fields])


def drop(archive: Path, kind: Kind, name: str, *, article: str = "") -> None:
    """Keep no longer what is kept under a name."""
    change(archive, [{"article": article, "at": _now(), "drop": kind, "name": name}])


def kept(archive: Path, kind: Kind) -> list[Kept]:
    """Return all of a kind, by name."""
    with reading(archive) as marks:
        if marks is None:
            return []
        sql = "select name, body, article, at from kept where kind = ? order by name"
        return [
            Kept(name=name, body=body, article=article, at=at)
            for name, body, article, at in marks.execute(sql, [kind])
        ]


def move(archive: Path, folded: Mapping[str, str]) -> None:
    """Move the marks on former ids of stories to the current ids; marks of both are joined."""
    held = marked(archive)
    moving = [(former, now) for former, now in folded.items() if former in held]
    change(archive, [{"article": former, "at": _now(), "moved_to": now} for former, now in moving])


def forget(archive: Path, article_ids: Sequence[str]) -> None:
    """Delete all marks on the stories, and the room that they took."""
    if not are_there(archive):
        return
    try:
        with writing(archive) as marks:
            marks.execute("pragma secure_delete = on")
            for table in TABLES:
                marks.executemany(f"delete from {table} where article = ?", zip(article_ids, strict=True))
            # Before the log: of two that differ it is the file that is set aside with its words.
            marks.commit()
            marks_log.forget(files(archive).marks_log, article_ids)
    except ArchiveError:
        if not forget_without_room(archive, article_ids):
            raise


def marked(archive: Path) -> set[str]:
    """Return the ids of all stories that bear a mark of any kind."""
    return set(_ids(archive, " union ".join(f"select article from {table}" for table in TABLES), []))


def _ids(archive: Path, sql: str, parameters: Sequence[str]) -> list[str]:
    with reading(archive) as marks:
        return [str(article) for (article,) in marks.execute(sql, list(parameters))] if marks else []


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
