"""Wireroom: captured news pages in, trusted articles and checkable co-mention charts out."""

from pathlib import Path
from typing import TYPE_CHECKING

from lib.model.version import VERSION

if TYPE_CHECKING:
    from lib.figures.notebook import Archive

__all__ = ["VERSION", "open_archive"]


def open_archive(path: str | Path | None = None) -> "Archive":
    """Return the archive at a path, by default the reader's own, else the sample; ArchiveMissing without one.

    For notebooks and scripts: lib.figures.notebook.Archive lists what it can be asked.
    """
    from lib.figures import notebook  # loads all charts, which few who import lib need

    return notebook.open_archive(path)
