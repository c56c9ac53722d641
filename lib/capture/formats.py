"""The input formats, found in the folders of lib/capture, and how one is chosen for a file.

Each format module has SUFFIXES, accepts(head) and read(source). A suffix belongs to one module. A format that
also occurs under another's suffix (bookmarks under `.html`, OPML under `.xml`) names that in ALSO_SUFFIXES
and is recognised by the file's first bytes, gzipped or not. A format with many captures per file sets
HOLDS_MANY: its files may exceed the size of one page and are read in pieces; its `write_only` writes a file
with some of the captures. A format whose `accepts` is broad sets GENERAL, a number: it is tried after those
without one, and the greater the number, the later.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from lib.capture.source_file import SourceFile
from lib.capture.unpack import GZIP, opened
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.errors import CaptureError
from lib.model.imported import Imported

Outcome = Capture | Rejected | Skipped | Imported

HEAD = 4096  # bytes by which a format is recognised

# Many files under these suffixes are no captures; in a folder one counts when a format knows it.
ANYTHING = (".xml", ".json", ".csv")

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
    """Return every format module, sorted by its GENERAL (0 if it has none), then by name."""
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
    return bool(getattr(chosen, "HOLDS_MANY", False))


def format_of(name: str, head: bytes) -> Format | None:
    """Return the format of a file by its suffix or, if several have that or none, by `head`, its first bytes.

    None if no format fits.
    """
    lowered, head = name.casefold(), opened(head)
    if chosen := format_by_content(lowered, head):
        return chosen
    for module in formats():
        if module.SUFFIXES and lowered.endswith(module.SUFFIXES):
            return module
    return next((module for module in formats() if module.accepts(head)), None)


def format_by_content(name: str, head: bytes) -> Format | None:
    """Return the format that has the name's suffix in ALSO_SUFFIXES and accepts the first bytes, or None."""
    for module in formats():
        also: tuple[str, ...] = getattr(module, "ALSO_SUFFIXES", ())
        if also and name.casefold().removesuffix(".gz").endswith(also) and module.accepts(head):
            return module
    return None


def is_known(name: str, head: bytes) -> bool:
    """Return whether a file has a known format, by its suffix; for .xml, .json and .csv by `head`."""
    lowered = name.casefold()
    if lowered.removesuffix(".gz").endswith(ANYTHING):
        chosen = format_of(lowered, head)
        return chosen is not None and chosen.accepts(opened(head))
    return lowered.endswith(suffixes())


def beginning(data: bytes) -> bytes:
    """Return the first 4 kB, which show the format; behind more than 2 kB of comments the next 4 kB."""
    text = opened(data[: 16 * HEAD], 64 * HEAD) if data.startswith(GZIP) else data
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    return text[at : at + HEAD] if at > HEAD // 2 else data[:HEAD]


def rejected(error: CaptureError, sha256: str | None = None) -> Rejected:
    """Return the error as a Rejected, with the hash of the bytes if they are known."""
    return Rejected(origin=error.subject, sha256=sha256, kind=type(error).__name__, message=str(error))
