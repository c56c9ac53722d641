"""Which archive is open: the reader's own once it holds something, else the sample."""

from lib.store.home import archive_path, sample_path
from lib.ui.view import Shelf


def usual() -> Shelf:
    """Return the archive that opens when the address does not say."""
    return "own" if archive_path().exists() or not sample_path().exists() else "sample"


def both() -> bool:
    """Tell whether there are two archives to switch between."""
    return archive_path().exists() and sample_path().exists()
