"""The archive open for a block: many readers or one writer at a time, each for a short time."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from lib.model.errors import ArchiveError
from lib.store import joined_views
from lib.store.engine import CONFIGURATION, detach
from lib.store.opening import PATIENCE, WRITERS_PATIENCE, connect, noted_as_read
from lib.store.schema import LAYOUT, TABLES
from lib.store.sql_views import VIEWS
from lib.store.stored_settings import TOTALS, machine_zone, new_state, put_setting, setting, zone_names
from lib.store.stored_sums import keep_totals
from lib.store.unusable import damaged_error, is_damage

Parameters = Mapping[str, object] | Sequence[object] | None

# For few rows the readers' threshold makes a table of a million groups, which takes 30 ms.
FOR_WRITING = "reset perfect_ht_threshold;"
CHECKPOINTED = "pragma enable_checkpoint_on_shutdown; reset max_vacuum_tasks; reset force_compression"
# Merging small row groups again and again costs a third of the time; compact does it once.
NOT_CHECKPOINTED = """
    pragma disable_checkpoint_on_shutdown; set max_vacuum_tasks = 0; set force_compression = 'uncompressed'
"""


class ArchiveReader:
    """An archive opened for reading by one thread, for one rerun of a page or one command."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, joined: str = "") -> None:
        self.path = path
        self._connection = connection
        self.joined = joined  # what changes with the names that the reader joins; "" where none are

    def execute(self, sql: str, parameters: Parameters = None) -> duckdb.DuckDBPyConnection:
        """Run an SQL statement and return the cursor with its rows; ArchiveDamaged if the file is damaged."""
        try:
            return self._connection.execute(sql, parameters)
        except duckdb.Error as error:
            if is_damage(error):
                raise damaged_error(self.path, error) from error
            raise

    def frame(self, sql: str, parameters: Parameters = None) -> pd.DataFrame:
        """Return the rows of a query as a data frame."""
        return self.execute(sql, parameters).df()

    def setting(self, key: str) -> str:
        """Return a setting that the archive stores about itself; "" if it is not set.

        lib.store.stored_settings names the settings.
        """
        return setting(self._connection, key)

    @cached_property
    def totals(self) -> Mapping[str, Any] | None:
        """The stored sums over the whole archive, by name; None if they are out of date.

        lib.store.stored_sums computes and stores them.
        """
        kept = json.loads(self.setting(TOTALS) or "{}")
        return kept if kept.get("state") == self.state else None

    @property
    def state(self) -> str:
        """A text that changes with every batch, removal and joining of names.

        No two archives have the same.
        """
        return self.setting("state") + self.joined

    def interrupt(self) -> None:
        """Stop the statement that runs in another thread."""
        self._connection.interrupt()


@contextmanager
def open_for_reading(archive: Path, *, patience: float = PATIENCE) -> Iterator[ArchiveReader]:
    """Yield an ArchiveReader, open for the block; ArchiveBusy if it is not free in `patience` seconds."""
    connection = connect(archive, read_only=True, patience=patience, warm=True)
    try:
        with noted_as_read(archive):
            yield ArchiveReader(archive, connection, joined_views.show(connection, archive))
    finally:
        detach(connection)


@contextmanager
def open_for_writing(
    archive: Path, *, patience: float = WRITERS_PATIENCE, checkpointed: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield the one connection that may write to the archive, for the block, which commits what it writes.

    With `checkpointed=False` the last commits stay in the write-ahead log and the sums over all stories are
    not renewed, which costs every reader some milliseconds and saves the next batch many.
    """
    connection = connect(archive, read_only=False, patience=patience, warm=True)
    try:
        connection.execute(FOR_WRITING + (CHECKPOINTED if checkpointed else NOT_CHECKPOINTED))
        yield connection
        if checkpointed:
            keep_totals(connection)
    finally:
        detach(connection)


def checkpoint(archive: Path) -> None:
    """Store the sums over all stories and move the write-ahead log into the database file."""
    with open_for_writing(archive, checkpointed=False) as connection:
        keep_totals(connection)
        connection.execute("checkpoint")


def create(archive: Path, *, archive_zone: str | None = None) -> None:
    """Create an empty archive, its days by default in the machine's timezone; ArchiveError if that fails."""
    if archive.exists():
        raise ArchiveError(archive, f"{archive} is already there; choose another name for a new archive.")
    if "?" in str(archive):  # the engine takes what follows for options of an address
        words = f"{archive} has a question mark in its path; choose another folder or name."
        raise ArchiveError(archive, words)
    if archive_zone and archive_zone not in zone_names():
        why = f"There is no time zone {archive_zone}, so {archive} was not made"
        raise ArchiveError(archive, f"{why}; name one such as Europe/Kyiv.")
    archive.parent.mkdir(parents=True, exist_ok=True)
    fresh = archive.with_name(f"{archive.name}.new-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    settings = {
        "layout": str(LAYOUT),
        "desk_zone": archive_zone or machine_zone(),
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "state": new_state(),
    }
    with duckdb.connect(str(fresh), config=CONFIGURATION) as connection:
        connection.begin()  # else each table waits for the disk
        connection.execute(TABLES + VIEWS)
        connection.executemany("insert into setting values (?, ?)", [[*each] for each in settings.items()])
        connection.commit()
    fresh.replace(archive)


def keep_setting(archive: Path, key: str, text: str | None) -> None:
    """Open the archive and set one of its settings to `text`, or delete the setting if `text` is None."""
    with open_for_writing(archive) as connection:
        put_setting(connection, key, text)


def zone_of_days(archive: Path) -> str:
    """Return the name of the timezone in which an archive counts days, as "Europe/Kyiv".

    Without an archive it is the machine's.
    """
    if not archive.is_file():
        return machine_zone()
    with open_for_reading(archive) as db:
        return db.setting("desk_zone") or "UTC"
