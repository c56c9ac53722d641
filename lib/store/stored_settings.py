"""The settings that an archive stores about itself: their keys, and how they are read and written.

Beside these keys there are "layout", "desk_zone" (the timezone of its days), "created_at" and "state". A key
that one module alone reads and writes stands there: in lib.store.followed and lib.store.upkeep.compact.
"""

import os
import secrets
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from lib.store.statements import Executes, value

TOTALS = "totals, days and reports"  # sums over all stories, and the state that they are of, as JSON
COMPACTION_DUE = "compaction_due"  # after a removal: the file's free room may still hold the words
JOURNAL = "journal"  # the id of the journal of the archive's home, which another home's is not
LEFT = "left"  # what a removal that was cut short has left beside the archive, as JSON
FORMER_BATCHES = "former_batches"  # the last number of the batches of the archive whose place this one took
REBUILDING = "rebuilding"  # of an archive put in place, until every kept original is in it
RESTORED = "restored"  # the value of REBUILDING after a restore of a backup that is older than some captures

zone_names = cache(available_timezones)  # a walk through the folders of the timezone database takes 8 ms


def setting(connection: Executes, key: str) -> str:
    """Return one of the archive's settings; "" if it is not set."""
    return str(value(connection, "select value from setting where key = ?", [key]) or "")


def put_setting(connection: Executes, key: str, text: str | None) -> None:
    """Set one of the archive's settings to `text`, or delete the setting if `text` is None."""
    connection.execute("delete from setting where key = ?", [key])
    if text is not None:
        connection.execute("insert into setting values (?, ?)", [key, text])


def new_state() -> str:
    """Return a new random value for the archive's state."""
    return secrets.token_hex(8)


def machine_zone() -> str:
    """Return the name of the machine's timezone; "UTC" if it cannot be found."""
    names = [os.environ.get("TZ", "").lstrip(":")]
    if (link := Path("/etc/localtime")).is_symlink():
        names.append(str(link.resolve()).partition("zoneinfo/")[2])
    return next((name for name in names if name in zone_names()), "UTC")
