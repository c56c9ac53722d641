"""Opening the archive: many readers or one writer at a time, each for a short time, with waiting."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from lib.model.errors import ArchiveBusy, ArchiveError
from lib.store.engine import CONFIGURATION, attached, detach
from lib.store.journal import former, joined_names
from lib.store.journal.journal import Journal
from lib.store.lock import wanted, writer_lock, writer_waits
from lib.store.prepared import is_committed, is_there
from lib.store.schema import LAYOUT, TABLES, TOTALS, VIEWS
from lib.store.stored_settings import machine_zone, new_state, put_setting, setting, value
from lib.store.stored_sums import keep_totals
from lib.store.unusable import (
    busy,
    cannot_be_opened,
    checked_layout,
    damaged,
    is_damage,
    is_held,
    missing,
)
from lib.store.upgrade import leave_doubts_unknown, upgrade

PATIENCE = 5.0  # seconds that a reader waits for a writer to let go
WRITERS_PATIENCE = 60.0  # seconds, for there may be many readers, of whom one or another always reads
PAUSE = 0.05  # seconds between two tries to open the archive
COURTESY = 15.0  # seconds for which a reader lets a waiting writer in first

SESSION = "set perfect_ht_threshold = 20; set timezone = 'UTC'"

Parameters = Mapping[str, object] | Sequence[object] | None


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
            if is_damage(error):
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


def archive_zone(path: Path) -> str:
    """Return the time zone of an archive's days; without an archive the machine's, which it would get."""
    if not path.is_file():
        return machine_zone()
    with open_for_reading(path) as db:
        return db.setting("desk_zone") or "UTC"


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
        is_former = checked_layout(path, connection) < LAYOUT
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
            if (layout := checked_layout(path, connection)) < LAYOUT:
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
                        raise cannot_be_opened(path, error) from error
                    if time.monotonic() > deadline:
                        raise busy(path, error, patience) from error
                if want:
                    want()
            time.sleep(PAUSE)
