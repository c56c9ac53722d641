"""Opening the archive: many readers or one writer at a time, each for a short time, with waiting."""

import json
import os
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import duckdb
import pandas as pd

from lib.model.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveMissing, Remedy
from lib.model.wording import count
from lib.store.engine import CONFIGURATION, attached, detach
from lib.store.journal import former, joined_names
from lib.store.journal.journal import Journal
from lib.store.lock import wanted, writer_lock, writer_waits
from lib.store.paths import backups, files
from lib.store.prepared import is_committed, is_there
from lib.store.schema import JOURNAL, LAYOUT, TABLES, TOTALS, VIEWS
from lib.store.summaries import keep_totals
from lib.store.upgrade import STEPS, leave_doubts_unknown, upgrade

PATIENCE = 5.0  # seconds that a reader waits for a writer to let go
WRITERS_PATIENCE = 60.0  # seconds, for there may be many readers, of whom one or another always reads
PAUSE = 0.05  # seconds between two tries to open the archive
COURTESY = 15.0  # seconds for which a reader lets a waiting writer in first

SESSION = "set perfect_ht_threshold = 20; set timezone = 'UTC'"

Parameters = Mapping[str, object] | Sequence[object] | None

_HELD = re.compile(r"set lock on file|different configuration|Unique file handle conflict", re.I)
_HOLDER = re.compile(r"held in (.+?) \(PID (\d+)\)")
_REFUSED = re.compile(
    r"permission denied|read-only file system|no space left|quota exceeded|too many open files|"
    r"cannot allocate memory|out of memory",
    re.I,
)
_DAMAGE = re.compile(r"corrupt|checksum|could not read enough bytes|invalid WAL", re.I)


class ArchiveForeign(ArchiveDamaged):
    """The database is not to be changed: it was made by a newer Wireroom or is no archive."""


class ArchiveReader:
    """An archive opened for reading by one thread, for one rerun of a page or one command."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, joined: str = "") -> None:
        self.path = path
        self._connection = connection
        self.joined = joined  # what changes with the names that the reader joins; "" where none are

    def execute(self, sql: str, parameters: Parameters = None) -> duckdb.DuckDBPyConnection:
        """Run an SQL statement, return its result to fetch from; ArchiveDamaged if the file is damaged."""
        try:
            return self._connection.execute(sql, parameters)
        except duckdb.Error as error:
            if _DAMAGE.search(str(error)):
                raise damaged(self.path, error) from error
            raise

    def frame(self, sql: str, parameters: Parameters = None) -> pd.DataFrame:
        """Return the rows of a query as a data frame."""
        return self.execute(sql, parameters).df()

    def setting(self, key: str) -> str:
        """Return one of the archive's settings; "" if it is not set."""
        return setting(self._connection, key)

    @cached_property
    def totals(self) -> Mapping[str, Any] | None:
        """The stored sums over the whole archive (lib.store.schema); None if they are out of date."""
        kept = json.loads(self.setting(TOTALS) or "{}")
        return kept if kept.get("state") == self.state else None

    @property
    def state(self) -> str:
        """A value that changes with every batch, removal and joining of names, unique to the archive."""
        return self.setting("state") + self.joined

    def interrupt(self) -> None:
        """Stop the statement that runs in another thread."""
        self._connection.interrupt()


class _Here(threading.local):
    read: tuple[Path, ...] = ()  # the archives that this thread has open


_here = _Here()

Executes = ArchiveReader | duckdb.DuckDBPyConnection  # whatever a statement can be given to


@contextmanager
def open_for_reading(path: Path, *, patience: float = PATIENCE) -> Iterator[ArchiveReader]:
    """Yield an ArchiveReader of the archive, which is open read-only for the length of the block."""
    connection = connect(path, read_only=True, patience=patience, warm=True)
    before, _here.read = _here.read, (*_here.read, path)
    try:
        yield ArchiveReader(path, connection, joined_names.show(connection, path))
    finally:
        detach(connection)
        _here.read = before


