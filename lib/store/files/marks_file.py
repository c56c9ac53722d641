"""The file of the reader's marks, its log, and how each is mended from the other."""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from lib.model.errors import ArchiveDamaged, ArchiveError, Remedy, WireroomError
from lib.model.wording import count, listed
from lib.store.files import lines, log, marks_log
from lib.store.files.home import BESIDE_SQLITE, age, files, move_aside
from lib.store.files.lock import marks_lock
from lib.store.files.marks_log import Change

PATIENCE = 5.0

# What says nothing about the file: another holds it, the disk is full or fails, or rights are missing.
_REFUSALS = frozenset((
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
))  # fmt: skip

_Row = tuple[str, ...]
_Rows = tuple[list[_Row], list[_Row], list[_Row]]  # of the tables mark, label and kept

_NAMED = frozenset(("mark", "label", "kept", "applied"))
_ESCAPED = re.compile("[\ud800-\udfff]")  # stands for a byte that is no letter

_COLUMNS = {"read": "read_at", "starred": "starred_at", "note": "note"}

_TABLES = """
create table if not exists mark(
    article text primary key, read_at text, starred_at text, note text not null default '') without rowid;
create table if not exists label(
    article text not null, name text not null, at text not null, primary key (article, name)) without rowid;
create index if not exists label_name on label(name);
create table if not exists kept(  -- what the reader keeps by name; article '' where it is of no one story
    kind text not null, name text not null, article text not null, body text not null, at text not null,
    primary key (kind, name)) without rowid;
create table if not exists applied(lines integer not null);  -- of the log
insert into applied select 0 where not exists (select 1 from applied);
"""


# From ?1 to ?2.
_MOVES = (
    """insert into mark select ?2, read_at, starred_at, note from mark where article = ?1
    on conflict(article) do update set read_at = coalesce(read_at, excluded.read_at),
        starred_at = coalesce(starred_at, excluded.starred_at),
        note = trim(note || char(10, 10) || excluded.note, char(10))""",
    "insert or ignore into label select ?2, name, at from label where article = ?1",
    "update kept set article = ?2 where article = ?1",
    "delete from mark where article = ?1 and ?2 <> ?1",
    "delete from label where article = ?1 and ?2 <> ?1",
)


def change(archive: Path, changes: Sequence[Change]) -> None:
    """Write changes down, first in the log, then where they are read."""
    if changes:
        with writing(archive) as marks:
            marks_log.append(files(archive).marks_log, changes)
            for change in changes:
                _apply(marks, change)
            marks.execute("update applied set lines = lines + ?", [len(changes)])


@contextmanager
def reading(archive: Path) -> Iterator[sqlite3.Connection | None]:
    """Return the marks, None where the reader has made none; damaged ones are mended first."""
    beside = files(archive)
    if not are_there(archive):
        yield None
        return
    with _explained(beside.marks):
        if not _opens(beside.marks) and (sentence := check(archive)):
            log.note(archive, sentence)
        with closing(sqlite3.connect(beside.marks, timeout=PATIENCE)) as marks:
            yield marks


def are_there(archive: Path) -> bool:
    """Return whether there are marks, or a backup has those that are gone."""
    beside = files(archive)
    return beside.marks.exists() or beside.marks_log.exists() or bool(_copies(archive))


def _opens(path: Path) -> bool:
    """Return whether the tables of a file of marks are there; a full check is made at each start."""
    if not path.exists():
        return False
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        ) as marks:
            marks.execute("select 1 from mark, label, kept limit 1")
    except sqlite3.DatabaseError as error:
        if is_refused(error):
            raise
        return False
    return True


