"""The two copies of the journal: written together, compared, each mended from the other and from backups.

A change is inserted into the copy that is asked, its line is on disk in the other, then the first commits: a
kill in between leaves a line too many there, which the next opening takes in before it gives out a number.
"""

import json
import os
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from typing import Any

from lib.model.errors import ArchiveBusy, ArchiveError, WireroomError
from lib.model.gc_pause import collector_paused
from lib.model.wording import count, listed
from lib.store.files import locked, log
from lib.store.journal import former, state
from lib.store.journal.event import (
    RECORDS,
    Event,
    blank,
    erased,
    event_of,
    found_in,
    is_signed,
    line_of,
    signed,
    union,
    unsigned,
)  # fmt: skip
from lib.store.paths import (
    BESIDE_SQLITE,
    FORMER,
    backups,
    copies,
    copy_aside,
    files,
    is_unharmed,
    move_aside,
)

PATIENCE = 5.0  # seconds that a change waits for another one
PAUSE, COURTESY = 0.001, 0.02
FORM = 1
OWN = 0o600  # rights of the files

# What says nothing about a file: another holds it, the disk is full or fails, or rights are missing.
_REFUSALS = frozenset((
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
))  # fmt: skip

_ALL = "select line from event order by seq"

_TABLES = f"""
create table journal(line blob not null);  -- the first one of the log, which names the journal
create table event(seq integer primary key, record text, line blob not null);  -- record: kind, of RECORDS
create index event_record on event(record) where record is not null;
{state.TABLES}
"""


# SQLite's words may quote a damaged name of a table, which Python then cannot decode.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)


