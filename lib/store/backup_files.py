"""The files of backups: their names, their order and their checksums.

A backup is a numbered copy of the archive, copies of the files beside it, and their checksums, which
`sha256sum -c` reads too. Numbers, not times, show which is newer, as a clock may be set back. Backups of
older versions have no number and come first.
"""

import re
from collections.abc import Mapping
from glob import escape
from hashlib import file_digest
from pathlib import Path

from lib.store import durable
from lib.store.paths import BESIDE, FORMER, files

# Of the names of a backup's files, those of the files that it copies by their names in ArchivePaths.
_ENDS = {name: f".{vars(files(Path('archive.duckdb')))[name].name}" for name in (*BESIDE, *FORMER)}
PART_ENDS = (".duckdb", ".sha256", *_ENDS.values())
_NAME = re.compile(r".*?-(?:n(\d+)-)?(\d{8}T[\d.]+Z)")


def backups(archive: Path, folder: Path | None = None) -> list[Path]:
    """Return all backups of the archive, oldest first; by default those beside it."""
    return sorted((folder or files(archive).backups).glob(f"{escape(archive.stem)}-*Z.duckdb"), key=age)


def next_name(archive: Path, stamp: str, second: str = "") -> str:
    """Return the file name for a new backup, numbered after all in this folder and in the second one."""
    known = [*backups(archive), *(backups(archive, Path(second)) if second else ())]
    newest = max((age(each)[0] for each in known), default=0)
    return f"{archive.stem}-n{newest + 1:06}-{stamp}.duckdb"


def age(backup: Path) -> tuple[int, str]:
    """Return a backup's number, 0 for none, and its time, from the name of any of its files."""
    found = _NAME.match(backup.name)
    return (int(found[1] or 0), found[2]) if found else (0, "")


def copies(archive: Path, backup: Path) -> dict[Path, Path]:
    """Return the paths beside the archive, each with the path of its copy in the backup."""
    own = vars(files(archive))
    return {own[name]: backup.with_suffix(end) for name, end in _ENDS.items()}


def write_sums(backup: Path, parts: Mapping[str, Path]) -> None:
    """Write the checksums of a backup's files, under their final names."""
    text = "".join(f"{_sha256_of(part)}  {name}\n" for name, part in parts.items())
    durable.rewrite(_sums_of(backup), text.encode())


def parts(backup: Path) -> list[Path]:
    """Return the files of a backup, the database last, so that an interrupted copy is no backup.

    What another program has laid beside them, as a signature or a copy in conflict, is none of them.
    """
    mine = map(backup.with_suffix, reversed(PART_ENDS))
    return [each for each in mine if each.exists()]


def faults(backup: Path) -> list[str]:
    """Return the names of a backup's files that are missing or changed."""
    names = {part.name for part in parts(backup)} | set(_written(backup) or ())
    return sorted(
        name for name in names - {_sums_of(backup).name} if not is_unharmed(backup, backup.with_name(name))
    )


def is_unharmed(backup: Path, part: Path) -> bool:
    """Return whether a backup's file exists and is unchanged.

    In a backup of an older version, which has no checksums, only whether it exists.
    """
    written = _written(backup)
    return part.is_file() and (written is None or written.get(part.name) == _sha256_of(part))


def newest_good(archive: Path, name: str) -> Path | None:
    """Return an intact copy of a file, named as in ArchivePaths, of the newest backup with one, or None."""
    for backup in reversed(backups(archive)):
        copy = copies(archive, backup)[getattr(files(archive), name)]
        if is_unharmed(backup, copy):
            return copy
    return None


def has_sums(backup: Path) -> bool:
    """Return whether the backup must have checksums: older versions wrote none."""
    return age(backup)[0] > 0


def _written(backup: Path) -> dict[str, str] | None:
    """Return the checksums of a backup's files by name; None if it has none, {} if they are unreadable."""
    if not has_sums(backup):
        return None
    try:
        text = _sums_of(backup).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    rows = (line.split("  ", 1) for line in text.splitlines() if "  " in line)
    return {Path(name).name: wanted for wanted, name in rows if Path(name).name}


def _sums_of(backup: Path) -> Path:
    return backup.with_suffix(".sha256")


def _sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
