"""What a format module is given: the bytes of one file and where they came from."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from lib.capture.unpack import MANY_UNPACKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The bytes of one file or upload, before any format has looked at them."""

    origin: str
    name: str  # the file's own name: formats are chosen by its suffix
    data: bytes  # only the beginning where `path` is set
    seen_at: datetime  # UTC; the capture time unless the page itself says better
    seen_by: str | None  # where seen_at was taken from, e.g. "the file's date"; None: the transport vouches
    path: Path | None = None  # a file of many captures, which is read piece by piece
    depth: int = 0  # how many archives it lay in
    room: int = MANY_UNPACKED  # bytes that may be unpacked from it, where it is an archive of files
    url: str | None = None  # where the transport says that the bytes were found
    charset: str | None = None  # their encoding, as the transport declares it

    def stream(self) -> BinaryIO:
        """Return all bytes, to be read piece by piece; the caller closes it."""
        return BytesIO(self.data) if self.path is None else self.path.open("rb")
