"""Paths of everything on disk, files that are set aside instead of deleted, and names of backups.

A backup is a numbered copy of the archive, copies of the files beside it, and their checksums, which
`sha256sum -c` reads too. Numbers, not times, show which is newer, as a clock may be set back. Backups of
older versions have no number and come first.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from glob import escape
from hashlib import file_digest
from pathlib import Path

from lib.store import durable

EVENTS = "WIREROOM_EVENTS"  # set for a child process whose outcome a program reads

ROOT = Path(__file__).resolve().parents[2]


class ArchivePaths:
    """The paths of an archive and of the files beside it; their names begin with its own unless `archive`."""

    def __init__(self, archive: Path) -> None:
        front = "" if archive.stem == "archive" else f"{archive.stem}-"

        def beside(name: str) -> Path:
            return archive.with_name(f"{front}{name}")

        self.archive = archive
        self.originals = beside("originals")
        self.pictures = beside("pictures")  # those that the reader asked for
        self.receipts = beside("receipts.jsonl")
        self.noted = beside("noted.bin")  # hashes of what is stored, written anew when it is of another state
        self.journal = beside("journal.sqlite")  # the reader's own work
        self.journal_log = beside("journal.jsonl")  # the same once more
        self.journal_lock = beside("journal.lock")  # and which journal it is, and what was erased of it
        # In which former versions kept the reader's work.
        self.marks, self.marks_log = beside("marks.sqlite"), beside("marks.jsonl")
        self.corrections, self.ledger = beside("corrections.jsonl"), beside("ledger.jsonl")
        self.names, self.recipes = beside("names.jsonl"), beside("recipes.jsonl")
        self.sources = beside("sources.sqlite")  # the feeds that are followed
        self.settings = beside("desk.json")
        self.keys = archive.with_name("keys.json")  # of the home
        self.inbox = beside("inbox")  # what was dropped, pasted or fetched, and waits
        self.log = beside("log.txt")
        self.lock = beside("writer.lock")
        self.former_lock = beside("ingest.lock")  # a folder, at which a former version stops
        self.refresh_lock = beside("refresh.lock")
        self.backup_lock = beside("backup.lock")
        self.intake_lock = beside("desk.lock")
        self.removal_lock = beside("removal.lock")
        self.backups = beside("backups")
        self.backup_originals = self.backups / "originals"  # once for all backups
        self.aside = beside("aside")  # damaged and replaced archives, never deleted


@lru_cache(maxsize=16)
def files(archive: Path) -> ArchivePaths:
    """Return the paths that belong to an archive."""
    return ArchivePaths(archive)


def home() -> Path:
    """Return the folder of all data: $WIREROOM_HOME, else data/ beside app.py."""
    chosen = os.environ.get("WIREROOM_HOME", "").strip()
    return Path(chosen).expanduser().resolve() if chosen else ROOT / "data"


def archive_path() -> Path:
    """Return the path of the reader's own archive."""
    return home() / "archive.duckdb"


def sample_path() -> Path:
    """Return the path of the sample's archive."""
    return home() / "sample.duckdb"


def inbox_path() -> Path:
    """Return the folder where dropped and pasted captures wait for their ingest."""
    return home() / "inbox"


def work_path() -> Path:
    """Return the folder for the output of child processes, one file for each kind of job."""
    return home() / "work"


def token_path() -> Path:
    """Return the path of the secret token for the app's API; only the reader may read it."""
    return home() / "api-token"


def keys_path() -> Path:
    """Return the path of the file with the hashes of keys for other machines."""
    return home() / "keys.json"


def copy_aside(archive: Path, file: Path) -> Path:
    """Copy a file, and SQLite's files beside it, to the set-aside files; return the path of its copy."""
    place = place_aside(archive, file.name)
    for end in (*BESIDE_SQLITE, ""):
        if (each := file.with_name(f"{file.name}{end}")).exists():
            shutil.copy2(each, place.with_name(f"{place.name}{end}"))
    return place


def move_aside(archive: Path, file: Path) -> Path | None:
    """Move a file and its engine's files to the set-aside files; return its new path, None if missing."""
    there = [end for end in (*BESIDE_SQLITE, ".wal", "") if os.path.lexists(f"{file}{end}")]
    place = place_aside(archive, file.name) if there else file
    for end in there:
        file.with_name(f"{file.name}{end}").replace(place.with_name(f"{place.name}{end}"))
    return place if "" in there else None


def former_receipts(archive: Path) -> Iterator[Path]:
    """Yield receipts files that were set aside, oldest first."""
    folder = files(archive).aside
    yield from sorted(folder.glob(f"*-{escape(files(archive).receipts.name)}"))


def aside_with_words(archive: Path) -> list[Path]:
    """Return set-aside files that may hold words of stories, oldest first."""
    names = tuple(getattr(files(archive), name).name for name in _WORDED)
    there = sorted(files(archive).aside.glob("*"))
    return [each for each in there if each.name.partition("-")[2].startswith(names)]


def place_aside(archive: Path, name: str) -> Path:
    """Return a new path among the set-aside files: the time, then the name."""
    folder = files(archive).aside
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    return folder / f"{stamp}-{name}"


# What lies beside an archive, by the names of ArchivePaths.
FOLDERS = ("originals", "pictures", "inbox", "backups", "backup_originals", "aside")
OWN = ("sources", "settings")  # of the reader's, which Wireroom writes by itself too
BESIDE = ("receipts", "journal", "journal_log", *OWN)  # copied by a backup
FORMER = ("marks", "marks_log", "corrections", "ledger", "names", "recipes")  # what came before the journal
_WORDED = ("archive", "journal", "journal_log", *FORMER)
BESIDE_SQLITE = ("-wal", "-shm", "-journal")  # ends of the names of what SQLite keeps beside a database
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
