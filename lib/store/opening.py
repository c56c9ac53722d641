"""Opening the file of an archive: waiting until it is free, checking it, upgrading one of an older layout."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveBusy, ArchiveError
from lib.store.engine import CONFIGURATION, attach, detach
from lib.store.journal import former_files
from lib.store.journal.journal import Journal
from lib.store.lock import announced_writer, writer_lock, writer_waits
from lib.store.prepared import is_committed, is_there
from lib.store.schema import LAYOUT
from lib.store.statements import value
from lib.store.stored_settings import setting
from lib.store.unusable import busy, checked_layout, is_held, missing, opening_error
from lib.store.upgrade import leave_doubts_unknown, upgrade

PATIENCE = 5.0  # seconds that a reader waits for a writer to let go
WRITERS_PATIENCE = 60.0  # seconds, for there may be many readers, of whom one or another always reads
PAUSE = 0.05  # seconds between two tries to open the archive
COURTESY = 15.0  # seconds for which a reader lets a waiting writer in first

# Ids are dense: up to 2 to the power of 20 groups the engine counts in an array and needs no hashes.
SESSION = "set perfect_ht_threshold = 20; set timezone = 'UTC'"


def connect(
    archive: Path, *, read_only: bool, patience: float = PATIENCE, warm: bool = False, as_it_is: bool = False
) -> duckdb.DuckDBPyConnection:
    """Return a checked connection; waits up to `patience` seconds while another program has the file open.

    An archive of an older layout is upgraded, unless `as_it_is`. A `warm` connection uses an engine that
    already runs, and must be given to `detach`. Raises ArchiveMissing, ArchiveBusy or
    ArchiveError.
    """
    if is_committed(archive):  # a restore was cut short; while it is still at work, what is there is opened
        with suppress(ArchiveBusy), writer_lock(archive):
            pass
    cold = partial(duckdb.connect, str(archive), read_only=read_only, config=CONFIGURATION)
    opened = partial(attach, archive, read_only=read_only) if warm else cold
    connection = wait_for(archive, opened, read_only=read_only, patience=patience)
    close = detach if warm else duckdb.DuckDBPyConnection.close
    try:
        is_former = checked_layout(archive, connection) < LAYOUT
        connection.execute(SESSION)
        hide_progress(connection)
    except BaseException:
        close(connection)
        raise
    if not is_former or as_it_is:
        return connection
    close(connection)
    _upgrade(archive)
    return connect(archive, read_only=read_only, patience=patience, warm=warm)


def _upgrade(archive: Path) -> None:
    """Upgrade an archive of an older layout, unless that is done meanwhile; ArchiveError if it fails."""
    if former_files.is_there(archive):
        Journal(archive).check()  # while nobody has the archive open, which shows what was removed
    cold = partial(duckdb.connect, str(archive), config=CONFIGURATION)
    try:
        with wait_for(archive, cold, read_only=False, patience=WRITERS_PATIENCE) as connection:
            if (layout := checked_layout(archive, connection)) < LAYOUT:
                upgrade(connection, layout)
    except duckdb.Error as error:
        raise ArchiveError(
            archive,
            f"The archive {archive} was made by an older Wireroom and could not be brought up to date "
            f"({str(error).splitlines()[0]}). Nothing was changed: make room on the disk and check the "
            "folder's rights, then run the same command again.",
        ) from error


def raise_layout(archive: Path) -> None:
    """Turn an archive of layout 4 into layout 5, from which opening upgrades it; leave any other as it is."""
    if not archive.exists():
        return
    with suppress(duckdb.Error), duckdb.connect(str(archive), config=CONFIGURATION) as connection:
        if setting(connection, "layout") == "4":
            leave_doubts_unknown(connection)


def hide_progress(connection: duckdb.DuckDBPyConnection) -> None:
    """Turn the progress bar off; in a notebook it would ask for ipywidgets."""
    if value(connection, "select current_setting('enable_progress_bar')"):
        connection.execute("set enable_progress_bar = false")


def wait_for(
    archive: Path, opened: Callable[[], duckdb.DuckDBPyConnection], *, read_only: bool, patience: float
) -> duckdb.DuckDBPyConnection:
    """Call `opened` until it succeeds and return its connection; ArchiveBusy after `patience` seconds.

    ArchiveMissing if the file is gone. A reader's seconds of patience begin when no writer waits any more: it
    lets a waiting writer in first, as many readers would keep it out, but not where its thread reads the
    archive already: it would wait for itself.
    """
    may_wait = read_only and archive not in _thread.reads
    begun = time.monotonic()
    deadline = begun + patience
    with nullcontext() if read_only else announced_writer(archive) as want:
        while True:
            if not archive.is_file():
                if archive.is_dir() or not is_there(archive) or time.monotonic() > deadline:
                    raise missing(archive)
            elif may_wait and writer_waits(archive) and time.monotonic() < begun + COURTESY:
                deadline = time.monotonic() + patience
            else:
                try:
                    return opened()
                except duckdb.Error as error:
                    if not is_held(error) and archive.is_file():
                        raise opening_error(archive, error) from error
                    if time.monotonic() > deadline:
                        raise busy(archive, error, patience) from error
                if want:
                    want()
            time.sleep(PAUSE)


class _Thread(threading.local):
    reads: tuple[Path, ...] = ()  # the archives that this thread has open


_thread = _Thread()


@contextmanager
def noted_as_read(archive: Path) -> Iterator[None]:
    """Note for the length of the block that this thread reads the archive: then it gives way to no writer."""
    before, _thread.reads = _thread.reads, (*_thread.reads, archive)
    try:
        yield
    finally:
        _thread.reads = before
