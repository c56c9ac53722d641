"""The reader's corrections of captures, stored as events of the journal.

After undoing a correction all is as if it had never been made. One correction is an event for each capture
with the text.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lib.model.correction import VERDICTS, Correction
from lib.model.errors import WireroomError
from lib.model.rules import current_name
from lib.store.journal import records
from lib.store.journal.journal import Journal


class CorrectionError(WireroomError):
    """Raised when a correction cannot be read, made or undone."""


def read(archive: Path) -> tuple[Correction, ...]:
    """Return the corrections that were not undone, in the order in which they were made."""
    return records.standing(archive, "correct", parse)


def append(archive: Path, corrections: Sequence[Correction]) -> None:
    """Add the corrections to the journal and return when they are on disk."""
    Journal(archive).append(
        [records.record("correct", records.fields_of(each), capture=each.sha256) for each in corrections]
    )


def undo(archive: Path, number: str) -> tuple[Correction, ...]:
    """Undo the correction with this id; CorrectionError if there is none.

    Return it once for each capture that has the corrected text.
    """
    words = f"There is no correction {number} to undo; `python -m lib corrections` lists those that hold."
    return records.undo(archive, number, read(archive), CorrectionError(words))


def parse(fields: dict[str, Any]) -> Correction:
    """Return the correction in an event's fields; raises ValueError, TypeError or KeyError if not valid."""
    rule = fields["rule"] and current_name(fields["rule"])  # an earlier version may have called it otherwise
    made = Correction(**{**fields, "rule": rule, "made_at": records.moment(fields)})
    if made.verdict not in VERDICTS or not isinstance(made.text, str) or not isinstance(made.at, int):
        raise ValueError(f"its verdict is neither of {', '.join(VERDICTS)}, or a field is of another kind")
    return made
