"""The captures that need no second look, in a form that all workers share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from lib.store.archive import Reading

Verdict = Literal["known", "removed"]

_WIDTH = 32  # bytes of a sha256


@dataclass(frozen=True, slots=True)
class Seen:
    """Sorted hashes of the stored captures, mapped from a file, and the few of removed ones."""

    stored: np.ndarray = field(default_factory=lambda: np.empty(0, f"S{_WIDTH}"))
    removed: frozenset[str] = frozenset()

    def verdict(self, sha256: str) -> Verdict | None:
        """Tells whether a capture is stored already or was removed; None when it is new."""
        if sha256 in self.removed:
            return "removed"
        mark = np.bytes_(bytes.fromhex(sha256))
        place = int(np.searchsorted(self.stored, mark))
        return "known" if place < len(self.stored) and self.stored[place] == mark else None


def note(reading: Reading, file: Path) -> frozenset[str]:
    """Writes the hashes of all stored captures to the file; gives those of the removed ones."""
    rows = reading.execute(
        "select sha256 from capture where outcome in ('stored', 'revision', 'known') order by sha256"
    ).fetchall()
    _write(file, (sha256 for (sha256,) in rows))
    removed = reading.execute("select sha256 from tombstone").fetchall()
    return frozenset(sha256 for (sha256,) in removed)


def load(file: Path, removed: frozenset[str]) -> Seen:
    """What `note` has written."""
    if file.stat().st_size == 0:
        return Seen(removed=removed)
    return Seen(np.memmap(file, dtype=f"S{_WIDTH}", mode="r"), removed)


def _write(file: Path, hashes: Iterable[str]) -> None:
    with file.open("wb") as out:
        for sha256 in hashes:
            out.write(bytes.fromhex(sha256))
