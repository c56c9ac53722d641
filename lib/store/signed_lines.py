"""Small files of lines: read to the last whole one, read from the end, and replaced at once."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from lib.model import checksums

SHORT, LONGEST = 600, 20_000  # bytes of which each other value, or each other bit, is tried


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number from 1; a last one that a kill has cut short is no line."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip() and (line.endswith(b"\n") or not _is_cut_short(line)):
                yield number, line


def signed(fields: Mapping[str, Any]) -> bytes:
    """Return a line of the fields and their sum."""
    return json.dumps(checksums.signed(fields), ensure_ascii=False).encode() + b"\n"


def rewrite(path: Path, content: bytes) -> None:
    """Replace the file's content atomically; when it returns the content is on disk."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def tail(path: Path, most: int) -> str:
    """Return the end of a text, at most so many bytes of it; "" where there is no file."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - most))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def _is_cut_short(tail: bytes) -> bool:
    """Return whether a last line without an end was never written whole; its end may have been changed."""
    return bool(tail) and not any(isinstance(_object(each), dict) for each in (tail, tail[:-1]))


def _object(text: bytes) -> object:
    with suppress(ValueError):
        return json.loads(text)
    return None


def repaired(content: bytes, read: Callable[[dict[str, Any]], object]) -> bytes:
    """Return lines as they were before a byte of one was changed, which its sum shows.

    What has lost more than that stays as it is. A wrong guess passes once in four milliards.
    """
    parts = groupby(BytesIO(content), lambda line: not line.strip() or _is_good(line, read))
    return b"".join(b"".join(run) if sound else _with_another_byte(b"".join(run)) for sound, run in parts)


def _with_another_byte(damaged: bytes) -> bytes:
    """Return damaged neighbours as they were; two of them may be one line that the byte has parted."""
    changes = range(1, 256) if len(damaged) <= SHORT else [1 << bit for bit in range(8)]
    for at, byte in enumerate(damaged[:LONGEST]):
        for change in changes:
            tried = damaged[:at] + bytes([byte ^ change]) + damaged[at + 1 :]
            if all(not line.strip() or _has_its_sum(line) for line in BytesIO(tried)):
                return tried
    return damaged


def _has_its_sum(line: bytes) -> bool:
    fields = _object(line)
    return isinstance(fields, dict) and "sum" in fields and _fields(line) is not None


def _is_good(line: bytes, read: Callable[[dict[str, Any]], object]) -> bool:
    with suppress(ValueError, TypeError, KeyError):
        fields = _fields(line) or {}
        if not fields.keys() & {"undo", "forgotten"}:
            read(fields)
        return True
    return False


def _fields(line: bytes) -> dict[str, Any] | None:
    """Return what a line records; None where it is damaged."""
    try:
        return checksums.unsigned(json.loads(line))
    except ValueError:
        return None
