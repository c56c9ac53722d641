"""What a format module is given: the bytes of one file and where they came from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The bytes of one file or upload, before any format has looked at them."""

    origin: str
    name: str  # the file's own name: formats are chosen by its suffix
    data: bytes
    seen_at: datetime  # UTC; the capture time unless the page itself says better
    seen_by: str  # where seen_at was taken from, e.g. "the file's date"