@contextmanager
def open_for_writing(
    path: Path, *, patience: float = WRITERS_PATIENCE, checkpointed: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection that alone writes to the archive, for the block; uncommitted changes are lost.

    With `checkpointed=False` the last commits stay in the write-ahead log, which costs every reader some
    milliseconds and saves the next batch many.
    """
    connection = connect(path, read_only=False, patience=patience)
    try:
        # For few rows the readers' threshold makes a table of a million groups, which takes 30 ms.
        connection.execute("reset perfect_ht_threshold")
        if not checkpointed:
            # Merging small row groups again and again costs a third of the time; compact does it once.
            connection.execute("""
                pragma disable_checkpoint_on_shutdown; set max_vacuum_tasks = 0;
                set force_compression = 'uncompressed'""")
        yield connection
        if checkpointed:
            keep_totals(connection)
    finally:
        connection.close()


def value(connection: Executes, sql: str, parameters: Parameters = None) -> object:
    """Return the single value of a query; None if it has no row."""
    rows = connection.execute(sql, parameters).fetchall()
    return rows[0][0] if rows else None


def setting(connection: Executes, key: str) -> str:
    """Return one of the archive's settings; "" if it is not set."""
    return str(value(connection, "select value from setting where key = ?", [key]) or "")


def checkpoint(path: Path) -> None:
    """Store the sums over all stories and move the write-ahead log into the database file."""
    with open_for_writing(path, checkpointed=False) as connection:
        keep_totals(connection)
        connection.execute("checkpoint")


def create(path: Path, *, archive_zone: str | None = None) -> None:
    """Create an empty archive, its days by default in the machine's time zone; ArchiveError if it exists."""
    if path.exists():
        raise ArchiveError(path, f"{path} is already there; choose another name for a new archive.")
    if "?" in str(path):  # the engine takes what follows for options of an address
        raise ArchiveError(path, f"{path} has a question mark in its path; choose another folder or name.")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    settings = {
        "layout": str(LAYOUT),
        "desk_zone": archive_zone or machine_zone(),
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "state": new_state(),
    }
    with duckdb.connect(str(fresh), config=CONFIGURATION) as connection:
        connection.execute(TABLES + VIEWS)
        connection.executemany("insert into setting values (?, ?)", [[*each] for each in settings.items()])
    fresh.replace(path)


def keep_setting(path: Path, key: str, value: str | None) -> None:
    """Open the archive and set one of its settings, or delete it for None."""
    with open_for_writing(path) as connection:
        put_setting(connection, key, value)


def put_setting(connection: duckdb.DuckDBPyConnection, key: str, value: str | None) -> None:
    """Set one of the archive's settings, or delete it for None."""
    connection.execute("delete from setting where key = ?", [key])
    if value is not None:
        connection.execute("insert into setting values (?, ?)", [key, value])


def note_journal(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Store the journal's id in the archive, so that a journal from another home is recognised."""
    if (mine := Journal(path).id) and setting(connection, JOURNAL) != mine:
        put_setting(connection, JOURNAL, mine)


def new_state() -> str:
    """Return a new random value for the archive's state."""
    return secrets.token_hex(8)


def archive_zone(path: Path) -> str:
    """Return the time zone of an archive's days; without an archive the machine's, which it would get."""
    if not path.is_file():
        return machine_zone()
    with open_for_reading(path) as db:
        return db.setting("desk_zone") or "UTC"


def machine_zone() -> str:
    """Return the name of the machine's time zone; "UTC" if it cannot be found."""
    names = [os.environ.get("TZ", "").lstrip(":")]
    if (link := Path("/etc/localtime")).is_symlink():
        names.append(str(link.resolve()).partition("zoneinfo/")[2])
    return next((name for name in names if name in available_timezones()), "UTC")


def connect(
    path: Path, *, read_only: bool, patience: float = PATIENCE, warm: bool = False, as_it_is: bool = False
) -> duckdb.DuckDBPyConnection:
    """Return a checked connection; waits while another program has the file open.

    An archive of an older layout is upgraded, unless `as_it_is`. A `warm` connection, for reading, uses an
    engine that already runs, and must be given to `detach`.
    """
    if is_committed(path):  # a restore was cut short; while it is still at work, what is there is opened
        with suppress(ArchiveBusy), writer_lock(path):
            pass
    cold = partial(duckdb.connect, str(path), read_only=read_only, config=CONFIGURATION)
    opened = partial(attached, path) if warm else cold
    connection = wait_for(path, opened, read_only=read_only, patience=patience)
    close = detach if warm else duckdb.DuckDBPyConnection.close
    try:
        is_former = _checked_layout(path, connection) < LAYOUT
        connection.execute(SESSION)
        hide_progress(connection)
    except BaseException:
        close(connection)
        raise
    if not is_former or as_it_is:
        return connection
    close(connection)
    _upgrade(path)
    return connect(path, read_only=read_only, patience=patience, warm=warm)


def _upgrade(path: Path) -> None:
    """Upgrade an archive of an older layout, unless that is done meanwhile; ArchiveError if it fails."""
    if former.is_there(path):
        Journal(path).check()  # while nobody has the archive open, which shows what was removed
    cold = partial(duckdb.connect, str(path), config=CONFIGURATION)
    try:
        with wait_for(path, cold, read_only=False, patience=WRITERS_PATIENCE) as connection:
            if (layout := _checked_layout(path, connection)) < LAYOUT:
                upgrade(connection, layout)
    except duckdb.Error as error:
        raise ArchiveError(
            path,
            f"The archive {path} was made by an older Wireroom and could not be brought up to date "
            f"({str(error).splitlines()[0]}). Nothing was changed: make room on the disk and check the "
            "folder's rights, then run the same command again.",
        ) from error


def raise_layout(path: Path) -> None:
    """Turn an archive of layout 4 into layout 5, from which it is upgraded on opening.

    An archive that cannot be opened is left; opening it later reports why.
    """
    if not path.exists():
        return
    with suppress(duckdb.Error), duckdb.connect(str(path), config=CONFIGURATION) as connection:
        if setting(connection, "layout") == "4":
            leave_doubts_unknown(connection)


def hide_progress(connection: duckdb.DuckDBPyConnection) -> None:
    """Turn the progress bar off; in a notebook it would ask for ipywidgets."""
    if value(connection, "select current_setting('enable_progress_bar')"):
        connection.execute("set enable_progress_bar = false")


def wait_for(
    path: Path, opened: Callable[[], duckdb.DuckDBPyConnection], *, read_only: bool, patience: float
) -> duckdb.DuckDBPyConnection:
    """Return what `opened` returns once the file is free; ArchiveMissing if it is gone, else ArchiveBusy."""
    begun = time.monotonic()
    deadline = begun + patience
    with nullcontext() if read_only else wanted(path) as want:
        while True:
            if not path.is_file():
                if path.is_dir() or not is_there(path) or time.monotonic() > deadline:
                    raise missing(path)
            elif (  # many readers would keep a writer out; one that reads the archive already does anyway
                not want
                and path not in _here.read
                and writer_waits(path)
                and time.monotonic() < begun + COURTESY
            ):
                deadline = time.monotonic() + patience
            else:
                try:
                    return opened()
                except duckdb.Error as error:
                    if not is_held(error) and path.is_file():
                        raise _cannot_be_opened(path, error) from error
                    if time.monotonic() > deadline:
                        raise busy(path, error, patience) from error
                if want:
                    want()
            time.sleep(PAUSE)


def missing(path: Path) -> ArchiveMissing:
    """Return the error for a path without an archive; it names the backups or originals that are left."""
    if path.is_dir():
        return ArchiveMissing(path, f"{path} is a folder, where the archive is meant; move it away.")
    if copies := backups(path):
        return ArchiveMissing(
            path,
            f"The archive {path} is gone. Backups of it are there: {len(copies)}, the newest {copies[-1]}.",
            Remedy(command="restore", does="puts the newest in its place"),
        )
    if kept := _number_of_originals(path):
        return ArchiveMissing(
            path,
            f"The archive {path} is gone. There is no backup of it, but "
            f"{count(kept, 'kept original is', 'kept originals are')} there.",
            Remedy(command="doctor --mend", does="makes the archive anew from the kept originals"),
        )
    return ArchiveMissing(
        path, f"There is no archive at {path} yet; ingest some captures or lay out the sample to make one."
    )


def is_gone(path: Path) -> bool:
    """Return whether an archive was here: it is missing, but a backup or originals are left."""
    return not is_there(path) and bool(backups(path) or _number_of_originals(path))


def _number_of_originals(path: Path) -> int:
    return sum(1 for _ in files(path).originals.glob("??/??/[!.]*"))


def damaged(path: Path, cause: object) -> ArchiveDamaged:
    """Return the error for a damaged archive, with the first line of the engine's message."""
    first = str(cause).strip().splitlines()[0] if str(cause).strip() else "no reason given"
    return ArchiveDamaged(
        path,
        f"The archive {path} is damaged ({first}). Nothing was deleted.",
        Remedy(command="doctor --mend", does="sets the file aside and rebuilds it from the kept originals"),
        Remedy(command="restore", does="takes the newest backup"),
    )


def _checked_layout(path: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """Return the layout number of an archive; ArchiveForeign or ArchiveDamaged if it cannot be used."""
    try:
        layout = int(setting(connection, "layout") or 0)
    except ValueError as error:
        raise damaged(path, f"its layout is no number: {error}") from error
    except duckdb.CatalogException as error:
        raise ArchiveForeign(
            path, f"{path} is a database, but no Wireroom archive; name another file or move it away."
        ) from error
    except duckdb.Error as error:
        raise damaged(path, error) from error
    if layout > LAYOUT:
        raise ArchiveForeign(
            path,
            f"The archive {path} was made by a newer Wireroom (layout {layout}, this one knows {LAYOUT}); "
            "update Wireroom and open it again. Nothing was changed.",
        )
    if layout < LAYOUT and layout not in STEPS:
        raise ArchiveDamaged(
            path,
            f"The archive {path} was made by an older Wireroom (layout {layout}, this one needs {LAYOUT}).",
            Remedy(command="doctor --mend", does="rebuilds it from the kept originals"),
        )
    return layout


def is_held(error: duckdb.Error) -> bool:
    """Return whether the error says that another connection has the file."""
    return bool(_HELD.search(str(error)))


def is_refused(error: Exception) -> bool:
    """Return whether rights, room on the disk, memory or open files are wanting: nothing is damaged then."""
    return bool(_REFUSED.search(str(error)))


def busy(path: Path, error: duckdb.Error, patience: float) -> ArchiveBusy:
    """Return the error for an archive that another program has open."""
    holder = _HOLDER.search(str(error))
    who = f"{Path(holder[1]).name}, process {holder[2]}," if holder else "another part of this program"
    return ArchiveBusy(
        path,
        f"The archive {path} is busy: {who} held it for more than {patience:.0f} seconds. "
        "Wait for it to finish and try again.",
    )


def _cannot_be_opened(path: Path, error: duckdb.Error) -> ArchiveError:
    if not is_refused(error):
        return damaged(path, error)
    first = str(error).splitlines()[0]
    return ArchiveError(
        path,
        f"The archive {path} cannot be opened ({first}); check the folder's rights, free room and memory.",
    )
