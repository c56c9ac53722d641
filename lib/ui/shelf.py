"""Which archive is open: the reader's own once it holds something, else the sample."""

from lib.model.errors import ArchiveError
from lib.query import stories
from lib.store.files.home import archive_path, sample_path
from lib.ui.answers import ask, session
from lib.ui.view import EVERYTHING, Shelf


def usual() -> Shelf:
    """Return the archive that opens when the address does not say."""
    if not sample_path().exists():
        return "own"
    return "own" if archive_path().exists() and _filled() else "sample"


def both() -> bool:
    """Tell whether there are two archives to switch between."""
    return archive_path().exists() and sample_path().exists()


def _filled() -> bool:
    """Tell whether the reader's own archive holds a story, or cannot be read and so must say why."""
    try:
        with session(archive_path()):
            return int(ask(stories.totals, EVERYTHING)["stories"].iloc[0]) > 0
    except ArchiveError:
        return True
