"""What hangs on the former id of a story that became another's: marks and decisions go with it."""

from pathlib import Path

from lib.store.archive import open_for_reading
from lib.store.decisions import ledger
from lib.store.files import marks
from lib.store.lookups import aliases


def follow_former(archive: Path) -> None:
    """Move marks and decisions from former ids; the caller holds the writer's lock.

    They lie outside the archive: so it is done before and after each ingest, and a kill costs nothing.
    """
    with open_for_reading(archive) as reading:
        folded = aliases(reading)
    if folded:
        marks.move(archive, folded)
        ledger.move(archive, folded)
