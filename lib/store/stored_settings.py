"""The settings that an archive stores about itself: layout, time zone, state, journal."""

import os
import secrets
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import available_timezones

from lib.store.journal.journal import Journal
from lib.store.schema import JOURNAL


class Executes(Protocol):
    """Whatever a statement can be given to: a connection, or an archive that is open for reading."""

    def execute(self, query: str, parameters: Any = None, /) -> Any:
        """Run a statement and return its result."""
        ...


def value(connection: Executes, sql: str, parameters: Any = None) -> object:
    """Return the single value of a query; None if it has no row."""
    rows = connection.execute(sql, parameters).fetchall()
    return rows[0][0] if rows else None


def setting(connection: Executes, key: str) -> str:
    """Return one of the archive's settings; "" if it is not set."""
    return str(value(connection, "select value from setting where key = ?", [key]) or "")


def put_setting(connection: Executes, key: str, value: str | None) -> None:
    """Set one of the archive's settings, or delete it for None."""
    connection.execute("delete from setting where key = ?", [key])
    if value is not None:
        connection.execute("insert into setting values (?, ?)", [key, value])


def note_journal(path: Path, connection: Executes) -> None:
    """Store the journal's id in the archive, so that a journal from another home is recognised."""
    if (mine := Journal(path).id) and setting(connection, JOURNAL) != mine:
        put_setting(connection, JOURNAL, mine)


def new_state() -> str:
    """Return a new random value for the archive's state."""
    return secrets.token_hex(8)


def machine_zone() -> str:
    """Return the name of the machine's time zone; "UTC" if it cannot be found."""
    names = [os.environ.get("TZ", "").lstrip(":")]
    if (link := Path("/etc/localtime")).is_symlink():
        names.append(str(link.resolve()).partition("zoneinfo/")[2])
    return next((name for name in names if name in available_timezones()), "UTC")
