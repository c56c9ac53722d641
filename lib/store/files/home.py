"""Where everything lies on disk: the only place that knows."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """An archive and the files that belong to it."""

    archive: Path
    originals: Path
    pictures: Path  # those that the reader asked for
    receipts: Path
    marks: Path
    corrections: Path
    ledger: Path
    sources: Path  # the feeds that are followed
    inbox: Path  # what was dropped, pasted or fetched, and waits
    log: Path
    lock: Path
    refresh_lock: Path
    backups: Path
    aside: Path  # damaged and replaced archives, never deleted


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
    """Return where the app keeps what its child processes told, a file for each kind of work."""
    return home() / "work"


def token_path() -> Path:
    """Return the secret that programs of this machine show to the app's API; only the reader may read it."""
    return home() / "api-token"


def desk_path() -> Path:
    """Return what the reader has set for the app: the folders it watches, whether it refreshes by itself."""
    return home() / "desk.json"


def marks_path(archive: Path | None = None) -> Path:
    """Return the reader's marks on the stories of one archive, by default of the reader's own."""
    return files(archive or archive_path()).marks


def files(archive: Path) -> Files:
    """Return the files beside an archive; those of any but `archive.duckdb` carry its name in front."""
    folder, prefix = archive.parent, "" if archive.stem == "archive" else f"{archive.stem}-"
    return Files(
        archive=archive,
        originals=folder / f"{prefix}originals",
        pictures=folder / f"{prefix}pictures",
        receipts=folder / f"{prefix}receipts.jsonl",
        marks=folder / f"{prefix}marks.sqlite",
        corrections=folder / f"{prefix}corrections.jsonl",
        ledger=folder / f"{prefix}ledger.jsonl",
        sources=folder / f"{prefix}sources.sqlite",
        inbox=folder / f"{prefix}inbox",
        log=folder / f"{prefix}log.txt",
        lock=folder / f"{prefix}ingest.lock",
        refresh_lock=folder / f"{prefix}refresh.lock",
        backups=folder / f"{prefix}backups",
        aside=folder / f"{prefix}aside",
    )
