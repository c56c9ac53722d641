"""The originals of a batch: on disk before it is committed, and gone where nothing of a capture is stored."""

from collections.abc import Collection, Sequence
from pathlib import Path

from lib.model.capture import Rejected
from lib.model.parsed import Parsed
from lib.store.batches.stories import told_failures
from lib.store.files import originals
from lib.store.files.home import files


def settle_originals(batch: Sequence[Parsed | Rejected], archive: Path) -> None:
    """Have every original of the batch on disk before the batch is committed."""
    with told_failures(archive):
        originals.settle(
            files(archive).originals, {each.capture.sha256 for each in batch if isinstance(each, Parsed)}
        )


def drop_originals(spare: Collection[str], archive: Path) -> None:
    """Delete the originals of captures that were left out."""
    for sha256 in spare:
        originals.forget(files(archive).originals, sha256)
