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

WIDTH = 32  # bytes of a hash, and of that of the archive's state, which comes first


def current_file(reading: ArchiveReader) -> Path:
    """Return the path of the file of stored captures' hashes, rewritten if the archive has changed since.

    The caller holds the writer's lock.
    """
    path = files(reading.path).noted
    state = sha256(reading.setting("state").encode()).digest()
    kept = b""
    if path.exists() and not path.stat().st_size % WIDTH:  # a machine that stopped may have cut it
        with path.open("rb") as file:
            kept = file.read(WIDTH)
    if kept != state:
        rows = reading.execute(f"""
            select unhex(sha256) as hash from capture where outcome in {UNDERSTOOD} order by hash""")
        # A work file's name: what a killed one leaves is cleared at the next start.
        fresh = path.with_name(f"{reading.path.name}.new-{os.getpid()}")
        fresh.write_bytes(state + b"".join(hash for (hash,) in rows.fetchall()))
        fresh.replace(path)
    return path


def hashes_of(path: Path) -> np.ndarray:
    """Return the captures' hashes in the file as a memory-mapped array."""
    if path.stat().st_size <= WIDTH:
        return np.empty(0, f"S{WIDTH}")
    return np.memmap(path, dtype=f"S{WIDTH}", mode="r", offset=WIDTH)
