"""Append-only files of JSON lines, which a kill or an editor may have damaged at the end."""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from lib.model import sums
from lib.store.files.locked import alone

Made = TypeVar("Made")
SHORT, LONGEST = 600, 20_000  # bytes of which each other value, or each other bit, is tried


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number from 1; a last one that a kill has cut short is no line."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip() and (line.endswith(b"\n") or not _is_cut_short(line)):
                yield number, line


def recorded(
    path: Path, read: Callable[[dict[str, Any]], Made], fault: Callable[[str], Exception]
) -> tuple[tuple[Made, ...], frozenset[str]]:
    """Return what the lines record, and the ids of what is undone; raises the fault of a bad line."""
    made: list[Made] = []
    undone: set[str] = set()
    for number, line in lines(path):
        try:
            fields = sums.unsigned(json.loads(line))
            if "undo" in fields:
                undone.add(str(fields["undo"]))
            elif "forgotten" not in fields:
                made.append(read(fields))
        except (ValueError, TypeError, KeyError) as error:
            raise fault(f"Line {number} of {path} cannot be read ({error}).") from error
    return tuple(made), frozenset(undone)


def lost(path: Path, copy: Path) -> list[bytes]:
    """Return the lines of an earlier copy that the file has neither now nor as forgotten ones."""
    (own, nameless), (former, before) = _readable(path), _readable(copy)
    missing = [line for key, line in former.items() if line and key not in own]
    return missing if len(missing) > nameless - before else []


def _readable(path: Path) -> tuple[dict[str, bytes], int]:
    """Return the readable lines by what is recorded in them, b"" for a forgotten one; and how many were
    forgotten of which nothing tells what they recorded, as an older version left them.
    """
    found: dict[str, bytes] = {}
    nameless = 0
    for _, line in lines(path):
        if (fields := _fields(line)) is None:
            continue
        if "forgotten" not in fields:
            found[_recorded_as(fields)] = line
        elif fields["forgotten"] is True:
            nameless += 1
        else:
            found.setdefault(str(fields["forgotten"]), b"")
    return found, nameless


def _recorded_as(fields: Mapping[str, Any]) -> str:
    """Return what tells a line from all others and holds no word of it; "" where it has no id."""
    ids = [fields.get(name) for name in ("id", "undo", "sha256")]
    return hashlib.sha256(json.dumps(ids).encode()).hexdigest()[:16] if any(ids) else ""


def good(path: Path, read: Callable[[dict[str, Any]], object]) -> list[bytes]:
    """Return the lines that can be read, also those that were forgotten."""
    return [line.rstrip(b"\n") + b"\n" for _, line in lines(path) if _is_good(line, read)]


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
        return sums.unsigned(json.loads(line))
    except ValueError:
        return None


def undo(path: Path, number: str) -> None:
    """Add a line that undoes what was recorded under this id."""
    append(path, [{"undo": number, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}])


def new_id() -> str:
    """Return an id that no other record has."""
    return secrets.token_hex(4)


def signed(fields: Mapping[str, Any]) -> bytes:
    """Return a line of the fields and their sum."""
    return json.dumps(sums.signed(fields), ensure_ascii=False).encode() + b"\n"


def append(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Add a line for each, with its sum; when it returns they are on disk. Several may do so at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    added = b"".join(map(signed, entries))
    with path.open("a+b") as file, alone(file):
        file.seek(0)
        tail = file.read().rpartition(b"\n")[2]
        if _is_cut_short(tail):
            file.truncate(file.tell() - len(tail))
        elif tail:
            added = b"\n" + added  # an editor has left the last line without its end
        file.write(added)
        file.flush()
        os.fsync(file.fileno())


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


def overwrite(path: Path, is_chosen: Callable[[bytes], bool]) -> None:
    """Overwrite the chosen lines in place, also one that was cut short."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        at = 0
        for line in file.readlines():
            if is_chosen(line):
                file.seek(at)
                # In place, so that a line which another process adds meanwhile is not lost.
                file.write(_blank(line))
            at += len(line)
        file.flush()
        os.fsync(file.fileno())


def _blank(line: bytes) -> bytes:
    fields, end = _fields(line), b"\n" if line.endswith(b"\n") else b""
    room = len(line) - len(end)
    known = fields if isinstance(fields, dict) else {}
    gone = known.get("forgotten") or _recorded_as(known) or True
    marks = (json.dumps({"forgotten": each}).encode() for each in (gone, True))
    return next((mark.ljust(room) for mark in marks if len(mark) <= room), b" " * room) + end


def _is_cut_short(tail: bytes) -> bool:
    """Return whether a last line without an end was never written whole; its end may have been changed."""
    return bool(tail) and not any(isinstance(_object(each), dict) for each in (tail, tail[:-1]))


def _object(text: bytes) -> object:
    with suppress(ValueError):
        return json.loads(text)
    return None


def repaired(content: bytes, read: Callable[[dict[str, Any]], object]) -> bytes:
    """Return lines as they were before a byte of one was changed, which its sum tells.

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
