"""Reads files, folders and uploads as captures, in a stable order; a failure is a result, never a stop."""

import hashlib
import os
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from lib.capture.folders import paths
from lib.capture.formats import HEAD, Outcome, beginning, format_of, holds_many, rejected
from lib.capture.source_file import SourceFile
from lib.capture.unpack import LIMIT, too_large, unreadable
from lib.model.capture import Skipped
from lib.model.errors import CaptureError, TooLarge

MANY_LIMIT = 2_000_000_000  # bytes of a file that holds many captures


def read(source: str | Path, *, origin: str | None = None) -> Iterator[Outcome]:
    """Yield the captures, entries, rejections and skips in a file or folder, in a stable order.

    `origin` is named in place of the path, where the file is a copy of another one.
    """
    if str(source).casefold().startswith(("http://", "https://")):
        refusal = (
            f"is no file or folder, and nothing was fetched here: `python -m lib clean {source}` fetches it "
            f"and shows what it holds, `python -m lib ingest {source}` takes it in."
        )
        yield rejected(unreadable(str(source), refusal))
        return
    for path in paths(source):
        if isinstance(path, Skipped):
            yield path
            continue
        try:
            file = _open(path, origin or str(path))
        except CaptureError as error:
            yield rejected(error)
        else:
            yield from captures_of(file)


def read_bytes(data: bytes, *, name: str, captured_at: datetime) -> Iterator[Outcome]:
    """Yield the captures, entries, rejections and skips in an upload or a pasted text."""
    seen_at, seen_by = captured_at.astimezone(UTC), "the time it was handed in"
    yield from captures_of(
        SourceFile(origin=name, name=Path(name).name, data=data, seen_at=seen_at, seen_by=seen_by)
    )


def write_only(path: Path, origins: Collection[str], out: BinaryIO) -> bool:
    """Write to `out` only the captures with these origins, which they keep; return whether that succeeded.

    It fails if the file's format cannot be split, or if an origin is not in the file.
    """
    with path.open("rb") as file:
        chosen = format_of(path.name, file.read(HEAD))
    labels = [origin.removeprefix(f"{path}#") for origin in origins if origin.startswith(f"{path}#")]
    write = getattr(chosen, "write_only", None)
    return write is not None and len(labels) == len(origins) and bool(write(path, labels, out))


def _open(path: Path, origin: str) -> SourceFile:
    """Return a file, read; of a file of many captures only the beginning. Raises CaptureError if it fails."""
    try:
        status = path.stat()
        with path.open("rb") as file:
            data = file.read(HEAD)
            chosen = format_of(path.name, data)
            many = chosen is not None and holds_many(chosen)
            if status.st_size > (MANY_LIMIT if many else LIMIT):
                raise _too_large(origin, status.st_size, many=many)
            if not many:
                data += file.read(LIMIT + 1 - len(data))
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise unreadable(
            origin, f"could not be opened ({reason}); check the path and its permissions."
        ) from error
    seen_at = datetime.fromtimestamp(status.st_mtime, UTC)
    return SourceFile(
        origin=origin, name=path.name, data=data, seen_at=seen_at, seen_by="the file's date",
        path=path if many else None,
    )  # fmt: skip


def _too_large(origin: str, size: int, *, many: bool) -> TooLarge:
    """Return the error for an oversized file of one page, or of many captures."""
    if not many:
        return too_large(origin, f"holds {size / 1e6:.0f} MB")
    return TooLarge(
        origin,
        f"{origin} holds {size / 1e6:,.0f} MB, more than the limit of {MANY_LIMIT // 1_000_000:,} MB for "
        "a file of many pages; split it and take in the parts.",
    )


def captures_of(source: SourceFile) -> Iterator[Outcome]:
    """Yield the outcomes in a file; errors of reading it become a rejection, no outcome at all a skip."""
    empty = True
    try:
        for outcome in _captures(source):
            empty = False
            yield outcome
        if empty:
            yield Skipped(origin=source.origin, reason="file without pages")
    except CaptureError as error:
        whole = source.path is None
        yield rejected(error, sha256=hashlib.sha256(source.data).hexdigest() if whole else None)
    except OSError as error:  # the disk fails while a large file is read
        reason = error.strerror or str(error)
        fault = unreadable(
            source.origin,
            f"could not be read to its end ({reason}); check the disk or copy the file once "
            "more. What was read before is kept.",
        )
        yield rejected(fault)


def _captures(source: SourceFile) -> Iterator[Outcome]:
    """Yield what a file's format reads in it; raises CaptureError if it is empty, too large or unknown."""
    if not source.data.strip():
        raise unreadable(source.origin, "is empty; save the page once more and take in the new file.")
    chosen = format_of(source.name, beginning(source.data))
    size, many = len(source.data), bool(chosen and holds_many(chosen))
    if size > (MANY_LIMIT if many else LIMIT):
        raise _too_large(source.origin, size, many=many or size > MANY_LIMIT)
    if chosen is None:
        raise unreadable(
            source.origin, "is of no format that is read here; save the page as HTML or as plain text."
        )
    yield from chosen.read(source)
