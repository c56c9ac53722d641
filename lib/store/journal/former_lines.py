"""Reading the JSON lines of older versions' files; a line in which one byte was changed is repaired."""

import json
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from lib.model import checksums

SHORT, LONGEST = 600, 20_000  # bytes of which each other value, or each other bit, is tried


def read_lines(path: Path | None) -> list[dict[str, Any] | None]:
    """Return the fields of each line of a file; None for a damaged line, and alone for a missing file.

    An incomplete last line is left out. A single changed byte is corrected by the line's checksum.
    """
    if path is None or not path.is_file():
        return [None]
    found: list[dict[str, Any] | None] = []
    for line in _repaired(path.read_bytes()).splitlines(keepends=True):
        try:
            found.append(checksums.unsigned(json.loads(line)))
        except ValueError:
            if line.strip() and line.endswith(b"\n"):
                found.append(None)
    return found or [None]


def _repaired(content: bytes) -> bytes:
    """Return the content with each line repaired in which one byte was changed; others stay as they are.

    A wrong repair passes the checksum once in four billion times.
    """
    parts = groupby(BytesIO(content), lambda line: not line.strip() or _is_good(line))
    return b"".join(b"".join(run) if good else _with_another_byte(b"".join(run)) for good, run in parts)


def _with_another_byte(damaged: bytes) -> bytes:
    """Return damaged lines with the one byte changed that makes them valid; as they are if none does."""
    changes = range(1, 256) if len(damaged) <= SHORT else [1 << bit for bit in range(8)]
    for at, byte in enumerate(damaged[:LONGEST]):
        for change in changes:
            tried = damaged[:at] + bytes([byte ^ change]) + damaged[at + 1 :]
            if all(not line.strip() or _is_good(line, summed=True) for line in BytesIO(tried)):
                return tried
    return damaged


def _is_good(line: bytes, *, summed: bool = False) -> bool:
    """Return whether a line is JSON with its right checksum; unless `summed`, also one without a checksum."""
    try:
        fields = json.loads(line)
        checksums.unsigned(fields)
    except ValueError:
        return False
    return not summed or "sum" in fields
