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
    """Return the file name for a backup made at the time `stamp`, with the next number.

    The number is higher than all in the folder of backups and in a second folder (`second`), if there is one.
    """
    known = [*backups(archive), *(backups(archive, Path(second)) if second else ())]
    newest = max((age(each)[0] for each in known), default=0)
    return f"{archive.stem}-n{newest + 1:06}-{stamp}.duckdb"


def age(backup: Path) -> tuple[int, str]:
    """Return (number, time) from the name of a backup's file, by which backups sort.

    It is (0, "") for a name of another form.
    """
    found = _NAME.match(backup.name)
    return (int(found[1] or 0), found[2]) if found else (0, "")


def copies(archive: Path, backup: Path) -> dict[Path, Path]:
    """Return pairs of paths: a file that may lie beside the archive, and its copy in the backup."""
    own = vars(files(archive))
    return {own[name]: backup.with_suffix(end) for name, end in _ENDS.items()}


def write_sums(backup: Path, parts: Mapping[str, Path]) -> None:
    """Write the file with the checksums of a backup; `parts` gives its other files by their final names."""
    text = "".join(f"{_sha256_of(part)}  {name}\n" for name, part in parts.items())
    durable.rewrite(_sums_file(backup), text.encode())


def parts(backup: Path) -> list[Path]:
    """Return the files of a backup, the database last, so that an interrupted copy is no backup."""
    mine = map(backup.with_suffix, reversed(PART_ENDS))  # nothing that another program has laid beside
    return [each for each in mine if each.exists()]


def faults(backup: Path) -> list[str]:
    """Return the names of a backup's files that are missing or changed, sorted; [] for an intact one."""
    names = {part.name for part in parts(backup)} | set(_written(backup) or ())
    return sorted(
        name for name in names - {_sums_file(backup).name} if not is_unharmed(backup, backup.with_name(name))
    )


def is_unharmed(backup: Path, part: Path) -> bool:
    """Return whether a backup's file `part` exists and has its checksum; older backups have no checksums."""
    written = _written(backup)
    return part.is_file() and (written is None or written.get(part.name) == _sha256_of(part))


def newest_good(archive: Path, name: str) -> Path | None:
    """Return the newest intact copy of a file in the backups; None if no backup has one.

    `name` is the attribute of ArchivePaths that holds the file's path, as "settings".
    """
    for backup in reversed(backups(archive)):
        copy = copies(archive, backup)[getattr(files(archive), name)]
        if is_unharmed(backup, copy):
            return copy
    return None


def has_sums(backup: Path) -> bool:
    """Return whether the backup is new enough to have checksums: older versions wrote none."""
    return age(backup)[0] > 0


def _written(backup: Path) -> dict[str, str] | None:
    """Return the checksums that a backup lists, by file name.

    None if the backup has no list, {} if the list cannot be read.
    """
    if not has_sums(backup):
        return None
    try:
        text = _sums_file(backup).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    rows = (line.split("  ", 1) for line in text.splitlines() if "  " in line)
    return {Path(name).name: wanted for wanted, name in rows if Path(name).name}


def _sums_file(backup: Path) -> Path:
    return backup.with_suffix(".sha256")


def _sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
