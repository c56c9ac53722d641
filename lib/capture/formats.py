"""Finds the format modules of this folder: each has SUFFIXES, accepts(head) and read(arrival)."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from lib.capture.arrival import Arrival
from lib.model.capture import Capture


class Format(Protocol):
    """One input format: a module of this folder."""

    SUFFIXES: tuple[str, ...]

    def accepts(self, head: bytes) -> bool:
        """Whether bytes of this beginning can be of this format."""
        ...

    def read(self, arrival: Arrival) -> Iterator[Capture]:
        """The captures in one file."""
        ...


@cache
def formats() -> tuple[Format, ...]:
    """Every format module, by name."""
    found = []
    for info in pkgutil.iter_modules([str(Path(__file__).parent)]):
        module = importlib.import_module(f"lib.capture.{info.name}")
        if hasattr(module, "SUFFIXES"):
            found.append(cast(Format, module))
    return tuple(found)


def suffixes() -> tuple[str, ...]:
    """Every suffix that some format reads."""
    return tuple(suffix for each in formats() for suffix in each.SUFFIXES)


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a file: by its suffix, else by how it begins."""
    lowered = name.casefold()
    for each in formats():
        if lowered.endswith(each.SUFFIXES):
            return each
    return next((each for each in formats() if each.accepts(head)), None)