@contextmanager
def writing(archive: Path) -> Iterator[sqlite3.Connection]:
    """Return the marks, held alone for the length of the block; damaged ones are mended first."""
    beside = files(archive)
    with marks_lock(archive), _explained(beside.marks):
        is_sound = beside.marks_log.exists() and _opens(beside.marks)
        if not is_sound and are_there(archive) and (sentence := _checked(archive)):
            log.note(archive, sentence)
        with _open(beside.marks) as marks:
            yield marks


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """Return the marks in one transaction; the caller holds the lock of the marks."""
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as marks:
        marks.execute("pragma journal_mode = wal")
        marks.executescript(_TABLES)
        with marks:
            yield marks


def is_refused(error: sqlite3.DatabaseError) -> bool:
    """Return whether a file could not be used, which does not make it a damaged one.

    Bytes that are no letters are met by Python, whose error has no code of SQLite's.
    """
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _REFUSALS


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        if is_refused(error):
            raise ArchiveError(
                path,
                f"Your marks in {path} could not be used ({error}): make room on the disk and check the "
                "folder's rights, then try again.",
            ) from error
        mend = Remedy(command="doctor", does="brings them back from their log and the backups")
        raise ArchiveDamaged(path, f"Your marks in {path} are damaged ({error}).", mend) from error


def check(archive: Path) -> str | None:
    """Mend marks that are damaged from their log, or the log from them; return a sentence on it, or None.

    What is damaged is set aside. A log that is ahead, as after a kill, is followed without a word.
    """
    if not are_there(archive):
        return None
    # A change stands in the log for a moment before it is in the file.
    with marks_lock(archive), _explained(files(archive).marks):
        return _checked(archive)


def check_at_start(archive: Path) -> str | None:
    """Return what a check says, or why it could not be made: that keeps nobody from reading."""
    try:
        return check(archive)
    except (WireroomError, OSError, sqlite3.Error) as error:
        return f"The marks of {archive} could not be checked ({error}); `python -m lib doctor` does that too."


def _checked(archive: Path) -> str | None:
    beside = files(archive)
    changes, bad = marks_log.read(beside.marks_log)
    held, is_logged = _held(beside.marks), beside.marks_log.exists()
    if held is None or not held.is_whole:
        return _from_all(archive, held)
    if bad or len(changes) < held.lines or not is_logged:
        former = move_aside(archive, beside.marks_log)
        _begin_log(archive, late=changes[held.lines :])
        return _mended(beside.marks_log, former, ["the marks themselves"]) if held.lines else None
    if held.lines < len(changes):
        _rebuild(archive, changes)
        return None
    if held.rows != _replayed(changes):
        return _mended(beside.marks, _rebuild(archive, changes), [beside.marks_log.name])
    with _open(beside.marks):  # an older version's file gets the tables that it lacks
        return None


def _from_all(archive: Path, held: "_Held | None") -> str:
    """Make marks that are gone or damaged anew from their log, a backup and what can be read of them.

    A changed byte of the log is undone by its sum. Of a change that the log has lost the backup's copy of the
    log tells; where that is another log, the backup's marks come first and the changes after them.
    """
    beside = files(archive)
    if beside.marks_log.exists():
        found = beside.marks_log.read_bytes()
        if (now := lines.repaired(found, marks_log.change)) != found:
            lines.rewrite(beside.marks_log, now)
    changes, _ = marks_log.read(beside.marks_log)
    found_in, known = [beside.marks_log.name] if any(changes) else [], changes
    for copy in reversed(_copies(archive)):
        if (there := _held(copy)) and there.is_whole:
            known = _with_copy(changes, there, marks_log.read(copy.with_suffix(".jsonl"))[0])
            found_in += [copy.name] if known != changes else []
            break
    if held and (None in known or len(known) < held.lines):
        known = [*known, *_snapshot(*held.rows)]
        found_in += [f"what can be read of {beside.marks.name}"]
    former = _rebuild(archive, known, fresh_log=known != changes or not beside.marks_log.exists())
    if found_in:
        return _mended(beside.marks, former, found_in, known.count(None))
    return (
        f"{_lost(beside.marks, former)}; nothing can be read of a log or a backup of it, so your stars, "
        "labels, notes and what you have read begin anew."
    )


