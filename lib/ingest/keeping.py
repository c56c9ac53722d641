"""What of a batch is stored, and its originals on disk before that."""

from collections.abc import Sequence
from pathlib import Path

from lib.ingest.summary import Tally
from lib.model.capture import Rejected
from lib.model.feed import SUMMARY
from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.home import files
from lib.store.stories import told_failures
from lib.store.whole import stored_whole


def settle_originals(
    batch: Sequence[Parsed | Rejected], needed: Sequence[Parsed | Rejected], archive: Path
) -> None:
    """Has every original that the batch needs on disk before the batch is committed."""
    folder = files(archive).originals
    kept = {each.capture.sha256 for each in needed if isinstance(each, Parsed)}
    with told_failures(archive):
        originals.settle(folder, kept)
    for each in batch:
        if isinstance(each, Parsed) and each.capture.sha256 not in kept:
            originals.forget(folder, each.capture.sha256)


def without_known_summaries(
    batch: Sequence[Parsed | Rejected], archive: Path, tally: Tally
) -> Sequence[Parsed | Rejected]:
    """The batch without a feed's summaries of stories whose pages are stored."""
    summaries = [each for each in batch if isinstance(each, Parsed) and each.capture.partial == SUMMARY]
    known = {each.capture.sha256 for each in stored_whole(archive, summaries)}
    if not known:
        return batch
    tally.outcomes["known"] += len(known)
    return [each for each in batch if isinstance(each, Rejected) or each.capture.sha256 not in known]
