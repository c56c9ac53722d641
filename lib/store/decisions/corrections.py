"""The reader's corrections of captures, in a readable file of their own beside the archive.

A line is a JSON object: a correction, or the undoing of one. Lines are only ever added; undoing a correction
leaves things as if it had never been made. One correction has a line for each capture that bears the text.
When a story is removed its lines are overwritten where they stand, so that nothing of its words is left.
The archive can be rebuilt at any hour, these cannot: so they are never in it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.model.correction import VERDICTS, Correction
from lib.model.errors import Remedy, WireroomError
from lib.model.rules import current
from lib.store.archive import ArchiveReader
from lib.store.files import lines
from lib.store.files.home import files

# The captures that were cleaned with corrections, and those asked for, each with its story.
FOLLOWED = """
    select sha256, article, corrections from capture where outcome in ('stored', 'revision', 'known')
    and (corrections is not null or sha256 in (select unnest(?::varchar[])))"""


class CorrectionError(WireroomError):
    """A correction that cannot be read, made or undone."""


def read(archive: Path) -> tuple[Correction, ...]:
    """Return the corrections that hold, in the order in which they were made."""
    made, undone = lines.recorded(files(archive).corrections, parse, _fault)
    return tuple(correction for correction in made if correction.id not in undone)


def append(archive: Path, corrections: Sequence[Correction]) -> None:
    """Add the corrections; when it returns they are on disk."""
    lines.append(files(archive).corrections, list(map(_written, corrections)))


def undo(archive: Path, number: str) -> tuple[Correction, ...]:
    """Take a correction back; return its lines, one for each capture."""
    undone = tuple(correction for correction in read(archive) if correction.id == number)
    if not undone:
        raise CorrectionError(
            f"There is no correction {number} to undo; `python -m lib corrections` lists those that hold."
        )
    lines.undo(files(archive).corrections, number)
    return undone


def forget(archive: Path, hashes: Collection[str]) -> None:
    """Overwrite every line about these captures, also those that were undone or cut short."""
    marks = [sha256.encode() for sha256 in hashes]
    lines.overwrite(files(archive).corrections, lambda line: any(sha256 in line for sha256 in marks))


def pending(archive: Path, reading: ArchiveReader) -> list[str]:
    """Return the stored captures that were cleaned with other corrections than hold now.

    So it is after a kill between the file and the archive, after a restore, or when the file was edited.
    """
    made = read(archive)
    rows = reading.execute(FOLLOWED, [sorted({each.sha256 for each in made})]).fetchall()
    return sorted(waiting(made, ((str(sha256), ids) for sha256, _, ids in rows)))


def waiting(made: Iterable[Correction], followed: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Return the captures, of those given with the corrections they were cleaned with, that do not follow
    `made`.
    """
    held: dict[str, list[str]] = {}
    for each in made:
        held.setdefault(each.sha256, []).append(each.id)
    return (sha256 for sha256, ids in followed if (ids or "").split() != held.get(sha256, []))


def _fault(what: str) -> CorrectionError:
    return CorrectionError(
        f"{what} It holds a correction of yours; nothing changed. To give one up, undo it: a line "
        "that is deleted comes back.",
        Remedy(command="doctor --mend", does="writes the file anew with what a backup knows"),
    )


def parse(fields: dict[str, Any]) -> Correction:
    """Return the correction of a line; raises ValueError, TypeError or KeyError where it holds none."""
    moment = datetime.fromisoformat(fields["made_at"]).astimezone(UTC)
    rule = fields["rule"] and current(fields["rule"])  # an earlier version may have called it otherwise
    made = Correction(**{**fields, "rule": rule, "made_at": moment})
    if made.verdict not in VERDICTS or not isinstance(made.text, str) or not isinstance(made.at, int):
        raise ValueError(f"its verdict is neither of {', '.join(VERDICTS)}, or a field is of another kind")
    return made


def _written(correction: Correction) -> dict[str, Any]:
    return {**asdict(correction), "made_at": correction.made_at.isoformat(timespec="seconds")}
