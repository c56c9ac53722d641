"""Reads files, folders and uploads as captures, in a stable order; a failure is a result, never a stop.

Each format module below lib/capture has SUFFIXES, accepts(head) and read(source). A suffix belongs to one
module. A format that also occurs under another's suffix (bookmarks under `.html`, OPML under `.xml`) names
that in ALSO and is recognised by the file's first bytes, gzipped or not. A format with many captures per file
sets MANY: its files may exceed the size of one page and are read in pieces; its `only` writes a file with
some of the captures. A format whose `accepts` is broad sets GENERAL and is tried last.
"""

import errno
import hashlib
import importlib
import os
import pkgutil
import re
import stat
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from lib.capture.source_file import SourceFile
from lib.capture.unpack import GZIP, LIMIT, opened, too_large, unreadable
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.errors import CaptureError, TooLarge
from lib.model.imported import Imported

Outcome = Capture | Rejected | Skipped | Imported

HEAD = 4096  # bytes by which a format is recognised
DEEPEST = 100  # folders within a folder
MANY_LIMIT = 2_000_000_000  # bytes of a file that holds many captures

# Many files under these suffixes are no captures; in a folder one counts when a format knows it.
ANYTHING = (".xml", ".json", ".csv")
# Browsers name the folder of a saved page's pictures in the reader's language.
COMPANIONS = (
    "_files", ".files", "_fichiers", "-Dateien", "_archivos", "_bestanden", "_file", "_arquivos", "_pliki",
)  # fmt: skip
PAGES = (".html", ".htm", ".html.gz", ".htm.gz")

