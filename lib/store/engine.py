"""Database engines, one for each archive, kept running; their files are open only while used.

Starting an engine takes 20 ms of processor time, attaching a file to a running one takes 2.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import count
from pathlib import Path

import duckdb

from lib.store.literals import literal

# One configuration for every connection: a process may not open one file with two.
CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "threads": str(os.cpu_count() or 2),
}
KEPT = 4  # archives whose engines are kept
# Of the files that make up an archive; a kill leaves the last two.
ENDS = ("", ".wal", ".wal.checkpoint", ".wal.recovery")

_numbers = count(1)


def attach(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Return a connection on which only this database file is open; close it with `detach`.

    Raises the errors of `duckdb.connect`.
    """
    file = path.resolve()  # the engine opens what a link leads to, and may open no other path
    connection = _engine(file, os.getpid()).cursor()
    name = f"archive_{next(_numbers)}"  # of its own: a file that took the old one's place is read anew
    try:
        mode = "read_only" if read_only else "read_write"
        connection.execute(f"attach {literal(file)} as {name} ({mode}); use {name}")
    except BaseException:
        detach(connection)
        raise
    return connection


def detach(connection: duckdb.DuckDBPyConnection) -> None:
    """Close a connection that `attach` returned, and its file; what is not committed is lost."""
    with suppress(duckdb.Error):  # there may be none
        connection.rollback()
    try:
        (name,) = connection.execute("select current_database()").fetchall()[0]
        if name != "memory":
            connection.execute(f"use memory; detach {name}")
    except duckdb.Error:  # the engine has stopped for a damaged file; with it the file is let go
        _engine.cache_clear()
    finally:
        with suppress(duckdb.Error):
            connection.close()


@contextmanager
def attached(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection that reads this database file alone, for the block; raises as `duckdb.connect`."""
    connection = attach(path, read_only=True)
    try:
        yield connection
    finally:
        detach(connection)


@lru_cache(maxsize=KEPT)
def _engine(path: Path, process: int) -> duckdb.DuckDBPyConnection:
    """Return the in-memory engine, one for each process, that may open this archive's files and no others."""
    engine = duckdb.connect(config={**CONFIGURATION, "enable_external_access": "true"})
    own = ", ".join(literal(Path(f"{path}{end}")) for end in ENDS)
    engine.execute(f"set temp_directory = {literal(Path(f'{path}.tmp'))}; set allowed_paths = [{own}]")
    engine.execute("set enable_external_access = false")
    return engine
