"""The journal of the reader's work, in two copies that are written together, compared, and repaired.

A change is inserted into the database, its line is written to disk in the log, then the database commits: a
crash in between leaves a line too many in the log, which the next opening takes over.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from lib.model.errors import ArchiveBusy, ArchiveError, WireroomError
from lib.model.gc_pause import collector_paused
from lib.store import durable
from lib.store.backup_files import backups
from lib.store.files import locked, log
from lib.store.journal import former_files, storage
from lib.store.journal.copies import Copy, paths_in, read_database, read_log
from lib.store.journal.database import HELD, PATIENCE, UNREADABLE, is_refused, opened
from lib.store.journal.event import Event, erased, line_of
from lib.store.journal.events_of_copies import union
from lib.store.journal.repair import ids_about, recovered
from lib.store.paths import BESIDE_SQLITE, files
from lib.store.set_aside import copy_aside, move_aside

PAUSE = 0.001  # seconds between two tries to get the lock
COURTESY = 0.02  # seconds for which who comes lets another in that waits

T = TypeVar("T")


class _Noted(NamedTuple):
    """What the lock file records: the id of the journal, "" for none yet, and the ids of erased events."""

    journal: str
    erased: set[str]


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
        """The id of the journal; "" if there is none yet."""
        return self._noted().journal

    def select(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the database, repaired first if damaged; [] without a database."""
        return self._read(lambda database: database.execute(sql, parameters).fetchall())

    def events(self, *kinds: str) -> list[Event]:
        """Return the events of these kinds (of RECORDS), by default all, in the order of their numbers."""
        return self._read(lambda database: storage.events_in(storage.stored_lines(database, kinds)))

    def _read(self, read: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        """Return what `read` makes of the database, repaired first if damaged; [] if there is none."""
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
        """Add the events that `decide` returns, while nobody else may add any; they are on disk at return."""
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
                    storage.insert(database, lines)
                    while data:  # of what no longer fits on the disk a part is written
                        data = data[written.write(data) :]
                    os.fsync(written.fileno())
                    database.execute("commit")
                except Exception:
                    written.truncate(size)  # what was not noted must not come back
                    raise

    def check(self) -> str | None:
        """Compare and repair both copies; return a sentence if something was repaired, else None."""
        kept = (path for each in backups(self.archive) for path in paths_in(self.archive, each).values())
        there = (self.database, self.log, self.lock, *kept)
        if not (any(map(os.path.lexists, there)) or former_files.is_there(self.archive)):
            return None
        with self.alone():
            return self._checked()

    def check_at_start(self) -> str | None:
        """Compare and repair both copies; return a sentence on a repair or on why it failed, else None."""
        try:
            return self.check()
        except (WireroomError, OSError, sqlite3.Error) as error:
            words = f"Your work in {self.database} could not be checked ({str(error).rstrip('.')})"
            return f"{words}; `python -m lib doctor` does that too."

    def unite(self, events: Iterable[Event]) -> None:
        """Merge the events of another journal into this one: each once, erased if either has erased it."""
        with self.alone():
            self._log_sentence(self._checked())  # of a damaged line the other copy has the words
            head, *lines = self._lines()
            own = storage.events_in(lines)
            both = union(own, events)
            if both != own:
                self._rewrite(storage.journal_id([head]), both)

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
            events = storage.events_in(lines)
            gone = ids_about(events, stories, captures, ids)
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
            durable.append(self.lock, "".join(f"{each}\n" for each in gone - self._noted().erased).encode())

    # What follows is done by whoever holds the lock.

    def _lines(self) -> list[bytes]:
        """Return the lines of the log, with the first one, which names the journal."""
        return self.log.read_bytes().split(b"\n")[:-1]

    @contextmanager
    def _settled(self) -> Iterator[sqlite3.Connection]:
        """Yield the open database, after comparing and repairing both copies if they do not end alike."""
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
        return self.database.is_file() and self.log.is_file() and not former_files.is_there(self.archive)

    def _ends_alike(self, database: sqlite3.Connection) -> bool:
        """Return whether the log ends as the database does, and the lock file names the same journal."""
        try:
            head = storage.stored_first_line(database)
            line = next(storage.stored_lines(database, newest_first=True), head)
        except UNREADABLE as error:
            if is_refused(error):
                raise
            return False
        with self.lock.open("rb") as noted:
            if not head or noted.readline().rstrip(b"\n") != head:
                return False
        with self.log.open("rb") as written:
            written.seek(max(0, written.seek(0, os.SEEK_END) - len(line) - 2))
            return bool(line) and written.read().removeprefix(b"\n") == line + b"\n"

    def _log_sentence(self, sentence: str | None) -> None:
        """Add the sentence to the archive's log, if there is one."""
        if sentence:
            log.note(self.archive, sentence)

    def _checked(self) -> str | None:
        """Compare both copies in full and repair them; return a sentence, or None if nothing was wrong.

        Files of an older version are taken over too, and moved aside.
        """
        with collector_paused():
            database = read_database(self.database)
            own_log, noted = read_log(self.log, database.lines), self._noted()
            names = {noted.journal, storage.journal_id(own_log.lines), storage.journal_id(database.lines)}
            is_sound = not (database.wrong or own_log.wrong) and own_log.lines == database.lines
            is_whole = is_sound and self._is_ready() and len(names) == 1
            if is_whole and _are_erased(noted.erased, own_log):
                return None
            found = recovered(self.archive, own_log, database, noted.erased, noted.journal)
            self._rewrite(found.journal, found.events, found.copies)
            if former_files.is_there(self.archive):
                former_files.move_aside(self.archive)
            return found.sentence

    def _noted(self) -> _Noted:
        """Return what the lock file records; raises JournalNewer for a newer version's journal."""
        lines = self.lock.read_bytes().split(b"\n") if self.lock.is_file() else []
        ids = {each.decode("ascii", "replace") for each in lines[1:]}
        return _Noted(storage.journal_id(lines), ids - {""})

    def _rewrite(self, journal: str, events: list[Event], held: Sequence[Copy] = ()) -> None:
        """Write both copies and the lock file anew; set bad copies aside, but none with erased content."""
        self.database.parent.mkdir(parents=True, exist_ok=True)
        lines = [storage.first_line(journal), *map(line_of, events)]
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
        storage.write_database(path, lines)
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


def _are_erased(ids: Collection[str], log: Copy) -> bool:
    """Return whether a log has erased the events with these ids.

    It has not if an old copy, from before the erasure, was put in its place.
    """
    if sum(b'"kind": "erased"' in line for line in log.lines) >= len(ids):
        return True
    return not any(each.id in ids and each.kind != "erased" for each in log.found[0])
