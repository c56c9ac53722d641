"""Names of backups: the archive's copy with its number, copies of the files beside it, and their checksums.

Numbers and not moments tell which is newer: a clock may be set back. Backups of older versions have none and
come first. `sha256sum -c` reads the checksums too.
"""

import re
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

from lib.store.files import lines
from lib.store.files.home import files

# The reader's own work and what tells about the archive: names of Files.
BESIDE = ("receipts", "marks", "marks_log", "corrections", "ledger", "recipes", "sources", "settings")
_NAME = re.compile(r".*?-(?:n(\d+)-)?(\d{8}T[\d.]+Z)")


def backups(archive: Path, folder: Path | None = None) -> list[Path]:
    """Return all backups of the archive, oldest first; by default those beside it."""
    return sorted((folder or files(archive).backups).glob(f"{archive.stem}-*Z.duckdb"), key=age)


def next_name(archive: Path, stamp: str, second: str = "") -> str:
    """Return the name of the backup after all that are there, or in a second folder."""
    known = [*backups(archive), *(backups(archive, Path(second)) if second else ())]
    newest = max((age(each)[0] for each in known), default=0)
    return f"{archive.stem}-n{newest + 1:06}-{stamp}.duckdb"


def age(backup: Path) -> tuple[int, str]:
    """Return the number of a backup, by the name of any of its files, and the moment for those without."""
    found = _NAME.match(backup.name)
    return (int(found[1] or 0), found[2]) if found else (0, "")


def copies(archive: Path, backup: Path) -> dict[Path, Path]:
    """Return the files beside the archive, each with its copy beside the backup."""
    front = "" if archive.stem == "archive" else f"{archive.stem}-"
    own = [getattr(files(archive), name) for name in BESIDE]
    return {each: backup.with_suffix(f".{each.name.removeprefix(front)}") for each in own}


def write_sums(backup: Path, parts: Mapping[str, Path]) -> None:
    """Write the checksums of a backup's files, each under the name that it has or will have."""
    text = "".join(f"{_sum(part)}  {name}\n" for name, part in parts.items())
    lines.rewrite(_sums(backup), text.encode())


def parts(backup: Path) -> list[Path]:
    """Return the files of a backup, the database last: who copies them has a backup only at the end."""
    mine = backup.parent.glob(f"{backup.stem}.*")
    return sorted((each for each in mine if not each.name.endswith(".new")), key=lambda each: each == backup)


def faults(backup: Path) -> list[str]:
    """Return the names of files that are gone or not what they were when the backup was made."""
    names = {part.name for part in parts(backup)} | set(_written(backup) or ())
    return sorted(
        name for name in names - {_sums(backup).name} if not is_unharmed(backup, backup.with_name(name))
    )


def is_unharmed(backup: Path, part: Path) -> bool:
    """Return whether a file of a backup is there and is what it was.

    Of an older version's backup, which has no checksums, only the first is known.
    """
    written = _written(backup)
    return part.is_file() and (written is None or written.get(part.name) == _sum(part))


def newest_good(archive: Path, name: str) -> Path | None:
    """Return the copy of a file, named as in Files, in the newest backup that holds it unharmed."""
    for backup in reversed(backups(archive)):
        copy = copies(archive, backup)[getattr(files(archive), name)]
        if is_unharmed(backup, copy):
            return copy
    return None


def has_sums(backup: Path) -> bool:
    """Return whether there must be checksums: an older version wrote none."""
    return age(backup)[0] > 0


def _written(backup: Path) -> dict[str, str] | None:
    if not has_sums(backup):
        return None
    try:
        text = _sums(backup).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    rows = (line.split("  ", 1) for line in text.splitlines() if "  " in line)
    return {Path(name).name: wanted for wanted, name in rows if Path(name).name}


def _sums(backup: Path) -> Path:
    return backup.with_suffix(".sha256")


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
