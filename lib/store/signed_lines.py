"""Small files of lines: read to the last whole one, read from the end, and replaced at once."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from lib.model import checksums


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
    for each in (tail, tail[:-1]):
        with suppress(ValueError):
            if isinstance(json.loads(each), dict):
                return False
    return True
