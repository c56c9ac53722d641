"""The two copies of the journal: written together, compared, each repaired from the other and from backups.

A change is inserted into the database, its line is written to disk in the log, then the database commits: a
crash in between leaves a line too many in the log, which the next opening takes over.
"""

import json
import os
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from lib.model.errors import ArchiveBusy, ArchiveError, WireroomError
from lib.model.gc_pause import collector_paused
from lib.model.wording import count, listed
from lib.store import durable
from lib.store.backup_files import backups, copies, is_unharmed
from lib.store.files import locked, log
from lib.store.journal import former, state, witness
from lib.store.journal.database import HELD, PATIENCE, UNREADABLE, is_refused, is_sound, opened
from lib.store.journal.event import (
    RECORDS,
    Event,
    erased,
    event_of,
    found_in,
    is_signed,
    line_of,
    numbered,
    signed,
    union,
    unsigned,
)
from lib.store.paths import BESIDE_SQLITE, FORMER, files
from lib.store.set_aside import copy_aside, move_aside

PAUSE = 0.001  # seconds between two tries to get the lock
COURTESY = 0.02  # seconds for which who comes lets another in that waits
FORM = 1  # of the lines; a journal of a higher one is refused

T = TypeVar("T")

_LINE = "coalesce(cast(line as blob), x'')"  # whatever damage has made of it
_ALL = f"select {_LINE} from event {{}} order by seq"
_ENDS = f"select (select {_LINE} from journal), ({_ALL.format('')} desc limit 1)"
_TABLES = f"""
create table journal(line blob not null);  -- the first one of the log, which names the journal
create table event(seq integer primary key, record text, line blob not null);  -- record: kind, of RECORDS
create index event_record on event(record) where record is not null;
{state.TABLES}{state.INDEXES}"""


@dataclass(frozen=True, kw_only=True)
class _Copy:
    """One copy of the journal, or of a backup of it: its path, its lines and what is wrong with it."""

    path: Path
    lines: list[bytes] = field(default_factory=list)  # of a damaged one also all that stands in the file
    wrong: str = ""  # "gone", "damaged" or "another home's"
    backup: Path | None = None  # of which it is a part

    @cached_property
    def found(self) -> tuple[list[Event], str]:
        """The events that can be read, and the id of their journal."""
        return found_in(b"\n".join(self.lines))


class JournalNewer(WireroomError):
    """Raised when a newer version has written the journal, in a form that this one would spoil."""


