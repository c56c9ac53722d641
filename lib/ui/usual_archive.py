"""The choice of the archive that opens when an address names none."""

from lib.model.errors import ArchiveError
from lib.store.paths import archive_path, sample_path
from lib.store.prepared import is_there
from lib.store.unusable import is_gone
from lib.ui.cache import stories_in
from lib.ui.session import session
from lib.ui.view import EVERYTHING, ArchiveName


def usual_archive() -> ArchiveName:
    """Return "sample" if the sample is there and the reader's own archive has no story, else "own"."""
    if not sample_path().exists() or is_gone(archive_path()):
        return "own"  # also one that is gone and can come back: its page says so
    if not is_there(archive_path()):
        return "sample"
    try:
        with session(archive_path()):
            return "own" if stories_in(EVERYTHING) else "sample"
    except ArchiveError:
        return "own"  # its page says why it cannot be read
