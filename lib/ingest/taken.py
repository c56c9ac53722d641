"""What came of each source of an ingest, told once all that it brought is stored."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lib.ingest.parsing import Passed, Result, Source
from lib.model.capture import Rejected, Skipped
from lib.model.parsed import Parsed
from lib.store.batches.deduplicate import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A source whose captures are stored."""

    source: Source
    outcomes: Mapping[str, int] = field(default_factory=dict)  # "stored", "revision", "known" ... -> captures
    refused: tuple[Rejected, ...] = ()
    gone: tuple[str, ...] = ()  # the removed stories of which captures came


Settled = Callable[[Sequence[Taken]], None]


def taken(source: Source, results: Sequence[Result], receipts: Mapping[str, Receipt]) -> Taken:
    """Return what came of a source; the receipts are those of its captures, by their hash."""
    counts: Counter[str] = Counter()
    gone: list[str | None] = []
    for each in results:
        if isinstance(each, Parsed):
            receipt = receipts[each.capture.sha256]
            counts[receipt.outcome] += 1
            gone += [receipt.article_id] if receipt.outcome == "removed" else []
        elif isinstance(each, Passed):
            counts[each.verdict] += 1
            gone += [each.story] if each.verdict == "removed" else []
        elif isinstance(each, Skipped):
            counts["skipped"] += 1
    refused = tuple(each for each in results if isinstance(each, Rejected))
    stories = tuple(each for each in dict.fromkeys(gone) if each)
    return Taken(source=source, outcomes=dict(counts), refused=refused, gone=stories)
