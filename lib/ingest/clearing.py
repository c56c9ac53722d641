"""What leaves the inbox: what was fetched once it is stored, the rest once its marks are noted as well."""

from collections.abc import Sequence
from pathlib import Path

from lib.ingest import inbox
from lib.ingest.summary import Taken


def clear_fetched(archive: Path, left_over: list[Taken], done: Sequence[Taken]) -> None:
    """Clear away what was fetched; other files may be lists, and stay until their marks are noted."""
    clear_away(archive, [each for each in done if each.source.fetched])
    left_over += [each for each in done if not each.source.fetched]


def clear_away(archive: Path, done: Sequence[Taken]) -> None:
    """Delete the files; of one of which something was refused that stays, to be tried again."""
    for each in done:
        path = Path(each.source.path)
        if each.source.passes and each.refused:
            inbox.keep_back(archive, path, each.refused)
        elif each.source.passes:
            path.unlink(missing_ok=True)
        elif each.refused:
            inbox.keep_refused(archive, path, each.refused)
