"""The log of background work, one line for each event."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from lib.store.paths import files

LARGEST = 1_000_000  # bytes; then the log begins anew and the one before it is kept beside


def note(archive: Path, sentence: str) -> None:
    """Add the time and a sentence to the archive's log as a line; an error in writing it is ignored."""
    path = files(archive).log
    line = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC  {' '.join(sentence.split())}\n"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".old.txt"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(line)
