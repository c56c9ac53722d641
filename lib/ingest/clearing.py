"""Removes files from the inbox once their captures are stored, and imported marks are saved."""

from collections.abc import Sequence
from pathlib import Path

from lib.ingest import inbox
from lib.ingest.summary import Taken


def clear_fetched(archive: Path, left_over: list[Taken], done: Sequence[Taken]) -> None:
    """Clear fetched files from the inbox; add the other sources, perhaps lists with marks, to `left_over`."""
    clear_away(archive, [each for each in done if each.source.fetched])
    left_over += [each for each in done if not each.source.fetched]


def clear_away(archive: Path, done: Sequence[Taken]) -> None:
    """Delete the inbox files of stored sources; keep the rejected captures for a retry."""
    for each in done:
        path = Path(each.source.path)
        if each.source.passes and each.refused:
            inbox.keep_back(archive, path, each.refused)
        elif each.source.passes:
            path.unlink(missing_ok=True)
        elif each.refused:
            inbox.keep_refused(archive, path, each.refused)