def _with_copy(
    changes: Sequence[Change | None], there: "_Held", copied: Sequence[Change | None]
) -> list[Change | None]:
    """Return the changes of a log, with those that it has lost and its copy in a backup holds."""
    pairs = [(own, then) for own, then in zip(changes, copied, strict=False) if own and then]
    if copied and None not in copied and all(own == then for own, then in pairs):
        return [then if own is None else own for own, then in zip_longest(changes, copied)]
    if not copied and changes and None not in changes and len(changes) >= there.lines:
        return [*changes]
    return [*_snapshot(*there.rows), *changes]


def _mended(file: Path, former: Path | None, sources: Sequence[str], lost: int = 0) -> str:
    missing = f"; {count(lost, 'change')} could not be read" if lost else ""
    return (
        f"{_lost(file, former)}; your stars, labels, notes and what you have read were brought back from "
        f"{listed(sources)}{missing}."
    )


def _lost(file: Path, former: Path | None) -> str:
    return f"{file.name} was damaged and lies at {former} now" if former else f"{file.name} was gone"


def _copies(archive: Path) -> list[Path]:
    """Return the marks of the backups, oldest first."""
    return sorted(files(archive).backups.glob(f"{archive.stem}-*.marks.sqlite"), key=age)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What a file of marks holds."""

    rows: _Rows
    lines: int  # of the log that it follows; 0 where an older version wrote it
    is_whole: bool  # else the rows are those that can be read


def _held(path: Path) -> _Held | None:
    """Return what is held; None where there is no file, or one that cannot be read."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as marks, closing(_fresh()) as fresh:
            (page,) = marks.execute("pragma page_size").fetchone()
            tables = {name for (name,) in marks.execute("select name from sqlite_schema")} & _NAMED
            is_sound = marks.execute("pragma quick_check").fetchone() == ("ok",)
            is_sound &= all(_columns(marks, each) == _columns(fresh, each) for each in tables)
            if not is_sound or path.stat().st_size % page:
                return None
            marks.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
            found = _rows(marks, tables)
            rows = tuple([row for row in each if _is_text(row)] for each in found)
            number = marks.execute("select lines from applied").fetchall() if "applied" in tables else [(0,)]
    except sqlite3.DatabaseError as error:
        if is_refused(error):
            raise
        return None
    is_counted = len(number) == 1 and isinstance(number[0][0], int)
    return _Held(
        rows=(rows[0], rows[1], rows[2]), lines=number[0][0] if is_counted else 0,
        is_whole=is_counted and rows == found,
    )  # fmt: skip


def _columns(marks: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return marks.execute(f"pragma table_info({table})").fetchall()


def _is_text(row: tuple[object, ...]) -> bool:
    """Return whether each value is letters or missing: a changed byte can make bytes or numbers of them."""
    return all(each is None or (isinstance(each, str) and not _ESCAPED.search(each)) for each in row)


def _fresh() -> sqlite3.Connection:
    marks = sqlite3.connect(":memory:")
    marks.executescript(_TABLES)
    return marks


def _rows(marks: sqlite3.Connection, tables: Collection[str] = ("kept",)) -> _Rows:
    """Return all that is held; a file of an older version has no table of what is kept by name."""
    marked = "select * from mark where coalesce(read_at, starred_at) is not null or note <> '' order by 1"
    kept = marks.execute("select * from kept order by 1, 2").fetchall() if "kept" in tables else []
    labels = marks.execute("select * from label order by 1, 2").fetchall()
    return marks.execute(marked).fetchall(), labels, kept


def _replayed(changes: Iterable[Change | None]) -> _Rows:
    with closing(_fresh()) as marks:
        _follow(marks, changes)
        return _rows(marks)


def _follow(marks: sqlite3.Connection, changes: Iterable[Change | None]) -> None:
    marks.executescript(_TABLES)
    lines = list(changes)
    for change in filter(None, lines):
        _apply(marks, change)
    marks.execute("update applied set lines = ?", [len(lines)])


def _rebuild(archive: Path, changes: Sequence[Change | None], *, fresh_log: bool = False) -> Path | None:
    """Make the marks anew from their log; return where the former file lies."""
    path = files(archive).marks
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh)) as marks, marks:
        marks.execute("pragma journal_mode = off")  # a kill leaves the former file
        _follow(marks, changes)
    former = move_aside(archive, path)
    fresh.replace(path)
    if fresh_log:
        move_aside(archive, files(archive).marks_log)
        _begin_log(archive)
    return former