_PROLOG = re.compile(rb"\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


class Format(Protocol):
    """The interface of an input format, a module below lib/capture: suffixes, what it accepts and reads."""

    SUFFIXES: tuple[str, ...]

    def accepts(self, head: bytes) -> bool:
        """Return whether a file with this beginning can be of this format."""
        ...

    def read(self, source: SourceFile) -> Iterator[Outcome]:
        """Yield the captures in one file, and what is rejected or skipped in it."""
        ...


@cache
def formats() -> tuple[Format, ...]:
    """Return every format module by name, the GENERAL ones last."""
    found = []
    modules = pkgutil.walk_packages([str(Path(__file__).parent)], "lib.capture.")
    for info in sorted(modules, key=lambda info: info.name.rpartition(".")[2]):
        module = importlib.import_module(info.name)
        if hasattr(module, "SUFFIXES"):
            found.append(cast(Format, module))
    return tuple(sorted(found, key=lambda module: int(getattr(module, "GENERAL", 0))))


@cache
def suffixes() -> tuple[str, ...]:
    """Return all suffixes that a format reads."""
    return tuple(suffix for module in formats() for suffix in module.SUFFIXES)


def holds_many(chosen: Format) -> bool:
    """Return whether a file of the format holds many captures and may be larger than one page."""
    return bool(getattr(chosen, "MANY", False))


def format_of(name: str, head: bytes) -> Format | None:
    """Return the format of a file by suffix, or by first bytes if that is shared or unknown; else None."""
    lowered, head = name.casefold(), opened(head)
    if chosen := format_by_content(lowered, head):
        return chosen
    for module in formats():
        if module.SUFFIXES and lowered.endswith(module.SUFFIXES):
            return module
    return next((module for module in formats() if module.accepts(head)), None)


def format_by_content(name: str, head: bytes) -> Format | None:
    """Return the format that has the name's suffix in ALSO and accepts the first bytes, or None."""
    for module in formats():
        also: tuple[str, ...] = getattr(module, "ALSO", ())
        if also and name.casefold().removesuffix(".gz").endswith(also) and module.accepts(head):
            return module
    return None


def is_known(name: str, head: bytes) -> bool:
    """Return whether a file in a folder has a known format.

    For general suffixes such as .xml, the first bytes decide.
    """
    lowered = name.casefold()
    if lowered.removesuffix(".gz").endswith(ANYTHING):
        chosen = format_of(lowered, head)
        return chosen is not None and chosen.accepts(opened(head))
    return lowered.endswith(suffixes())


def read(source: str | Path, *, origin: str | None = None) -> Iterator[Outcome]:
    """Yield what a file or folder holds, in a stable order: captures, entries, rejections and skips.

    `origin` names the original of a copy.
    """
    if str(source).casefold().startswith(("http://", "https://")):
        what = (
            f"is no file or folder, and nothing was fetched here: `python -m lib clean {source}` fetches it "
            f"and shows what it holds, `python -m lib ingest {source}` takes it in."
        )
        yield rejected(unreadable(str(source), what))
        return
    for path in paths(source):
        if isinstance(path, Skipped):
            yield path
        else:
            yield from _outcomes_of(path, origin or str(path))


def read_bytes(data: bytes, *, name: str, captured_at: datetime) -> Iterator[Outcome]:
    """Yield what an upload or a pasted text holds: captures, entries, and the rejected and skipped."""
    seen_at, seen_by = captured_at.astimezone(UTC), "the time it was handed in"
    yield from captures_of(
        SourceFile(origin=name, name=Path(name).name, data=data, seen_at=seen_at, seen_by=seen_by)
    )


def only(path: Path, origins: Collection[str], out: BinaryIO) -> bool:
    """Write to `out` only the captures of these origins, each keeping its origin; return whether it could.

    It cannot if the format does not, or if an origin does not lie in this file.
    """
    with path.open("rb") as file:
        chosen = format_of(path.name, file.read(HEAD))
    labels = [origin.removeprefix(f"{path}#") for origin in origins if origin.startswith(f"{path}#")]
    write = getattr(chosen, "only", None)
    return write is not None and len(labels) == len(origins) and bool(write(path, labels, out))


def _outcomes_of(path: Path, origin: str) -> Iterator[Outcome]:
    try:
        source = _open(path, origin)
    except CaptureError as error:
        yield rejected(error)
        return
    yield from captures_of(source)


def _open(path: Path, origin: str) -> SourceFile:
    """Return the file to read; of a format of many captures its beginning. Raises CaptureError."""
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
    """Yield every capture and entry of a file, and a rejection or a skip where it has none."""
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


def beginning(data: bytes) -> bytes:
    """Return the first 4 kB, by which the format is known; if they are mostly comments, those after them."""
    text = opened(data[: 16 * HEAD], 64 * HEAD) if data.startswith(GZIP) else data
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    return text[at : at + HEAD] if at > HEAD // 2 else data[:HEAD]


def rejected(error: CaptureError, sha256: str | None = None) -> Rejected:
    """Return the error as a Rejected, with the hash of the bytes if they are known."""
    return Rejected(origin=error.subject, sha256=sha256, kind=type(error).__name__, message=str(error))


def _captures(source: SourceFile) -> Iterator[Outcome]:
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


def paths(source: str | Path) -> Iterator[Path | Skipped]:
    """Yield every file in a folder, or the file itself; skipped files come with a reason."""
    root = Path(source)
    if root.is_dir():
        yield from _walk(root, above=frozenset())
    else:
        yield root


def _walk(folder: Path, *, above: frozenset[tuple[int, int]]) -> Iterator[Path | Skipped]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Skipped(origin=str(folder), reason=f"cannot be opened: {error.strerror}")
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield Skipped(origin=str(folder), reason="link loop")
        return
    if len(above) == DEEPEST:
        yield Skipped(origin=str(folder), reason="too deep in other folders")
        return
    names = frozenset(entry.name for entry in entries)
    for entry in entries:
        if reason := _why_not(entry, names):
            yield Skipped(origin=str(entry), reason=reason)
        elif entry.is_dir():
            yield from _walk(entry, above=above | {here})
        else:
            yield entry


def _why_not(entry: Path, names: frozenset[str]) -> str | None:
    if entry.name.startswith("."):
        return "hidden file"
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link onto itself
            return "link loop"
        return "broken link" if entry.is_symlink() else f"unreadable: {error.strerror}"
    if stat.S_ISDIR(mode):
        return "part of a saved page" if is_companion(entry.name, names) else None
    if not stat.S_ISREG(mode):
        return "not a regular file"
    head = b""
    if entry.name.casefold().removesuffix(".gz").endswith(ANYTHING):
        try:
            with entry.open("rb") as file:
                head = file.read(HEAD)
        except OSError:
            return None  # reading it will say why it cannot be read
    return None if is_known(entry.name, head) else "not a known format"


def is_companion(name: str, names: frozenset[str]) -> bool:
    """Return whether a folder holds the pictures of a saved page beside it, e.g. "Story_files"."""
    for ending in COMPANIONS:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return any(stem + page in names for page in PAGES)
    return False
