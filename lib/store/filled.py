"""Whether the files beside an archive hold work of the reader; a restore replaces only those without.

A robots.txt that was fetched is not work. The journal is not among the files: a restore merges two.
"""

from contextlib import closing
from pathlib import Path

from lib.model.wording import listed
from lib.store.backup_files import copies
from lib.store.files import settings
from lib.store.journal.database import UNREADABLE, opened
from lib.store.paths import files


def is_filled(archive: Path, name: str) -> bool:
    """Return whether the sources or settings (`name`) hold work of the reader, or cannot be read."""
    here = files(archive)
    if name == "sources":
        return _has_rows(here.sources)
    try:
        return settings.read(here.settings) != settings.Settings()
    except settings.SettingsDamaged:
        return True


def untaken(archive: Path, held: tuple[str, ...], backup: Path) -> str:
    """Return a sentence on files that a restore kept although the backup has others; "" if there are none.

    `held` are the names of files that the restore kept, as in ArchivePaths.
    """
    kept = copies(archive, backup)
    own = [getattr(files(archive), name) for name in held]
    names = [
        each.name for each in own if kept[each].exists() and kept[each].read_bytes() != each.read_bytes()
    ]
    words = (
        f"Yours stayed and were not taken from the backup: {listed(names)}. To have those of the backup, "
        "move yours out of the folder while Wireroom is closed and restore once more."
    )
    return words if names else ""


def _has_rows(path: Path) -> bool:
    """Return whether a file of sources lists any source, or cannot be read and so may list some."""
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        with closing(opened(path, "ro")) as sources:
            return sources.execute("select 1 from source limit 1").fetchone() is not None
    except UNREADABLE:
        return True
