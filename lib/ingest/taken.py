"""What came of each source of an ingest, told once all that it brought is stored."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lib.ingest.parsing import Passed, Result, Source
from lib.model.capture import Rejected, Skipped
from lib.model.parsed import Parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A source whose captures are stored."""

    source: Source
    outcomes: Mapping[str, int] = field(default_factory=dict)  # "stored", "revision", "known" ... -> captures
    refused: tuple[Rejected, ...] = ()


Settled = Callable[[Sequence[Taken]], None]


def taken(source: Source, results: Sequence[Result], outcomes: Mapping[str, str]) -> Taken:
    """What came of a source; `outcomes` are those of the stored captures, by their hash."""
    counts: Counter[str] = Counter()
    for each in results:
        if isinstance(each, Parsed):
            counts[outcomes.get(each.capture.sha256, "known")] += 1
        elif isinstance(each, Passed):
            counts[each.verdict] += 1
        elif isinstance(each, Skipped):
            counts["skipped"] += 1
    refused = tuple(each for each in results if isinstance(each, Rejected))
    return Taken(source=source, outcomes=dict(counts), refused=refused)
