"""Reads captures from files, folders and uploads; a failure is a result, never a stop."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lib.capture.arrival import Arrival
from lib.capture.folder import paths
from lib.capture.formats import format_of
from lib.capture.unpack import LIMIT, too_large
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.errors import CaptureError, UnreadableCapture

HEAD = 4096


def read(source: str | Path) -> Iterator[Capture | Rejected | Skipped]:
    """The captures of a file or a folder, in a stable order."""
    if str(source).casefold().startswith(("http://", "https://")):
        yield Rejected(
            origin=str(source),
            sha256=None,
            kind="UnreadableCapture",
            message=f"{source} was not fetched: addresses are not read yet;"
            " save the page from the browser as HTML and ingest the file.",
        )
        return
    for path in paths(source):
        if isinstance(path, Skipped):
            yield path
        else:
            yield from _file(path)


def read_bytes(data: bytes, *, name: str, captured_at: datetime) -> Iterator[Capture | Rejected]:
    """The captures in an upload or in pasted text."""
    arrival = Arrival(
        origin=name,
        name=Path(name).name,
        data=data,
        seen_at=captured_at.astimezone(UTC),
        seen_by="the time it was handed in",
    )
    yield from _arrived(arrival)


def _file(path: Path) -> Iterator[Capture | Rejected]:
    try:
        arrival = _open(path)
    except CaptureError as error:
        yield _rejected(error, sha256=None)
        return
    yield from _arrived(arrival)


def _open(path: Path) -> Arrival:
    origin = str(path)
    try:
        status = path.stat()
        if status.st_size > LIMIT:
            raise too_large(origin, f"holds {status.st_size / 1e6:.0f} MB")
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
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
    )


def _arrived(arrival: Arrival) -> Iterator[Capture | Rejected]:
    try:
        yield from _captures(arrival)
    except CaptureError as error:
        yield _rejected(error, sha256=hashlib.sha256(arrival.data).hexdigest())


def _captures(arrival: Arrival) -> Iterator[Capture]:
    if len(arrival.data) > LIMIT:
        raise too_large(arrival.origin, f"holds {len(arrival.data) / 1e6:.0f} MB")
    if not arrival.data.strip():
        raise UnreadableCapture(
            arrival.origin, f"{arrival.origin} is empty; save the page once more and ingest the new file."
        )
    chosen = format_of(arrival.name, arrival.data[:HEAD])
    if chosen is None:
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is of no format that is read here; save the page as HTML or as plain text.",
        )
    yield from chosen.read(arrival)


def _rejected(error: CaptureError, *, sha256: str | None) -> Rejected:
    return Rejected(origin=error.origin, sha256=sha256, kind=type(error).__name__, message=str(error))
