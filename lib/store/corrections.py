"""The reader's corrections of captures, in a readable file of their own beside the archive.

A line is a JSON object: a correction, or the undoing of one. Lines are only ever added; undoing a correction
leaves things as if it had never been made. One correction has a line for each capture that bears the text.
When a story is removed its lines are overwritten where they stand, so that nothing of its words is left.
The archive can be rebuilt at any hour, these cannot: so they are never in it.
"""

import json
import os
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.model.correction import VERDICTS, Correction
from lib.model.errors import WireroomError
from lib.store.archive import Reading
from lib.store.home import files


class CorrectionError(WireroomError):
    """A correction that cannot be read, made or undone."""


def read(archive: Path) -> tuple[Correction, ...]:
    """The corrections that hold, in the order in which they were made."""
    made: list[Correction] = []
    undone: set[str] = set()
    for told in _told(files(archive).corrections):
        if isinstance(told, Correction):
            made.append(told)
        else:
            undone.add(told)
    return tuple(each for each in made if each.id not in undone)


def new_id() -> str:
    """A name for a correction that no other has."""
    return secrets.token_hex(4)


def append(archive: Path, corrections: Sequence[Correction]) -> None:
    """Adds the corrections; when it returns they are on disk."""
    _append(files(archive).corrections, [_written(each) for each in corrections])


def undo(archive: Path, number: str) -> tuple[Correction, ...]:
    """Takes a correction back; gives its lines, one for each capture."""
    lines = tuple(each for each in read(archive) if each.id == number)
    if not lines:
        raise CorrectionError(
            f"There is no correction {number} to undo; `python -m lib corrections` lists those that hold."
        )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _append(files(archive).corrections, [{"undo": number, "made_at": now}])
    return lines


def forget(archive: Path, hashes: Collection[str]) -> None:
    """Overwrites every line about these captures, also those that were undone or cut short."""
    path = files(archive).corrections
    if not path.exists() or not hashes:
        return
    wanted = [sha256.encode() for sha256 in hashes]
    with path.open("rb+") as file:
        at = 0
        for line in file.readlines():
            if any(sha256 in line for sha256 in wanted):
                file.seek(at)
                # In place, so that a line which another process adds meanwhile is not lost.
                file.write(_blank(line))
            at += len(line)
        file.flush()
        os.fsync(file.fileno())


def pending(archive: Path, reading: Reading) -> list[str]:
    """The stored captures that were cleaned with other corrections than hold now.

    So it is after a kill between the file and the archive, after a restore, or when the file was edited.
    """
    held: dict[str, list[str]] = {}
    for each in read(archive):
        held.setdefault(each.sha256, []).append(each.id)
    rows = reading.execute(
        "select sha256, corrections from capture where outcome in ('stored', 'revision', 'known') "
        "and (corrections is not null or sha256 in (select unnest(?::varchar[])))",
        [sorted(held)],
    ).fetchall()
    return sorted(str(sha256) for sha256, ids in rows if (ids or "").split() != held.get(str(sha256), []))


def _blank(line: bytes) -> bytes:
    told, end = b'{"forgotten": true}', b"\n" if line.endswith(b"\n") else b""
    room = len(line) - len(end)
    return (told.ljust(room) if len(told) <= room else b" " * room) + end


def _told(path: Path) -> Iterator[Correction | str]:
    """Each correction, and the id of each that is undone; a line that a kill has cut short is no line."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip() and (line.endswith(b"\n") or not _is_cut_short(line)):
                yield from _line(path, number, line)


def _line(path: Path, number: int, line: bytes) -> Iterator[Correction | str]:
    try:
        fields = json.loads(line)
        if "undo" in fields:
            yield str(fields["undo"])
        elif "forgotten" not in fields:
            yield _correction(fields)
    except (ValueError, TypeError, KeyError) as error:
        raise CorrectionError(
            f"Line {number} of {path} cannot be read ({error}). It holds a correction of yours: mend the "
            "line in a text editor, or delete it to give the correction up; then try again. Nothing changed."
        ) from error


def _correction(fields: dict[str, Any]) -> Correction:
    moment = datetime.fromisoformat(fields["made_at"]).astimezone(UTC)
    made = Correction(**{**fields, "made_at": moment})
    if made.verdict not in VERDICTS or not isinstance(made.text, str) or not isinstance(made.at, int):
        raise ValueError(f"its verdict is neither of {', '.join(VERDICTS)}, or a field is of another kind")
    return made


def _written(correction: Correction) -> dict[str, Any]:
    return {**asdict(correction), "made_at": correction.made_at.isoformat(timespec="seconds")}


def _append(path: Path, lines: Sequence[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    told = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
    with path.open("rb+" if path.exists() else "wb+") as file:
        tail = file.read().rpartition(b"\n")[2]
        if _is_cut_short(tail):
            file.seek(-len(tail), os.SEEK_END)
            file.truncate()
        elif tail:
            told = b"\n" + told  # an editor has left the last line without its end
        file.seek(0, os.SEEK_END)
        file.write(told)
        file.flush()
        os.fsync(file.fileno())


def _is_cut_short(tail: bytes) -> bool:
    """Whether a last line without an end was never written whole."""
    try:
        return not isinstance(json.loads(tail), dict)
    except ValueError:
        return bool(tail)
