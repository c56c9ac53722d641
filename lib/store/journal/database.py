"""Opening and checking the SQLite databases beside the archive."""

import sqlite3
from collections.abc import Container
from pathlib import Path
from typing import Literal

PATIENCE = 5.0  # seconds that a statement waits for another program's

# SQLite's words may quote a damaged name of a table, which Python then cannot decode.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)

# What says nothing about a file: another holds it, the disk is full or fails, or rights are missing.
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_REFUSALS = (
    *HELD, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
)  # fmt: skip


def is_refused(error: Exception, reasons: Container[int] = _REFUSALS) -> bool:
    """Return whether SQLite refused a file for one of these reasons; by default any reason but damage."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in reasons


def opened(path: Path, mode: Literal["ro", "rw"] = "rw") -> sqlite3.Connection:
    """Return a connection, in autocommit mode, to an existing SQLite file; its errors are sqlite3's."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def is_sound(connection: sqlite3.Connection, path: Path) -> bool:
    """Return whether all pages and indexes of a database are intact and its file ends with a full page."""
    ((page,),) = connection.execute("pragma page_size")
    is_intact = connection.execute("pragma integrity_check").fetchone() == ("ok",)
    return is_intact and not path.stat().st_size % page
