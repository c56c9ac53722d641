"""The errors of an archive that cannot be opened: gone, damaged, another program's, or held by one."""

import re
from pathlib import Path, PureWindowsPath

import duckdb

from lib.model.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveMissing, Remedy
from lib.model.wording import count
from lib.store.backup_files import backups
from lib.store.paths import files
from lib.store.prepared import is_there
from lib.store.schema import LAYOUT
from lib.store.stored_settings import setting
from lib.store.upgrade import STEPS

_HELD = re.compile(
    r"set lock on file|different configuration|Unique file handle conflict|"
    r"being used by another process|file is already open in",  # on Windows
    re.I,
)
_HOLDER = re.compile(r"(?:held in|already open in)\s+(.+?) \(PID (\d+)\)", re.I)
_REFUSED = re.compile(
    r"permission denied|read-only file system|no space left|quota exceeded|cannot allocate memory|"
    r"out of memory",
    re.I,
)
_DAMAGE = re.compile(
    r"corrupt|checksum|could not read enough bytes|invalid WAL|not a valid DuckDB database|version number",
    re.I,
)


class ArchiveForeign(ArchiveDamaged):
    """The database is not to be changed: it was made by a newer Wireroom or is no archive."""


def missing(archive: Path) -> ArchiveMissing:
    """Return the error for a path without an archive, with a remedy if backups or originals are left."""
    if archive.is_dir():
        return ArchiveMissing(archive, f"{archive} is a folder, where the archive is meant; move it away.")
    if kept := backups(archive):
        return ArchiveMissing(
            archive,
            f"The archive {archive} is gone. Backups of it are there: {len(kept)}, the newest {kept[-1]}.",
            Remedy(command="restore", does="puts the newest in its place"),
        )
    if originals := _number_of_originals(archive):
        return ArchiveMissing(
            archive,
            f"The archive {archive} is gone. There is no backup of it, but "
            f"{count(originals, 'kept original is', 'kept originals are')} there.",
            Remedy(command="doctor --mend", does="makes the archive anew from the kept originals"),
        )
    return ArchiveMissing(
        archive,
        f"There is no archive at {archive} yet; ingest some captures or lay out the sample to make one.",
    )


def is_gone(archive: Path) -> bool:
    """Return whether an archive was here: it is missing, but a backup or originals are left."""
    return not is_there(archive) and bool(backups(archive) or _number_of_originals(archive))


def _number_of_originals(archive: Path) -> int:
    return sum(1 for _ in files(archive).originals.glob("??/??/[!.]*"))


def damaged_error(archive: Path, cause: object) -> ArchiveDamaged:
    """Return the error for a damaged archive, with the first line of the cause's message."""
    first = str(cause).strip().splitlines()[0] if str(cause).strip() else "no reason given"
    return ArchiveDamaged(
        archive,
        f"The archive {archive} is damaged ({first}). Nothing was deleted.",
        Remedy(command="doctor --mend", does="sets the file aside and rebuilds it from the kept originals"),
        Remedy(command="restore", does="takes the newest backup"),
    )


def checked_layout(archive: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """Return the layout number of an archive; ArchiveForeign or ArchiveDamaged if it cannot be used."""
    try:
        layout = int(setting(connection, "layout") or 0)
    except ValueError as error:
        raise damaged_error(archive, f"its layout is no number: {error}") from error
    except duckdb.CatalogException as error:
        raise ArchiveForeign(
            archive, f"{archive} is a database, but no Wireroom archive; name another file or move it away."
        ) from error
    except duckdb.Error as error:
        raise opening_error(archive, error) from error
    if layout > LAYOUT:
        raise ArchiveForeign(
            archive,
            f"The archive {archive} was made by a newer Wireroom (layout {layout}, this one knows {LAYOUT}); "
            "update Wireroom and open it again. Nothing was changed.",
        )
    if layout < LAYOUT and layout not in STEPS:
        raise ArchiveDamaged(
            archive,
            f"The archive {archive} was made by an older Wireroom (layout {layout}, this one needs "
            f"{LAYOUT}).",
            Remedy(command="doctor --mend", does="rebuilds it from the kept originals"),
        )
    return layout


def is_held(error: duckdb.Error) -> bool:
    """Return whether the engine's error says that another connection has the file open."""
    return bool(_HELD.search(str(error)))


def is_damage(error: Exception) -> bool:
    """Return whether the error says that the file is damaged."""
    return bool(_DAMAGE.search(str(error)))


def is_refused(error: Exception) -> bool:
    """Return whether the system refuses: rights, room, memory or the disk itself; nothing is damaged then.

    The engine gives the system's words, of any system, as IOException, and few damages of a file.
    """
    if is_damage(error):
        return False
    return isinstance(error, OSError | duckdb.IOException) or bool(_REFUSED.search(str(error)))


def busy(archive: Path, error: duckdb.Error, patience: float) -> ArchiveBusy:
    """Return the error for an archive that another program has had open for `patience` seconds."""
    holder = _HOLDER.search(str(error))
    who = (
        f"{PureWindowsPath(holder[1]).name}, process {holder[2]},"
        if holder
        else "another part of this program"
    )
    return ArchiveBusy(
        archive,
        f"The archive {archive} is busy: {who} held it for more than {patience:.0f} seconds. "
        "Wait for it to finish and try again.",
    )


def opening_error(archive: Path, error: duckdb.Error) -> ArchiveError:
    """Return the error for an archive that the engine does not open: damaged, or refused by the system."""
    if not is_refused(error):
        return damaged_error(archive, error)
    first = str(error).splitlines()[0]
    return ArchiveError(
        archive,
        f"The archive {archive} cannot be opened ({first}). Nothing was changed: check the folder's rights, "
        "the disk and its connection, free room and memory.",
    )