class Journal:
    """The journal beside an archive, in two copies: a database and a log of lines."""

    def __init__(self, archive: Path) -> None:
        here = files(archive)
        self.archive, self.lock = archive, here.journal_lock
        # What a link leads to is replaced, not the link: else erased words stay behind it.
        own = (here.journal, here.journal_log)
        self.database, self.log = (each.resolve() if each.is_symlink() else each for each in own)

    @property
    def id(self) -> str:
        """The id of the journal, as written in the lock file; "" if there is none yet."""
        return self._noted()[0]

    def select(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the database, [] without one; a damaged one is repaired first."""
        return self._read(lambda database: database.execute(sql, parameters).fetchall())

    def events(self, *kinds: str) -> list[Event]:
        """Return the events of these kinds (of RECORDS), by default all, in the order of their numbers."""
        among = f"where record in ({', '.join('?' * len(kinds))})" if kinds else ""
        return self._read(
            lambda database: _events(line for (line,) in database.execute(_ALL.format(among), kinds))
        )

    def _read(self, read: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        """Return what `read` gives of the database, which is repaired first if damaged; [] without one."""
        self._noted()  # refuses a newer version's
        if not self._is_ready():
            self._log_sentence(self.check())
            if not self.database.is_file():
                return []
        with self._explained():
            try:
                with closing(opened(self.database)) as database:
                    return read(database)
            except UNREADABLE as error:
                if is_refused(error):
                    raise
            self._log_sentence(self.check())
            with closing(opened(self.database)) as database:
                return read(database)

    def append(self, events: Sequence[Event]) -> None:
        """Add events, which get the next numbers, and return when both copies are on disk."""
        if events:
            self.append_decided(lambda: events)

    def append_decided(self, decide: Callable[[], Sequence[Event]]) -> None:
        """Add the events that `decide` returns while nobody else may add any; they are on disk at return."""
        with self.alone(), self._settled() as database:
            events = decide()
            if not events:
                return
            ((last,),) = database.execute("select coalesce(max(seq), 0) from event")
            lines = [line_of(replace(each, seq=number)) for number, each in enumerate(events, last + 1)]
            data = b"".join(line + b"\n" for line in lines)
            with self.log.open("r+b", buffering=0) as written:  # else a part that waits cannot be taken back
                size = written.seek(0, os.SEEK_END)
                try:
                    database.execute("begin immediate")
                    _insert(database, lines)
                    while data:  # of what no longer fits on the disk a part is written
                        data = data[written.write(data) :]
                    os.fsync(written.fileno())
                    database.execute("commit")
                except Exception:
                    written.truncate(size)  # what was not noted must not come back
                    raise

    def check(self) -> str | None:
        """Compare and repair both copies; return a sentence if something was repaired, else None."""
        kept = (path for each in backups(self.archive) for path in self._paths_in(each).values())
        there = (self.database, self.log, self.lock, *kept)
        if not (any(map(os.path.lexists, there)) or former.is_there(self.archive)):
            return None
        with self.alone():
            return self._checked()

    def check_at_start(self) -> str | None:
        """Compare and repair both copies; return a sentence on a repair or on why it failed, else None."""
        try:
            return self.check()
        except (WireroomError, OSError, sqlite3.Error) as error:
            words = f"Your work in {self.database} could not be checked ({error})"
            return f"{words}; `python -m lib doctor` does that too."

    def unite(self, events: Iterable[Event]) -> None:
        """Merge the events of another journal into this one: each once, erased if either has erased it."""
        with self.alone():
            self._log_sentence(self._checked())  # of a damaged line the other copy has the words
            head, *lines = self._lines()
            own = _events(lines)
            both = union(own, events)
            if both != own:
                self._rewrite(_journal_id([head]), both)

    def erase(
        self, stories: Collection[str] = (), captures: Collection[str] = (), ids: Collection[str] = ()
    ) -> None:
        """Erase the content of events about these stories and captures, and of those with these ids.

        Both copies are changed, and former ids of stories count too. Numbers and ids stay, so that no copy or
        backup brings the content back. The log is overwritten in place and the database rebuilt in its own
        space, as a full disk has no other.
        """
        if not (stories or captures or ids):
            return
        self._log_sentence(self.check())
        if not self.database.is_file():
            return
        with self.alone():
            with self._settled():
                _, *lines = self._lines()
            events = _events(lines)
            gone = _ids_about(events, stories, captures, ids)
            if gone:
                left = {
                    line: line_of(erased(each))
                    for line, each in zip(lines, events, strict=True)
                    if each.id in gone
                }
                durable.overwrite(self.log, lambda line: left.get(line.rstrip(b"\n")))
                for end in ("", *BESIDE_SQLITE):
                    self.database.with_name(f"{self.database.name}{end}").unlink(missing_ok=True)
                self._new_database(self._lines()).replace(self.database)
            gone |= {each.id for each in events if each.kind == "erased"}
            # Should both copies be lost, a backup still has the words.
            durable.append(self.lock, "".join(f"{each}\n" for each in gone - self._noted()[1]).encode())

    # What follows is done by whoever holds the lock.

    def _lines(self) -> list[bytes]:
        """Return the lines of the log, the one that names the journal included."""
        return self.log.read_bytes().split(b"\n")[:-1]

    @contextmanager
    def _settled(self) -> Iterator[sqlite3.Connection]:
        """Yield the open database; unless both copies end alike, they are compared and repaired first."""
        self._noted()  # refuses a newer version's
        if self._is_ready():
            with closing(opened(self.database)) as database:
                if self._ends_alike(database):
                    yield database
                    return
        self._log_sentence(self._checked())
        with closing(opened(self.database)) as database:
            yield database

    def _is_ready(self) -> bool:
        """Return whether both copies exist and there are no files of an older version to take over."""
        return self.database.is_file() and self.log.is_file() and not former.is_there(self.archive)

    def _ends_alike(self, database: sqlite3.Connection) -> bool:
        """Return whether the log ends as the database does, and the lock file names the same journal."""
        try:
            head, line = database.execute(_ENDS).fetchone()
        except UNREADABLE as error:
            if is_refused(error):
                raise
            return False
        with self.lock.open("rb") as noted:
            if noted.readline().rstrip(b"\n") != head:
                return False
        line = line or head
        with self.log.open("rb") as written:
            written.seek(max(0, written.seek(0, os.SEEK_END) - len(line) - 2))
            return bool(line) and written.read().removeprefix(b"\n") == line + b"\n"

    def _log_sentence(self, sentence: str | None) -> None:
        """Add the sentence to the archive's log, if there is one."""
        if sentence:
            log.note(self.archive, sentence)

    def _checked(self) -> str | None:
        """Compare both copies in full and repair them; return a sentence, or None if nothing was wrong."""
        with collector_paused():
            database = self._read_database()
            log = self._read_log(database.lines)
            known, noted = self._noted()
            names = {known, _journal_id(log.lines), _journal_id(database.lines)}
            is_sound = not (database.wrong or log.wrong) and log.lines == database.lines
            is_whole = is_sound and self._is_ready() and len(names) == 1
            # Where fewer are erased than were noted, copies of before may have been put in the place of both.
            is_erased = not noted or sum(b'"kind": "erased"' in line for line in log.lines) >= len(noted)
            if is_whole and (
                is_erased or not any(each.id in noted and each.kind != "erased" for each in log.found[0])
            ):
                return None
            return self._repaired(log, database)

    def _noted(self) -> tuple[str, set[str]]:
        """Return the id of the journal and the ids of erased events, as the lock file records them."""
        lines = self.lock.read_bytes().split(b"\n") if self.lock.is_file() else []
        return _journal_id(lines), {each.decode("ascii", "replace") for each in lines[1:]} - {""}

    def _repaired(self, log: _Copy, database: _Copy) -> str | None:
        """Rewrite both copies from either, and from backups if one is bad; return a sentence on it or None.

        Files of an older version are taken over too, and moved aside.
        """
        kept = [each for each in map(self._backed_up, reversed(backups(self.archive))) if each]
        known, noted = self._noted()
        homes = witness.journal_noted(self.archive)
        votes = [known, homes, *(each.found[1] for each in (log, database, *kept[:1]))]
        (mine, _), *_ = [*Counter(filter(None, votes)).most_common(1), (token_hex(8), 0)]
        held = _judged(log, database, mine)
        bad = [each for each in held if each.wrong]
        bad += [_Copy(path=self.lock, wrong="another home's")] if known not in ("", mine) else []
        removed = witness.removals(self.archive)
        gone = removed._replace(ids={*removed.ids, *noted})
        candidates = (*sorted(held, key=lambda each: each.wrong), *(kept if bad else ()))
        events, sources = self._united([each for each in candidates if each.found[1] in ("", mine)], gone)
        is_lost = bad and (known or sources or any(each.wrong != "gone" for each in bad))
        sentence = _sentence(bad, sources, _number_kept(events)) if is_lost else None
        if sentence and any(each.wrong == "another home's" for each in held):
            aside = files(self.archive).aside
            sentence += f" Of the other home's work nothing was taken in; it lies in {aside}."
        if former.is_there(self.archive):
            came = [witness.without(each, gone) for each in former.events(self.archive)]
            former.clear(self.archive, gone)
            self._rewrite(mine, _merged(events, came, gone), held)
            former.move_aside(self.archive)
        else:
            self._rewrite(mine, events, held)
        return sentence

    def _united(self, copies: Sequence[_Copy], gone: witness.Gone) -> tuple[list[Event], list[str]]:
        """Return the union of the copies' events, and the file names of the copies that added any."""
        events: list[Event] = []
        sources = []
        for copy in copies:
            found = copy.found[0]
            if copy.backup:
                found = witness.still_wanted(self.archive, copy.backup, found)
            both = _merged(events, found, gone)
            sources += [copy.path.name] if _number_kept(both) > _number_kept(events) else []
            events = both
        return events, sources

    def _read_log(self, lines: list[bytes]) -> _Copy:
        """Return the log's lines and what is wrong with it; lines that equal the database's are right."""
        if not self.log.is_file():
            return _Copy(path=self.log, wrong="damaged" if os.path.lexists(self.log) else "gone")
        *written, rest = self.log.read_bytes().split(b"\n")
        if not rest and written and (written == lines or _fields(written) is not None):
            return _Copy(path=self.log, lines=written)
        return _Copy(path=self.log, lines=[*written, b"", rest], wrong="damaged")  # no line without its end

    def _read_database(self) -> _Copy:
        """Return the database's lines and what is wrong with it; of a damaged one what can be read."""
        if not self.database.is_file():
            return _Copy(path=self.database, wrong="damaged" if os.path.lexists(self.database) else "gone")
        lines: list[bytes] = []
        for order in ("", " desc"):  # from both ends, should a page in the middle be damaged
            try:
                with closing(opened(self.database)) as database:
                    (head,) = database.execute(f"select {_LINE} from journal").fetchone() or (b"",)
                    lines.append(head)
                    lines.extend(line for (line,) in database.execute(_ALL.format("") + order))
                    found = _fields(lines)
                    if (
                        found is not None
                        and is_sound(database, self.database)
                        and _tables_agree(database, found)
                    ):
                        return _Copy(path=self.database, lines=lines)
            except UNREADABLE as error:
                if is_refused(error):
                    raise
        return _Copy(path=self.database, lines=[*lines, self.database.read_bytes()], wrong="damaged")

    def _paths_in(self, backup: Path) -> dict[str, Path]:
        """Return the paths of a backup's journal files, also an older version's, by ArchivePaths name."""
        own, kept = files(self.archive), copies(self.archive, backup)
        return {name: kept[getattr(own, name)] for name in ("journal_log", "journal", *FORMER)}

    def _backed_up(self, backup: Path) -> _Copy | None:
        """Return the journal in a backup, or the files of an older version instead; None if it has neither.

        Those files are left out while the archive's own of that version still wait to be taken over.
        """
        kept = self._paths_in(backup)
        log, database = kept.pop("journal_log"), kept.pop("journal")
        if data := [each.read_bytes() for each in (log, database) if each.is_file()]:
            return _Copy(path=log, lines=data, backup=backup)
        whole = {name: path for name, path in kept.items() if path.exists() and is_unharmed(backup, path)}
        if not whole or former.is_there(self.archive):
            return None
        lines = [line_of(each) for each in numbered(former.held_in(whole))]
        return _Copy(path=backup, lines=lines, backup=backup)

    def _rewrite(self, journal: str, events: list[Event], held: Sequence[_Copy] = ()) -> None:
        """Write both copies and the lock file anew; set bad copies aside, but none with erased content."""
        self.database.parent.mkdir(parents=True, exist_ok=True)
        lines = [signed({"journal": journal, "form": FORM}), *map(line_of, events)]
        durable.append(fresh := _fresh(self.log), b"".join(line + b"\n" for line in lines))
        gone = {each.id for each in events if each.kind == "erased"}
        for path, new in ((self.log, fresh), (self.database, self._new_database(lines))):
            copy = next((each for each in held if each.path == path), None)
            live = copy and any(each.id in gone and each.kind != "erased" for each in copy.found[0])
            if copy and copy.wrong in ("damaged", "another home's") and not live:
                (move_aside if path.is_dir() else copy_aside)(self.archive, path)
            if path.is_dir():
                shutil.rmtree(path)
            for end in BESIDE_SQLITE:
                path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
            new.replace(path)
        known, ids = self._noted()
        if known != journal or not gone <= ids:
            self.lock.write_bytes(b"\n".join([lines[0], *map(str.encode, sorted(ids | gone)), b""]))
        durable.sync_folder(self.database.parent)

    def _new_database(self, lines: Sequence[bytes]) -> Path:
        """Return the path of a new database, beside its final place, made from the log's lines."""
        path = _fresh(self.database)
        with closing(opened(path)) as made:
            made.execute("pragma journal_mode = off")
            made.executescript(_TABLES)
            made.execute("begin immediate")
            made.execute("insert into journal values (?)", lines[:1])
            _insert(made, lines[1:])
            made.execute("commit")
        return path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the journal's lock for the length of the block; ArchiveBusy if another holds it too long."""
        deadline = time.monotonic() + PATIENCE
        with locked.lock_file(self.lock) as file:
            # Who waits touches the file: else whoever writes again and again would keep all others out.
            others_wait = abs(time.time() - os.fstat(file.fileno()).st_mtime) < COURTESY
            while others_wait or not locked.take(file):
                if time.monotonic() >= deadline:
                    words = f"Another program writes to {self.log}; try again when it has finished."
                    raise ArchiveBusy(self.archive, words)
                if not others_wait:
                    os.utime(self.lock)
                time.sleep(PAUSE)
                others_wait = False
            try:
                with self._explained():
                    yield
            finally:
                locked.release(file)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn errors of the database and the disk within the block into an ArchiveError with a sentence."""
        try:
            yield
        except UNREADABLE as error:
            words = f"Your work in {self.database} could not be used ({error}): "
            if is_refused(error, HELD):
                words += "close the other program that has it open, then try again."
                raise ArchiveBusy(self.archive, words) from error
            words += "make room on the disk and check the folder's rights, then try again."
            raise ArchiveError(self.database, words) from error


def _fresh(path: Path) -> Path:
    """Make an empty file beside a path, readable by this account only; return the file's path."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=locked.OWN)
    return fresh


def _judged(log: _Copy, database: _Copy, journal: str) -> list[_Copy]:
    """Return both copies with what is wrong with each, compared with the other and the journal's id."""
    wrong = log.wrong
    if not database.wrong and log.lines[: len(database.lines)] == database.lines:
        wrong = ""  # a kill has left lines to it alone: that is no damage
    elif not (log.wrong or database.wrong) and database.lines[: len(log.lines)] == log.lines:
        wrong = "damaged"  # it is written first: its end was cut off
    own = (replace(log, wrong=wrong), database)
    return [each if each.found[1] in ("", journal) else replace(each, wrong="another home's") for each in own]


def _sentence(bad: Sequence[_Copy], sources: Sequence[str], events: int) -> str:
    """Return a sentence on damaged copies and what they were repaired from."""
    what = listed([f"{each.path.name} was {each.wrong}" for each in bad])
    if not sources:
        return (
            f"{what}; nothing can be read of the other copy or a backup, so your marks, notes, saved views, "
            "corrections and decisions begin anew."
        )
    return f"{what}; your work, {count(events, 'change')}, was brought back from {listed(sources)}."


def _number_kept(events: Iterable[Event]) -> int:
    """Return how many events are not erased."""
    return sum(each.kind != "erased" for each in events)


def _merged(events: list[Event], others: list[Event], gone: witness.Gone) -> list[Event]:
    """Return the union of events and others; those of the others about what is gone are erased."""
    lost = _ids_about(others, *gone)
    return union(events, [erased(each) if each.id in lost else each for each in others])


def _ids_about(
    events: Sequence[Event], stories: Collection[str], captures: Collection[str], ids: Collection[str]
) -> set[str]:
    """Return the ids of events about these stories, under any id, these captures, or with these ids."""
    gone = set(stories)
    for each in reversed(events):
        if each.kind == "move" and each.fields["to"] in gone:
            gone.add(each.story)
    return {
        each.id
        for each in events
        if each.kind != "erased"
        and (each.story in gone or each.capture in captures or not each.names.isdisjoint(ids))
    }


def _fields(lines: Sequence[bytes]) -> list[dict[str, Any]] | None:
    """Return the fields of a copy's lines but for the first; None if a line is damaged or out of order."""
    if not lines or not all(map(is_signed, lines)):
        return None
    head, *found = json.loads(b"[" + b",".join(lines) + b"]")  # at once: twice as fast
    numbers = [each.get("seq", 0) for each in found]
    return found if "journal" in head and numbers == sorted(set(numbers)) else None


def _insert(database: sqlite3.Connection, lines: Sequence[bytes]) -> None:
    """Insert lines of events and apply the events to the tables of marks."""
    found = [fields for line in lines if (fields := unsigned(line))]
    rows = (
        (fields["seq"], fields["kind"] if fields["kind"] in RECORDS else None, line)
        for fields, line in zip(found, lines, strict=True)
    )
    database.executemany("insert into event values (?, ?, ?)", rows)
    state.follow(database, found)


def _journal_id(lines: Sequence[bytes]) -> str:
    """Return the journal's id in the first of its lines; "" if that is damaged. Raises JournalNewer."""
    head = (unsigned(lines[0]) if lines else None) or {}
    if head.get("form", FORM) > FORM:
        raise JournalNewer(
            f"Your work was written by a newer Wireroom, in form {head['form']}; this one knows form {FORM}. "
            "Nothing was changed: update Wireroom and open it again."
        )
    return str(head.get("journal", ""))


def _events(lines: Iterable[bytes]) -> list[Event]:
    """Return the events in lines, given without the first one; sqlite3.DatabaseError if one is damaged."""
    found = [unsigned(line) for line in lines]
    if None in found:
        raise sqlite3.DatabaseError("a line is damaged")
    return [event_of(fields) for fields in found if fields]


def _tables_agree(database: sqlite3.Connection, found: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a database's kinds of records and tables of marks agree with its events' fields."""
    kinds = [(each["seq"], each["kind"]) for each in found if each["kind"] in RECORDS]
    recorded = "select seq, record from event where record is not null order by seq"
    return database.execute(recorded).fetchall() == kinds and state.agrees(database, found)
