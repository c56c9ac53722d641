"""A sorted file of the hashes of all stored captures, valid for one state of the archive.

Workers of an ingest look in it for captures that need no parsing. An ingest that finds nothing new leaves the
state as it is, and so reads no more of the archive than this file.
"""

import os
from hashlib import sha256
from pathlib import Path

import numpy as np

from lib.store.archive import ArchiveReader
from lib.store.paths import files
from lib.store.schema import UNDERSTOOD
from lib.store.statements import column

WIDTH = 32  # bytes of a hash, and of the mark of state and length, which comes first
_HASHES = np.dtype(f"V{WIDTH}")  # bytes are compared whole: text ("S") has no zeros at its end
NONE = np.empty(0, _HASHES)


def current_file(reading: ArchiveReader) -> Path:
    """Return the path of the file of stored hashes, rewritten if outdated; the caller holds the lock."""
    path, state = files(reading.path).noted, reading.setting("state")
    kept = b""
    if path.exists():
        with path.open("rb") as file:
            kept = file.read(WIDTH)
    if not kept or kept != _mark(state, path.stat().st_size):  # a machine that stopped may have cut it
        sql = f"select unhex(sha256) as hash from capture where outcome in {UNDERSTOOD} order by hash"
        hashes = b"".join(column(reading, sql))
        # A work file's name: what a killed one leaves is cleared at the next start.
        fresh = path.with_name(f"{reading.path.name}.new-{os.getpid()}")
        fresh.write_bytes(_mark(state, WIDTH + len(hashes)) + hashes)
        fresh.replace(path)
    return path


def _mark(state: str, size: int) -> bytes:
    """Return the first bytes of a file of this size (bytes) that is valid for a state of the archive."""
    return sha256(f"{state} {size}".encode()).digest()


def hashes_of(file: Path) -> np.ndarray:
    """Return the sorted hashes in a file of `current_file`, as a memory-mapped array, perhaps empty."""
    return np.memmap(file, _HASHES, mode="r", offset=WIDTH) if file.stat().st_size > WIDTH else NONE


def is_among(hashes: np.ndarray, sha256: str) -> bool:
    """Return whether a hash is one of the sorted hashes."""
    sought = bytes.fromhex(sha256)
    place = int(np.searchsorted(hashes, np.array(sought, _HASHES)))
    return place < len(hashes) and hashes[place].tobytes() == sought