def is_refused(error: Exception) -> bool:
    """Return whether a file could not be used, which does not make it a damaged one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSALS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """What one of the copies holds."""

    path: Path
    events: list[Event] = field(default_factory=list)  # that can be read
    journal: str = ""  # the id of the journal that it is of
    wrong: str = ""  # "gone", "damaged" or "another home's"


class Journal:
    """The journal of an archive."""

    def __init__(self, archive: Path) -> None:
        here = files(archive)
        self.archive, self.lock = archive, here.journal_lock
        self.asked, self.log = here.journal, here.journal_log

    def select(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none where the reader has no journal. A damaged one is mended first."""
        if not self.is_ready():
            return []
        for is_last in (False, True):
            try:
                with closing(self._connect()) as asked:
                    return asked.execute(sql, parameters).fetchall()
            except UNREADABLE as error:
                if is_last or is_refused(error):
                    raise self._refused(error) from error
            self._noted(self.check())
        return []

    def events(self, *kinds: str) -> list[Event]:
        """Return the events of some of the kinds RECORDS, in their order."""
        sql = f"select line from event where record in ({', '.join('?' * len(kinds))}) order by seq"
        found = [unsigned(line) for (line,) in self.select(sql, kinds)]
        if None in found:
            self._noted(self.check())
            found = [unsigned(line) for (line,) in self.select(sql, kinds)]
        return [event_of(fields) for fields in found if fields]

    def append(self, events: Sequence[Event]) -> None:
        """Write changes down; when it returns they are on disk, twice."""
        if events:
            with self.alone(), self._settled() as asked:
                self._append(asked, events)

    def all_events(self) -> list[Event]:
        """Return all events, also those of which nothing is left but number and id."""
        return [event_of(fields) for (line,) in self.select(_ALL) if (fields := unsigned(line))]

    def check(self) -> str | None:
        """Compare everything and mend what is damaged; return a sentence on it, or None."""
        if not self.is_there():
            return None
        with self.alone():
            return self._checked()

    def check_at_start(self) -> str | None:
        """Return what a check says, or why it could not be made: that keeps nobody from reading."""
        try:
            return self.check()
        except (WireroomError, OSError, sqlite3.Error) as error:
            words = f"Your work in {self.asked} could not be checked ({error})"
            return f"{words}; `python -m lib doctor` does that too."

    def is_there(self) -> bool:
        """Return whether there is a journal, what one is made of, or a backup of one that is gone."""
        if os.path.lexists(self.asked) or os.path.lexists(self.log) or former.is_there(self.archive):
            return True
        kept = (_kept(self.archive, each).values() for each in backups(self.archive))
        return any(path.exists() for paths in kept for path in paths)

    def unite(self, events: Iterable[Event]) -> int:
        """Take in what the events of another home add; return how many of them are work of a reader's."""
        with self.alone(), self._settled() as asked:
            own = _all(asked)
            both = union(own, events)
            if both != own:
                self._rewrite(_journal_of(asked), both)
        known = {each.id for each in own}
        return sum(each.is_work and each.id not in known for each in both)

    def erase(
        self, stories: Collection[str] = (), captures: Collection[str] = (), ids: Collection[str] = ()
    ) -> None:
        """Erase the words of events of these stories and captures, and of those named by id, in both copies.

        Stories are found under former ids too. Numbers and ids stay: no copy or backup brings the words back.
        """
        if not self.is_there() or not (stories or captures or ids):
            return
        with self.alone():
            self._noted(self._checked())
            with closing(self._connect()) as asked:
                chosen = _chosen(_all(asked), set(stories), captures, set(ids))
            if chosen:
                self._erase(chosen)
        former.destroy(self.archive)

    # What follows is done by whoever holds the lock.

    def _append(self, asked: sqlite3.Connection, events: Sequence[Event]) -> None:
        ((last,),) = asked.execute("select coalesce(max(seq), 0) from event")
        lines = [line_of(replace(each, seq=number)) for number, each in enumerate(events, last + 1)]
        with self.log.open("r+b") as written:
            size = written.seek(0, os.SEEK_END)
            try:
                asked.execute("begin immediate")
                _insert(asked, lines)
                written.write(b"".join(line + b"\n" for line in lines))
                written.flush()
                os.fsync(written.fileno())
                asked.execute("commit")
            except Exception:
                written.truncate(size)  # what was not noted must not come back
                raise

    def _erase(self, chosen: Mapping[int, Event]) -> None:
        """Erase the events; on a full disk in the log, then the other copy is made anew in its own room."""
        try:
            self._note_erased(event.id for event in chosen.values())
            with closing(self._connect()) as asked:
                rows = asked.execute("select seq, line from event").fetchall()
                changed = [(blank(line, chosen[seq]), seq) for seq, line in rows if seq in chosen]
                asked.execute("begin immediate")
                asked.executemany("update event set record = 'erased', line = ? where seq = ?", changed)
                for table in state.NAMES:
                    asked.execute(f"delete from {table}")
                state.write(asked, state.followed(filter(None, map(unsigned, _lines(asked)))))
                asked.execute("commit")
            self._blank(chosen)
        except (OSError, *UNREADABLE):
            self._blank(chosen)
            head, *lines = self.log.read_bytes().splitlines()
            for end in ("", *BESIDE_SQLITE):
                self.asked.with_name(f"{self.asked.name}{end}").unlink(missing_ok=True)
            self._make(self.asked, head, lines)

    def _blank(self, chosen: Mapping[int, Event]) -> None:
        """Overwrite the lines of events in the log."""
        with self.log.open("r+b") as written:
            at = 0
            for line in written.readlines():
                fields = unsigned(line) or {}
                if event := chosen.get(fields.get("seq", 0)):
                    written.seek(at)
                    written.write(blank(line.rstrip(b"\n"), event))
                at += len(line)
            written.flush()
            os.fsync(written.fileno())

    def _note_erased(self, ids: Iterable[str]) -> None:
        """Note ids before their words go: should both copies be lost, a backup still has these."""
        with self.lock.open("ab") as noted:
            noted.write("".join(f"{number}\n" for number in ids).encode())
            noted.flush()
            os.fsync(noted.fileno())

    def is_ready(self) -> bool:
        """Return whether there is a journal to be asked; what one is made of becomes one first."""
        if self.asked.is_file() and self.log.is_file() and not former.is_there(self.archive):
            return True
        self._noted(self.check())
        return self.asked.is_file()

    @contextmanager
    def _settled(self) -> Iterator[sqlite3.Connection]:
        """Return the copy that is asked, and have the other agree with it to the last line."""
        if not (self.asked.is_file() and self.log.is_file()) or former.is_there(self.archive):
            self._noted(self._checked())
        with closing(self._connect()) as asked:
            if self._caught_up(asked):
                yield asked
                return
        self._noted(self._checked())
        with closing(self._connect()) as asked:
            yield asked

    def _noted(self, sentence: str | None) -> None:
        if sentence:
            log.note(self.archive, sentence)

    def _caught_up(self, asked: sqlite3.Connection) -> bool:
        """Take in lines that a kill has left to the log; return whether the copies end alike then."""
        try:
            last = asked.execute(
                "select line, seq from event union all select line, 0 from journal order by seq desc limit 1"
            ).fetchone()
        except UNREADABLE as error:
            if is_refused(error):
                raise
            return False
        if last is None:
            return False
        line, seq = last
        with self.log.open("r+b") as written:
            size = written.seek(0, os.SEEK_END)
            written.seek(max(0, size - len(line) - 2))
            if written.read().removeprefix(b"\n") == line + b"\n":
                return True
            written.seek(0)
            before, found, rest = written.read().rpartition(line + b"\n")
            if not found or (seq and not before.endswith(b"\n")) or b"\n" not in before + found:
                return False
            surplus, _, torn = rest.rpartition(b"\n")
            lines = surplus.split(b"\n") if surplus else []
            numbers = [(unsigned(each) or {}).get("seq") for each in lines]
            if numbers != [*range(seq + 1, seq + 1 + len(lines))]:
                return False
            if torn:
                written.truncate(size - len(torn))
        if lines:
            asked.execute("begin immediate")
            _insert(asked, lines)
            asked.execute("commit")
        return True

    def _checked(self) -> str | None:
        sentence = None if self._is_whole() else self._repaired()
        if former.is_there(self.archive):
            self._migrate()
        return sentence

    def _migrate(self) -> None:
        """Take in what a former version wrote into files of its own, and move these aside."""
        gone = former.removed(self.archive)
        came = [former.without(each, gone) for each in former.events(*former.places(self.archive))]
        former.clear(self.archive, gone)
        with closing(self._connect()) as asked:
            known = {each.id for each in _all(asked)}
            lost = {each.id for each in _chosen(came, *gone).values()}
            fresh = [erased(each) if each.id in lost else each for each in came if each.id not in known]
            self._note_erased(each.id for each in fresh if each.kind == "erased")
            if fresh:
                self._append(asked, fresh)
        former.move_aside(self.archive)

    def _is_whole(self) -> bool:
        """Return whether both copies are there, hold the same, and what holds follows from it."""
        if not (self.asked.is_file() and self.log.is_file()):
            return False
        try:
            with closing(self._connect()) as asked, collector_paused():
                if not self._caught_up(asked) or not _is_sound(asked, self.asked):
                    return False
                head, lines = _head(asked), _lines(asked)
                written = b"\n".join([head, *lines, b""])
                if written != self.log.read_bytes() or self._known_as() not in ("", _journal_of(asked)):
                    return False
                found = json.loads(b"[" + b",".join(lines) + b"]")  # at once: twice as fast
                return all(map(is_signed, lines)) and _follows(asked, found)
        except (sqlite3.DatabaseError, ValueError) as error:
            if is_refused(error):
                raise
            return False

    def _known_as(self) -> str:
        """Return the id of the journal that the lock's file names."""
        try:
            return self.lock.read_text("ascii", "replace").partition("\n")[0]
        except OSError:
            return ""

    def _erased_ids(self) -> set[str]:
        return set(self.lock.read_text("ascii", "replace").split("\n")[1:]) if self.lock.is_file() else set()

    def _repaired(self) -> str | None:
        """Write both copies anew with all that either holds, and the backups where one has lost something.

        Where both are sound and one is behind, as after a kill, that is no damage, and no sentence says so.
        """
        held = [self._read_log(), self._read_asked()]
        # What a former version kept in a backup is compared with its own files, while there are some.
        copies_of = [] if former.is_there(self.archive) else reversed(backups(self.archive))
        kept = [each for each in map(self._backed_up, copies_of) if each]
        votes = [self._known_as(), *(each.journal for each in (*held, *kept[:1]))]
        (mine, _), *_ = [*Counter(filter(None, votes)).most_common(1), (token_hex(8), 0)]
        held = [
            replace(each, events=[], wrong="another home's") if each.journal not in ("", mine) else each
            for each in held
        ]
        bad = [each for each in held if each.wrong]
        events = union(*(each.events for each in held))
        sources = [each.path.name for each in held if each.events and not each.wrong]
        if bad:
            gone = former.removed(self.archive)
            for copy in (each for each in kept if each.journal in ("", mine)):
                known = {each.id for each in events}
                fresh = [each for each in copy.events if each.id not in known]
                lost = _chosen(fresh, *gone).values()
                events = union(events, (erased(each) for each in lost), fresh)
                if len(lost) < sum(each.kind != "erased" for each in fresh):
                    sources.append(copy.path.name)
        ids = self._erased_ids()
        events = [erased(each) if each.id in ids and each.kind != "erased" else each for each in events]
        self._rewrite(mine, events, held)
        if not bad or not (events or any(each.wrong != "gone" for each in bad)):
            return None
        return _sentence(bad, sources, sum(each.kind != "erased" for each in events))

    def _read_log(self) -> _Copy:
        if not os.path.lexists(self.log):
            return _Copy(path=self.log, wrong="gone")
        if not self.log.is_file():
            return _Copy(path=self.log, wrong="damaged")
        data = self.log.read_bytes()
        events, journal = found_in(data)
        head, *lines = data.split(b"\n")
        whole = (unsigned(head) or {}).get("journal") == journal and lines[-1:] == [b""] and _in_order(events)
        whole = whole and len(lines) == len(events) + 1 and all(map(unsigned, lines[:-1]))
        return _Copy(path=self.log, events=events, journal=journal, wrong="" if whole else "damaged")

    def _read_asked(self) -> _Copy:
        """Return what can be read through the tables, and where these are damaged what stands in the file."""
        if not os.path.lexists(self.asked):
            return _Copy(path=self.asked, wrong="gone")
        if not self.asked.is_file():
            return _Copy(path=self.asked, wrong="damaged")
        lines: list[bytes] = []
        try:
            with closing(self._connect()) as asked:
                whole = _is_sound(asked, self.asked)
                lines.append(_head(asked))
                for order in ("seq", "seq desc"):  # from both ends, should a page in the middle be damaged
                    lines += [line for (line,) in asked.execute(f"select line from event order by {order}")]
                    if whole:
                        break
                found = [fields for line in lines[1:] if (fields := unsigned(line))]
                whole = whole and len(found) == len(lines) - 1 and _follows(asked, found)
        except UNREADABLE as error:
            if is_refused(error):
                raise
            whole = False
        data = b"\n".join(line for line in lines if isinstance(line, bytes))
        events, journal = found_in(data if whole else data + b"\n" + self.asked.read_bytes())
        whole = whole and len(events) == len(lines) - 1 and journal != "" and _in_order(events)
        return _Copy(path=self.asked, events=union(events), journal=journal, wrong="" if whole else "damaged")

    def _backed_up(self, backup: Path) -> _Copy | None:
        """Return the journal of a backup, or what a former version had instead; None where it has neither."""
        kept = _kept(self.archive, backup)
        kept = {name: path for name, path in kept.items() if path.exists() and is_unharmed(backup, path)}
        if "journal_log" in kept:
            events, journal = found_in(kept["journal_log"].read_bytes())
            return _Copy(path=kept["journal_log"], events=events, journal=journal)
        if not kept:
            return None
        events = former.events(kept, {})
        return _Copy(path=backup, events=[replace(each, seq=place) for place, each in enumerate(events, 1)])

    def _rewrite(self, journal: str, events: list[Event], held: Sequence[_Copy] = ()) -> None:
        """Write both copies anew; damaged ones are set aside, unless they hold words that were erased."""
        self.asked.parent.mkdir(parents=True, exist_ok=True)
        head = signed({"journal": journal, "form": FORM})
        lines = [line_of(each) for each in events]
        fresh_log, fresh = (path.with_name(f"{path.name}.new") for path in (self.log, self.asked))
        for path in (fresh_log, fresh):
            path.unlink(missing_ok=True)
        fresh_log.touch(mode=OWN)  # whoever exports may let others read what he writes
        with fresh_log.open("wb") as written:
            written.write(b"".join(line + b"\n" for line in (head, *lines)))
            written.flush()
            os.fsync(written.fileno())
        self._make(fresh, head, lines)
        gone = {each.id for each in events if each.kind == "erased"}
        for path, new in ((self.log, fresh_log), (self.asked, fresh)):
            copy = next((each for each in held if each.path == path), None)
            live = copy and any(each.id in gone and each.kind != "erased" for each in copy.events)
            if copy and copy.wrong in ("damaged", "another home's") and not live:
                (move_aside if path.is_dir() else copy_aside)(self.archive, path)
            if path.is_dir():
                shutil.rmtree(path)
            for end in BESIDE_SQLITE:
                path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
            new.replace(path)
        if self._known_as() != journal:
            self.lock.write_text("\n".join((journal, *sorted(self._erased_ids() - {""}), "")), "ascii")
        _sync_folder(self.asked.parent)

    def _make(self, path: Path, head: bytes, lines: Sequence[bytes]) -> None:
        """Make the copy that is asked; one that a kill leaves unfinished is none."""
        path.touch(mode=OWN)
        with closing(sqlite3.connect(path, isolation_level=None)) as made:
            made.execute("pragma journal_mode = off")
            made.executescript(_TABLES)
            made.execute("begin immediate")
            made.execute("insert into journal values (?)", [head])
            _insert(made, lines, anew=True)
            made.execute("commit")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of the journal for the length of the block; waits for whoever else holds it."""
        self.lock.parent.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + PATIENCE
        with open(self.lock, "a+b", opener=_private) as file:
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
                yield
            except UNREADABLE as error:
                raise self._refused(error) from error
            finally:
                locked.release(file)

    def _connect(self) -> sqlite3.Connection:
        asked = sqlite3.connect(
            f"{self.asked.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None
        )
        asked.execute("pragma secure_delete = on")
        return asked

    def _refused(self, error: Exception) -> ArchiveError:
        return ArchiveError(
            self.asked,
            f"Your work in {self.asked} could not be used ({error}): make room on the disk and check the "
            "folder's rights, then try again.",
        )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, OWN)


def _sentence(bad: Sequence[_Copy], sources: Sequence[str], events: int) -> str:
    """Return a sentence on damaged copies and what they were mended from."""
    what = listed([f"{each.path.name} was {each.wrong}" for each in bad])
    if not sources and not events:
        return (
            f"{what}; nothing can be read of the other copy or a backup, so your marks, notes, saved views, "
            "corrections and decisions begin anew."
        )
    named = listed(sources) if sources else "what can be read of it"
    return f"{what}; your work, {count(events, 'change')}, was brought back from {named}."


def _kept(archive: Path, backup: Path) -> dict[str, Path]:
    """Return the journal of a backup and what a former version had instead, by their names in Files."""
    own, kept = files(archive), copies(archive, backup)
    names = ("journal_log", *FORMER)
    return {name: kept[getattr(own, name)] for name in names}


def _chosen(
    events: Sequence[Event], stories: Collection[str], captures: Collection[str], ids: Collection[str]
) -> dict[int, Event]:
    """Return the events of these stories, under whatever id, and captures and names, by their numbers."""
    gone = set(stories)
    for each in reversed(events):
        if each.kind == "move" and each.fields["to"] in gone:
            gone.add(each.story)
    return {
        each.seq or -place: each
        for place, each in enumerate(events, 1)
        if each.kind != "erased"
        and (each.story in gone or each.capture in captures or not each.names.isdisjoint(ids))
    }


def _in_order(events: list[Event]) -> bool:
    return all(one.seq < two.seq for one, two in pairwise(events))


def _insert(asked: sqlite3.Connection, lines: Sequence[bytes], *, anew: bool = False) -> None:
    """Insert lines and let what they say hold."""
    found = [fields for line in lines if (fields := unsigned(line))]
    rows = (
        (fields["seq"], fields["kind"] if fields["kind"] in RECORDS else None, line)
        for fields, line in zip(found, lines, strict=True)
    )
    asked.executemany("insert into event values (?, ?, ?)", rows)
    if anew:
        state.write(asked, state.followed(found))
    else:
        state.project(asked, found)


def _is_sound(asked: sqlite3.Connection, path: Path) -> bool:
    ((page,),) = asked.execute("pragma page_size")
    return asked.execute("pragma quick_check").fetchone() == ("ok",) and not path.stat().st_size % page


def _head(asked: sqlite3.Connection) -> bytes:
    (line,) = asked.execute("select line from journal").fetchone() or (b"",)
    return bytes(line)


def _journal_of(asked: sqlite3.Connection) -> str:
    return str((unsigned(_head(asked)) or {}).get("journal", ""))


def _lines(asked: sqlite3.Connection) -> list[bytes]:
    return [line for (line,) in asked.execute(_ALL)]


def _all(asked: sqlite3.Connection) -> list[Event]:
    return [event_of(fields) for line in _lines(asked) if (fields := unsigned(line))]


def _follows(asked: sqlite3.Connection, found: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether what a copy says that holds is what follows from its lines."""
    kinds = [(each["seq"], each["kind"]) for each in found if each["kind"] in RECORDS]
    if (
        asked.execute("select seq, record from event where record is not null order by seq").fetchall()
        != kinds
    ):
        return False
    return state.rows(asked) == state.followed(found).rows()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
