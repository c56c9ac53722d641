"""Paths of everything on disk, and files that are set aside instead of deleted."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

EVENTS = "WIREROOM_EVENTS"  # set for a child process whose outcome a program reads

ROOT = Path(__file__).resolve().parents[3]


class Files:
    """An archive and the files beside it; those of any but `archive.duckdb` carry its name in front."""

    def __init__(self, archive: Path) -> None:
        beside = partial(_named, archive)
        self.archive = archive
        self.originals = beside("originals")
        self.pictures = beside("pictures")  # those that the reader asked for
        self.receipts = beside("receipts.jsonl")
        self.marks = beside("marks.sqlite")
        self.marks_log = beside("marks.jsonl")  # each change to them, from which they are rebuilt
        self.marks_lock = beside("marks.lock")
        self.corrections = beside("corrections.jsonl")
        self.ledger = beside("ledger.jsonl")
        self.recipes = beside("recipes.jsonl")  # of saved figures
        self.sources = beside("sources.sqlite")  # the feeds that are followed
        self.settings = beside("desk.json")
        self.inbox = beside("inbox")  # what was dropped, pasted or fetched, and waits
        self.log = beside("log.txt")
        self.lock = beside("ingest.lock")
        self.refresh_lock = beside("refresh.lock")
        self.backup_lock = beside("backup.lock")
        self.backups = beside("backups")
        self.backup_originals = self.backups / "originals"  # once for all backups
        self.aside = beside("aside")  # damaged and replaced archives, never deleted


def files(archive: Path) -> Files:
    """Return the files that belong to an archive."""
    return Files(archive)


def _named(archive: Path, name: str) -> Path:
    return archive.with_name(name if archive.stem == "archive" else f"{archive.stem}-{name}")


def home() -> Path:
    """Return the folder of all data: $WIREROOM_HOME, else data/ beside app.py."""
    chosen = os.environ.get("WIREROOM_HOME", "").strip()
    return Path(chosen).expanduser().resolve() if chosen else ROOT / "data"


def archive_path() -> Path:
    """Return the reader's own archive."""
    return home() / "archive.duckdb"


def sample_path() -> Path:
    """Return the archive of the sample."""
    return home() / "sample.duckdb"


def inbox_path() -> Path:
    """Return where dropped and pasted captures wait for their ingest."""
    return home() / "inbox"


def work_path() -> Path:
    """Return the folder of the output of child processes, a file for each kind of job."""
    return home() / "work"


def token_path() -> Path:
    """Return the secret that programs of this machine show to the app's API; only the reader may read it."""
    return home() / "api-token"


def keys_path() -> Path:
    """Return the hashes of the keys with which other machines may open the app."""
    return home() / "keys.json"


def desk_path() -> Path:
    """Return what the reader has set for the app: the folders it watches, whether it refreshes by itself."""
    return files(archive_path()).settings


def marks_path(archive: Path | None = None) -> Path:
    """Return the reader's marks on the stories of one archive, by default of the reader's own."""
    return files(archive or archive_path()).marks


def set_aside(archive: Path) -> Path | None:
    """Move an archive and its write-ahead log away together; return the archive's new place."""
    log = archive.with_name(f"{archive.name}.wal")
    if not archive.exists() and not log.exists():
        return None
    place = _place(archive, archive.name)
    if log.exists():
        log.replace(place.with_name(f"{place.name}.wal"))
    if archive.exists():
        archive.replace(place)
    return place


def copy_aside(archive: Path, file: Path) -> Path:
    """Keep a copy of a file that is about to be rewritten."""
    place = _place(archive, file.name)
    shutil.copy2(file, place)
    return place


def move_aside(archive: Path, file: Path) -> Path | None:
    """Move a damaged file, and what SQLite keeps beside it, to what was set aside; return its new place."""
    place, there = _place(archive, file.name), file.exists()
    for end in ("-wal", "-shm", ""):
        if (each := file.with_name(f"{file.name}{end}")).exists():
            each.replace(place.with_name(f"{place.name}{end}"))
    return place if there else None


def former_receipts(archive: Path) -> Iterator[Path]:
    """Yield the ledgers that were set aside, oldest first."""
    folder = files(archive).aside
    yield from sorted(folder.glob(f"*-{files(archive).receipts.name}"))


def _place(archive: Path, name: str) -> Path:
    """Return a free name in the folder of what was set aside, with the moment in front."""
    folder = files(archive).aside
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    return folder / f"{stamp}-{name}"
