"""The result of one capture of a source: parsed, rejected, skipped, passed over, or marks of a list."""

from dataclasses import dataclass
from typing import Literal

from lib.model.capture import Rejected, Skipped
from lib.model.imported import Imported
from lib.model.parsed import Parsed

Verdict = Literal["known", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A capture that is not parsed because it is stored already or was removed."""

    origin: str
    sha256: str
    verdict: Verdict
    story: str | None = None  # the id of one that was removed


Result = Parsed | Rejected | Skipped | Passed | Imported
