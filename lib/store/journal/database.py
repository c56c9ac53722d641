"""Opening and checking the SQLite databases beside the archive."""

import sqlite3
from pathlib import Path
from typing import Literal

PATIENCE = 5.0  # seconds that a statement waits for another program's

# SQLite's words may quote a damaged name of a table, which Python then cannot decode.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)

# What says nothing about a file: another holds it, the disk is full or fails, or rights are missing.
_HOLDS = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_REFUSALS = (
    *_HOLDS, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
)  # fmt: skip


def is_held(error: Exception) -> bool:
    """Return whether the error means that another program has the file."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _HOLDS


def is_refused(error: Exception) -> bool:
    """Return whether the error means that the file could not be used now, not that it is damaged."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSALS


def opened(path: Path, mode: Literal["ro", "rw"] = "rw") -> sqlite3.Connection:
    """Return a connection, in autocommit mode, to an existing SQLite file."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def is_sound(connection: sqlite3.Connection, path: Path) -> bool:
    """Return whether all pages and indexes of a database are intact and its file ends with a full page."""
    ((page,),) = connection.execute("pragma page_size")
    return (
        connection.execute("pragma integrity_check").fetchone() == ("ok",) and not path.stat().st_size % page
    )
