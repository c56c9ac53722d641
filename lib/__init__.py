"""Wireroom: captured news pages in, trusted articles and checkable co-mention charts out."""

from pathlib import Path
from typing import TYPE_CHECKING

from lib.model.version import VERSION

if TYPE_CHECKING:
    from lib.figures.notebook import Archive

__all__ = ["VERSION", "open_archive"]


def open_archive(path: str | Path | None = None) -> "Archive":
    """Return an archive for notebooks and scripts: lib.figures.notebook lists what it can be asked.

    By default the reader's own, else the sample.
    """
    from lib.figures import notebook  # loads all charts, which few who import lib need

    return notebook.open_archive(path)
