"""The captures that need no second look, in a form that all workers share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from lib.model.parsed import Parsed
from lib.store.archive import ArchiveReader
from lib.store.batches.identity import keys_of
from lib.store.lookups import stored_hashes, tombstone_keys, tombstones

Verdict = Literal["known", "removed"]

_WIDTH = 32  # bytes of a sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What must not come back."""

    hashes: Mapping[str, str] = field(default_factory=dict)  # of a capture -> the story's id
    keys: Mapping[int, str] = field(
        default_factory=dict
    )  # of its addresses: the page again, or a feed's item


@dataclass(frozen=True, slots=True)
class Seen:
    """Sorted hashes of the stored captures, mapped from a file, and the few of what was removed."""

    stored: np.ndarray = field(default_factory=lambda: np.empty(0, f"S{_WIDTH}"))
    removed: Removed = field(default_factory=Removed)

    def verdict(self, sha256: str) -> Verdict | None:
        """Return whether a capture is stored already or was removed; None when it is new."""
        if sha256 in self.removed.hashes:
            return "removed"
        mark = np.bytes_(bytes.fromhex(sha256))
        place = int(np.searchsorted(self.stored, mark))
        return "known" if place < len(self.stored) and self.stored[place] == mark else None

    def removed_story(self, parsed: Parsed) -> str | None:
        """Return the removed story that a capture is found to be by its addresses."""
        if not self.removed.keys:
            return None
        keys = keys_of(parsed.cleaned.article, names=parsed.known_as, day=None).found_by
        return next((self.removed.keys[key] for key in keys if key in self.removed.keys), None)


def note(reading: ArchiveReader, file: Path) -> Removed:
    """Write the hashes of all stored captures to the file; return what was removed."""
    _write(file, stored_hashes(reading))
    return Removed(hashes=tombstones(reading), keys=tombstone_keys(reading))


def load(file: Path, removed: Removed) -> Seen:
    """Return what `note` has written."""
    if file.stat().st_size == 0:
        return Seen(removed=removed)
    return Seen(np.memmap(file, dtype=f"S{_WIDTH}", mode="r"), removed)


def _write(file: Path, hashes: Iterable[str]) -> None:
    with file.open("wb") as out:
        for sha256 in hashes:
            out.write(bytes.fromhex(sha256))
