"""The settings for parsing: where originals go, which captures are known, and the reader's corrections."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from lib.clean.addresses import canonical
from lib.ingest.limits import Limits
from lib.ingest.result import Verdict
from lib.model.correction import Correction
from lib.model.parsed import Parsed, Sought
from lib.store.archive import ArchiveReader
from lib.store.batches.identity import keys_of
from lib.store.known_hashes import NONE, hashes_of, is_among
from lib.store.lookups import tombstone_keys, tombstones


@dataclass(frozen=True)
class Replay:
    """All current corrections, in the order in which they were made."""

    corrections: Sequence[Correction] = field(default=())

    def own(self, sha256: str) -> tuple[Correction, ...]:
        """Return the corrections of the capture with this hash."""
        return self._by_capture.get(sha256, ())

    def beside(self, address: str | None, sha256: str) -> tuple[Correction, ...]:
        """Return the corrections of other captures of the same address."""
        there = self._by_address.get(address, ()) if address else ()
        return tuple(correction for correction in there if correction.sha256 != sha256)

    @cached_property
    def _by_capture(self) -> dict[str | None, tuple[Correction, ...]]:
        return self._grouped(lambda correction: correction.sha256)

    @cached_property
    def _by_address(self) -> dict[str | None, tuple[Correction, ...]]:
        return self._grouped(lambda correction: canonical(correction.url))

    def _grouped(self, key: Callable[[Correction], str | None]) -> dict[str | None, tuple[Correction, ...]]:
        """Return the corrections by a key, such as their capture, each group in the order they were made."""
        found: dict[str | None, list[Correction]] = {}
        for correction in self.corrections:
            found.setdefault(key(correction), []).append(correction)
        return {key: tuple(corrections) for key, corrections in found.items()}


UNCORRECTED = Replay()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstones:
    """Hashes and keys of removed stories, so that a new capture of one is not stored again."""

    hashes: Mapping[str, str] = field(default_factory=dict)  # of a capture -> the story's id
    keys: Mapping[int, str] = field(default_factory=dict)  # of its addresses, as a feed's item has them too


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The stored captures, by the file of their hashes, and the tombstones of removed stories."""

    stored: Path | None = None  # as `current_file` writes it, which each process opens for itself
    removed: Tombstones = field(default_factory=Tombstones)

    def verdict(self, sha256: str) -> Verdict | None:
        """Return "known" for a stored capture, "removed" for a removed one, None for a new one."""
        if sha256 in self.removed.hashes:
            return "removed"
        return "known" if is_among(self._hashes, sha256) else None

    @cached_property
    def _hashes(self) -> np.ndarray:
        return hashes_of(self.stored) if self.stored else NONE

    def rebuilding(self, story: str) -> "Seen":
        """Return the same with only the tombstone keys of one story, as others may share keys with it."""
        own = {key: removed for key, removed in self.removed.keys.items() if removed == story}
        return replace(self, removed=replace(self.removed, keys=own))

    def removed_story(self, parsed: Parsed) -> str | None:
        """Return the id of the removed story that a capture shows, by its addresses or text, or None."""
        if not self.removed.keys:
            return None
        keys = keys_of(parsed.cleaned.article, addresses=parsed.addresses, day=None).found_by
        return next((self.removed.keys[key] for key in keys if key in self.removed.keys), None)


def removed_from(reading: ArchiveReader) -> Tombstones:
    """Return the tombstones of the archive's removed stories."""
    return Tombstones(hashes=tombstones(reading), keys=tombstone_keys(reading))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseContext:
    """The settings for parsing: originals' folder, known captures, corrections, actors to find, limits."""

    originals: Path | None = None  # None: nothing is kept
    seen: Seen = field(default_factory=Seen)
    actors: bool = True
    sought: Sought = "all"
    replay: Replay = field(default_factory=Replay)
    limits: Limits = field(default_factory=Limits)  # of a worker process, for one capture
    many: bool = False  # more sources than one are to come
