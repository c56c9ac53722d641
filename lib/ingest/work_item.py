"""One unit of work for a worker: a file, a stored original by its hash, or why nothing came."""

from dataclasses import dataclass
from pathlib import Path

from lib.model.capture import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A file to parse, a stored original by its hash, or the reason why a source gave nothing."""

    path: str
    original: str | None = None
    origin: str | None = None  # of a file that is the copy of another: that one's name
    fetched: bool = False  # it lies in the inbox as it was fetched: what it holds is named by its addresses
    piped: bool = False  # it lies in the inbox as it came through a pipe
    story: str | None = None  # whose a kept original was, of an archive that is rebuilt
    skip: int = 0  # outcomes at its beginning that an earlier worker has parsed
    refusal: Rejected | None = None  # nothing came, and this is why

    @property
    def is_from_inbox(self) -> bool:
        """Whether the file lies in the inbox, from which it is deleted once its captures are stored."""
        return self.fetched or self.piped

    def size(self) -> int:
        """Return the file's size in bytes; 0 for a stored original or an unreadable file."""
        try:
            return 0 if self.original or self.refusal else Path(self.path).stat().st_size
        except OSError:
            return 0  # opening it will say why it cannot be read
