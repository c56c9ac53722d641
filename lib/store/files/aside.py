"""Sets files aside instead of deleting them: a damaged archive, a ledger that tells more than is there."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lib.store.files.home import files


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
