"""Files, folders and uploads read as captures; a failure is a result, never a stop."""

import hashlib
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lib.capture.arrival import Arrival
from lib.capture.folder import paths
from lib.capture.formats import Outcome, format_of, holds_many
from lib.capture.unpack import GZIP, LIMIT, opened, too_large
from lib.model.capture import Rejected, Skipped
from lib.model.errors import CaptureError, TooLarge, UnreadableCapture


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
        arrival = _opened(path)
    except CaptureError as error:
        yield rejected(error, sha256=None)
        return
    yield from captures_of(arrival)


def _opened(path: Path) -> Arrival:
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


HEAD = 4096
MANY_LIMIT = 2_000_000_000  # bytes of a file that holds many captures

_PROLOG = re.compile(rb"\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


def captures_of(arrival: Arrival) -> Iterator[Outcome]:
    """Yield every capture of the arrival, or why it holds none."""
    empty = True
    try:
        for outcome in _captures(arrival):
            empty = False
            yield outcome
        if empty:
            yield Skipped(origin=arrival.origin, reason="file without pages")
    except CaptureError as error:
        whole = arrival.path is None
        yield rejected(error, sha256=hashlib.sha256(arrival.data).hexdigest() if whole else None)
    except OSError as error:  # the disk fails while a large file is read
        reason = error.strerror or str(error)
        fault = UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} could not be read to its end ({reason}); check the disk or copy the file once "
            "more. What was read before is kept.",
        )
        yield rejected(fault, sha256=None)


def beginning(data: bytes) -> bytes:
    """Return the first bytes, by which a format is known; those after the comments where these are long."""
    text = opened(data[: 16 * HEAD], 64 * HEAD) if data.startswith(GZIP) else data
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    return text[at : at + HEAD] if at > HEAD // 2 else data[:HEAD]


def rejected(error: CaptureError, *, sha256: str | None) -> Rejected:
    """Return the error as a result."""
    return Rejected(origin=error.origin, sha256=sha256, kind=type(error).__name__, message=str(error))


def too_large_for_many(origin: str, size: int) -> TooLarge:
    """Return the refusal of a file of many captures."""
    return TooLarge(
        origin,
        f"{origin} holds {size / 1e6:,.0f} MB, more than the limit of {MANY_LIMIT // 1_000_000:,} MB for "
        "a file of many pages; split it and take in the parts.",
    )


def _captures(arrival: Arrival) -> Iterator[Outcome]:
    if not arrival.data.strip():
        raise UnreadableCapture(
            arrival.origin, f"{arrival.origin} is empty; save the page once more and take in the new file."
        )
    chosen = format_of(arrival.name, beginning(arrival.data))
    size = len(arrival.data)
    if size > MANY_LIMIT:
        raise too_large_for_many(arrival.origin, size)
    if size > LIMIT and not (chosen and holds_many(chosen)):
        raise too_large(arrival.origin, f"holds {size / 1e6:.0f} MB")
    if chosen is None:
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is of no format that is read here; save the page as HTML or as plain text.",
        )
    yield from chosen.read(arrival)
