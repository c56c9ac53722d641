"""The format modules below lib/capture: each has SUFFIXES, accepts(head) and read(arrival).

A suffix has one owner. A format that comes under the suffix of another as well (bookmarks under `.html`, a
list of feeds under `.xml`) names it in ALSO, and is chosen there by how the file begins, packed with gzip or
not. A format of many captures to a file sets MANY: its file may be larger than one page and is read piece by
piece. One that accepts what others know better sets GENERAL, and is tried after them.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from lib.capture.arrival import Arrival
from lib.capture.unpack import opened
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.imported import Imported

Outcome = Capture | Rejected | Skipped | Imported

# Many files under these suffixes are no captures; in a folder one counts when a format knows it.
ANYTHING = (".xml", ".json", ".csv")


class Format(Protocol):
    """One input format: a module below lib/capture."""

    SUFFIXES: tuple[str, ...]

    def accepts(self, head: bytes) -> bool:
        """Return whether bytes of this beginning can be of this format."""
        ...

    def read(self, arrival: Arrival) -> Iterator[Outcome]:
        """Return the captures in one file."""
        ...


@cache
def formats() -> tuple[Format, ...]:
    """Return every format module, the particular ones first, by name."""
    found = []
    modules = pkgutil.walk_packages([str(Path(__file__).parent)], "lib.capture.")
    for info in sorted(modules, key=lambda info: info.name.rpartition(".")[2]):
        module = importlib.import_module(info.name)
        if hasattr(module, "SUFFIXES"):
            found.append(cast(Format, module))
    return tuple(sorted(found, key=lambda module: int(getattr(module, "GENERAL", 0))))


@cache
def suffixes() -> tuple[str, ...]:
    """Return every suffix that some format reads."""
    return tuple(suffix for module in formats() for suffix in module.SUFFIXES)


def holds_many(chosen: Format) -> bool:
    """Return whether a file of the format holds many captures and may be larger than one page."""
    return bool(getattr(chosen, "MANY", False))


def format_of(name: str, head: bytes) -> Format | None:
    """Return the format of a file: by its suffix, among those that share it by how it begins, else by that
    alone.
    """
    lowered, head = name.casefold(), opened(head)
    if chosen := sharing(lowered, head):
        return chosen
    for module in formats():
        if module.SUFFIXES and lowered.endswith(module.SUFFIXES):
            return module
    return next((module for module in formats() if module.accepts(head)), None)


def sharing(name: str, head: bytes) -> Format | None:
    """Return the format that comes under the suffix of another and knows this beginning."""
    for module in formats():
        also: tuple[str, ...] = getattr(module, "ALSO", ())
        if also and name.casefold().removesuffix(".gz").endswith(also) and module.accepts(head):
            return module
    return None


def is_known(name: str, head: bytes) -> bool:
    """Return whether a file of a folder is of a format.

    Under a suffix that says little, its beginning decides.
    """
    lowered = name.casefold()
    if lowered.removesuffix(".gz").endswith(ANYTHING):
        chosen = format_of(lowered, head)
        return chosen is not None and chosen.accepts(opened(head))
    return lowered.endswith(suffixes())
