"""Reads captures from files, folders and uploads; a failure is a result, never a stop."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lib.capture.arrival import Arrival
from lib.capture.arrived import HEAD, MANY_LIMIT, captures_of, rejected, too_large_for_many
from lib.capture.folder import paths
from lib.capture.formats import Outcome, format_of, holds_many
from lib.capture.unpack import LIMIT, too_large
from lib.model.capture import Rejected, Skipped
from lib.model.errors import CaptureError, UnreadableCapture


def read(source: str | Path) -> Iterator[Outcome]:
    """Yield the captures of a file or a folder, in a stable order."""
    if str(source).casefold().startswith(("http://", "https://")):
        yield Rejected(
            origin=str(source),
            sha256=None,
            kind="UnreadableCapture",
            message=f"{source} is no file or folder, and nothing was fetched here: "
            f"`python -m lib clean {source}` fetches it and shows what it holds, "
            f"`python -m lib ingest {source}` takes it in.",
        )
        return
    for path in paths(source):
        if isinstance(path, Skipped):
            yield path
        else:
            yield from _file(path)


def read_bytes(data: bytes, *, name: str, captured_at: datetime) -> Iterator[Outcome]:
    """Yield the captures in an upload or in pasted text."""
    arrival = Arrival(
        origin=name,
        name=Path(name).name,
        data=data,
        seen_at=captured_at.astimezone(UTC),
        seen_by="the time it was handed in",
    )
    yield from captures_of(arrival)


def _file(path: Path) -> Iterator[Outcome]:
    try:
        arrival = _open(path)
    except CaptureError as error:
        yield rejected(error, sha256=None)
        return
    yield from captures_of(arrival)


def _open(path: Path) -> Arrival:
    """Return the file; one of many captures is not read into memory, only its beginning is."""
    origin = str(path)
    try:
        status = path.stat()
        with path.open("rb") as file:
            data = file.read(HEAD)
            chosen = format_of(path.name, data)
            many = chosen is not None and holds_many(chosen)
            if status.st_size > (MANY_LIMIT if many else LIMIT):
                size = status.st_size
                raise too_large_for_many(origin, size) if many else _refused(origin, size)
            if not many:
                data += file.read(LIMIT + 1 - len(data))
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise UnreadableCapture(
            origin, f"{origin} could not be opened ({reason}); check the path and its permissions."
        ) from error
    return Arrival(
        origin=origin,
        name=path.name,
        data=data,
        seen_at=datetime.fromtimestamp(status.st_mtime, UTC),
        seen_by="the file's date",
        path=path if many else None,
    )


def _refused(origin: str, size: int) -> CaptureError:
    return too_large(origin, f"holds {size / 1e6:.0f} MB")
