"""Which files beside an archive hold work of the reader: a restore takes the others from its backup.

Opening the app once notes a visit, and asking one address keeps its robots.txt: neither is work.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from lib.model.wording import listed
from lib.store.files import marks_log, settings
from lib.store.files.home import BESIDE, Files, copies, files

OWN = tuple(name for name in BESIDE if name != "receipts")  # those are the archive's

_WORK = {
    "marks": """select 1 from mark where coalesce(read_at, starred_at) is not null or note <> ''
        union all select 1 from label union all select 1 from kept where kind <> 'visit' limit 1""",
    "sources": "select 1 from source limit 1",
}


def is_filled(archive: Path, name: str) -> bool:
    """Return whether a file, named as in Files, holds work; one that cannot be read may hold some."""
    here = files(archive)
    if name in ("marks", "marks_log"):  # the same, written twice
        return _has_rows(here.marks, "marks") or _has_changes(here)
    own: Path = getattr(here, name)
    if name in _WORK:
        return _has_rows(own, name)
    if name == "settings":
        try:
            return settings.read(own) != settings.Settings()
        except settings.SettingsDamaged:
            return True
    return own.exists() and own.stat().st_size > 0


def untaken(archive: Path, held: tuple[str, ...], backup: Path) -> list[str]:
    """Return the names of files that were `held` and so were not taken from a backup, which has others."""
    kept = copies(archive, backup)
    own = [getattr(files(archive), name) for name in held if name != "marks_log"]
    return [each.name for each in own if kept[each].exists() and kept[each].read_bytes() != each.read_bytes()]


def told(names: Sequence[str]) -> str:
    """Return a sentence on files that were not taken from a backup."""
    return (
        f"Yours stayed and were not taken from the backup: {listed(names)}. To have those of the backup, "
        "move yours out of the folder while Wireroom is closed and restore once more."
    )


def _has_rows(path: Path, name: str) -> bool:
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            return opened.execute(_WORK[name]).fetchone() is not None
    except sqlite3.DatabaseError:
        return True


def _has_changes(here: Files) -> bool:
    changes, damaged = marks_log.read(here.marks_log)
    kinds = (change.get("keep", change.get("drop")) for change in changes if change)
    return damaged > 0 or any(kind != "visit" for kind in kinds)