def forget_without_room(archive: Path, articles: Collection[str]) -> bool:
    """Take stories out of the marks on a full disk; return whether that could be done.

    The log is overwritten in place, and the room of the former file is enough for the one that is made anew
    from it. That goes first: of two that differ it would be set aside with its words.
    """
    beside = files(archive)
    with marks_lock(archive), _explained(beside.marks):
        changes, bad = marks_log.read(beside.marks_log)
        if bad or len(changes) < _lines_without_room(beside.marks):
            return False
        for end in ("", *BESIDE_SQLITE):
            beside.marks.with_name(f"{beside.marks.name}{end}").unlink(missing_ok=True)
        marks_log.forget(beside.marks_log, articles)
        _rebuild(archive, marks_log.read(beside.marks_log)[0])
    return True


def _lines_without_room(path: Path) -> int:
    """Return of how many lines of the log a file of marks is, read as it lies: all others need room."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as marks:
        return int(marks.execute("select lines from applied").fetchone()[0])


def _begin_log(archive: Path, *, late: Sequence[Change | None] = ()) -> None:
    """Write a log that says what the marks hold, after changes that a kill had left to the former log."""
    with _open(files(archive).marks) as marks:
        for change in filter(None, late):
            _apply(marks, change)
        changes = list(_snapshot(*_rows(marks)))
        marks_log.rewrite(files(archive).marks_log, changes)
        marks.execute("update applied set lines = ?", [len(changes)])


def _snapshot(marked: Iterable[_Row], labelled: Iterable[_Row], kept: Iterable[_Row]) -> Iterator[Change]:
    for article, read_at, starred_at, noted in marked:
        if read_at:
            yield {"article": article, "at": read_at, "read": True}
        if starred_at:
            yield {"article": article, "at": starred_at, "starred": True}
        if noted:
            yield {"article": article, "at": _now(), "note": noted}
    for article, name, at in labelled:
        yield {"article": article, "at": at, "label": name}
    for kind, name, article, body, at in kept:
        yield {"article": article, "at": at, "keep": kind, "name": name, "body": body}


def _apply(marks: sqlite3.Connection, change: Change) -> None:
    article, at = change["article"], change["at"]
    if "moved_to" in change:
        for sql in _MOVES:
            marks.execute(sql, [article, change["moved_to"]])
    elif "label" in change:
        marks.execute("insert or ignore into label values (?, ?, ?)", [article, change["label"], at])
    elif "unlabel" in change:
        marks.execute("delete from label where article = ? and name = ?", [article, change["unlabel"]])
    elif "keep" in change:
        values = [change["keep"], change["name"], article, change["body"], at]
        marks.execute("insert or replace into kept values (?, ?, ?, ?, ?)", values)
    elif "drop" in change:
        marks.execute("delete from kept where kind = ? and name = ?", [change["drop"], change["name"]])
    elif column := next(
        (name for name in _COLUMNS if name in change), None
    ):  # a newer version may write more
        value = change[column] if column == "note" else (at if change[column] else None)
        marks.execute(
            f"insert into mark(article, {_COLUMNS[column]}) values (?1, ?2) "
            f"on conflict(article) do update set {_COLUMNS[column]} = ?2",
            [article, value],
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
