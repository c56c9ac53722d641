"""What becomes of a file of the inbox once all that it holds is stored."""

from collections.abc import Sequence
from pathlib import Path

from lib.ingest import inbox
from lib.ingest.taken import Taken


def clear_away(archive: Path, done: Sequence[Taken]) -> None:
    """Delete the files; one of which something was refused is laid aside, to be tried again."""
    for each in done:
        if each.source.passes and each.refused:
            inbox.keep_back(archive, Path(each.source.path))
        elif each.source.passes:
            Path(each.source.path).unlink(missing_ok=True)
