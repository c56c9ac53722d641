"""What of a batch is stored, and its originals on disk before that."""

from collections.abc import Sequence
from pathlib import Path

from lib.ingest.summary import Tally
from lib.model.capture import Rejected
from lib.model.feed import SUMMARY
from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.home import files
from lib.store.identity import address_key
from lib.store.stories import told_failures
from lib.store.whole import stories_of, whole_stories


def settle_originals(
    batch: Sequence[Parsed | Rejected], needed: Sequence[Parsed | Rejected], archive: Path
) -> None:
    """Has every original that the batch needs on disk before the batch is committed."""
    folder = files(archive).originals
    kept = {each.capture.sha256 for each in needed if isinstance(each, Parsed)}
    with told_failures(archive):
        originals.settle(folder, kept)
    spare = {each.capture.sha256 for each in batch if isinstance(each, Parsed)} - kept
    # An earlier batch of the same run may have stored the very capture that this one need not.
    for sha256 in spare.difference(stories_of(archive, sorted(spare))):
        originals.forget(folder, sha256)


def without_known_summaries(
    batch: Sequence[Parsed | Rejected], archive: Path, tally: Tally
) -> Sequence[Parsed | Rejected]:
    """The batch without a feed's summaries of stories whose pages are stored."""
    parsed = [each for each in batch if isinstance(each, Parsed)]
    if tally.whole is None:
        if not any(map(_is_summary, parsed)):
            return batch
        tally.whole = whole_stories(archive)  # asked once a run: every look at the archive costs its opening
    known = {each.capture.sha256 for each in parsed if _is_summary(each) and _key(each) in tally.whole}
    tally.whole |= {key for each in parsed if not _is_summary(each) and (key := _key(each)) is not None}
    tally.outcomes["known"] += len(known)
    return [each for each in batch if isinstance(each, Rejected) or each.capture.sha256 not in known]


def _is_summary(parsed: Parsed) -> bool:
    return parsed.capture.partial == SUMMARY


def _key(parsed: Parsed) -> int | None:
    return address_key(parsed.address) if parsed.address else None
