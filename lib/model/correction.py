"""What a reader has set right by hand in one capture."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["keep", "cut"]
VERDICTS: tuple[Verdict, ...] = ("keep", "cut")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One piece of a capture that the reader keeps or cuts, whatever the rules say.

    The piece is found again by its own words first and by its place second: a newer Wireroom may cut the
    source text into other pieces.
    """

    id: str  # names the correction so that it can be undone
    sha256: str  # of the capture
    verdict: Verdict
    text: str  # the piece, as it was kept or cut
    at: int  # where it began in the source text
    rule: str | None  # the rule that had cut it; None for a kept piece
    publisher: str
    url: str | None
    made_at: datetime  # UTC
