"""Progress and final counts of an ingest."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lib.ingest.result import Passed, Result
from lib.ingest.work_item import WorkItem
from lib.model.capture import Rejected, Skipped
from lib.model.errors import Remedy, worded
from lib.model.imported import Imported
from lib.model.parsed import Parsed
from lib.model.wording import count
from lib.store.batches.batch_changes import Receipt

NAMED = 3  # of the removed stories whose captures were left out
LEFT_OUT = "removed earlier and left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The progress of an ingest: files read and in all, captures stored and rejected, seconds left."""

    done: int  # files that were read
    total: int
    stored: int  # captures that are committed, with their originals
    rejected: int
    left: float = 0.0  # seconds; 0 while that is not known

    @property
    def sentence(self) -> str:
        """The progress of the ingest as one line for the user."""
        parts = [f"{self.done:,} of {count(self.total, 'file')}", f"{self.stored:,} stored"]
        parts += [f"{self.rejected:,} rejected"] if self.rejected else []
        parts += [f"about {self.left:.0f} s left"] if self.left >= 1 else []
        return ", ".join(parts)


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts of an ingest, the seconds it took, and whether it was stopped."""

    stored: int
    briefs: int
    revised: int
    known: int
    removed: int  # captures of stories that were removed and stay so
    skipped: Mapping[str, int]  # reason -> files
    seconds: float
    stopped: bool  # before its end, by the reader
    rejected: int

    @property
    def sentence(self) -> str:
        """The counts of the ingest as one line for the user."""
        parts = [f"{count(self.stored, 'story', 'stories')} stored"]
        parts += [f"{count(self.briefs, 'brief')} from their pages"] if self.briefs else []
        parts += [f"{count(self.revised, 'revision')} of known stories"] if self.revised else []
        parts += [f"{self.known:,} known already"] if self.known else []
        parts += [f"{self.removed:,} {LEFT_OUT}"] if self.removed else []
        parts += [f"{self.rejected:,} rejected"] if self.rejected else []
        reasons = ", ".join(f"{reason}: {number:,}" for reason, number in sorted(self.skipped.items()))
        parts += [f"{sum(self.skipped.values()):,} skipped ({reasons})"] if self.skipped else []
        end = " Stopped before the end: the same command goes on from here." if self.stopped else ""
        return f"{', '.join(parts)}; {self.seconds:.1f} seconds.{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of an ingest, its archive, its rejections, and which removed stories came again."""

    counts: Counts
    archive: Path
    rejected: tuple[Rejected, ...]
    gone: tuple[str, ...] = ()  # the ids of those removed stories

    @property
    def sentence(self) -> str:
        """The counts as one line; if removed stories came again, with the command that restores them."""
        if not self.gone:
            return self.counts.sentence
        more = len(self.gone) - NAMED
        rest = f"; {count(more, 'more is', 'more are')} listed on the Intake page" if more > 0 else ""
        back = Remedy(command=f"bring-back {' '.join(self.gone[:NAMED])}", does=f"lets them in again{rest}")
        return worded(self.counts.sentence, [back])


def refreshed(asked: int, failed: int, taken_in: str) -> str:
    """Return a line on a refresh: sources asked, failures, and what was stored."""
    vain = f", {failed:,} in vain" if failed else ""
    return f"{count(asked, 'source')} asked{vain}: {taken_in or 'nothing new.'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSource:
    """A source whose captures are all stored: outcomes, rejections, marks, and removed and new stories."""

    source: WorkItem
    outcomes: Mapping[str, int] = field(default_factory=dict)  # "stored", "revision", "known" ... -> captures
    skipped: tuple[str, ...] = ()  # the reason for each skipped one
    refused: tuple[Rejected, ...] = ()
    imported: tuple[Imported, ...] = ()
    briefs: int = 0
    gone: tuple[str, ...] = ()  # the removed stories of which captures came
    stories: tuple[str, ...] = ()  # that are new


OnStored = Callable[[Sequence[StoredSource]], None]


def stored_source(
    source: WorkItem, results: Sequence[Result], receipts: Iterator[Receipt | Rejected]
) -> StoredSource:
    """Return the outcome of a source, taking from `receipts` the next one for each of its parsed captures.

    A capture that occurs in several sources has a receipt for each.
    """
    counts: Counter[str] = Counter()
    stories: dict[str, list[str]] = {"removed": [], "stored": []}
    briefs = 0
    refused = [result for result in results if isinstance(result, Rejected)]
    for result in results:
        if isinstance(result, Parsed):
            receipt = next(receipts)
            if isinstance(receipt, Rejected):
                refused.append(receipt)
                continue
            outcome, story = receipt.outcome, receipt.article_id
            briefs += receipt.briefs
        elif isinstance(result, Passed):
            outcome, story = result.verdict, result.story
        else:
            continue
        counts[outcome] += 1
        if story and outcome in stories:
            stories[outcome].append(story)
    skipped = tuple(result.reason for result in results if isinstance(result, Skipped))
    return StoredSource(
        source=source, outcomes=dict(counts) | ({"skipped": len(skipped)} if skipped else {}),
        skipped=skipped, refused=tuple(refused), briefs=briefs,
        imported=tuple(result for result in results if isinstance(result, Imported)),
        gone=tuple(dict.fromkeys(stories["removed"])), stories=tuple(dict.fromkeys(stories["stored"])),
    )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Tally:
    """The running counts of an ingest, its rejections and imported marks, and removed stories found again."""

    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    briefs: int = 0
    imported: list[Imported] = field(default_factory=list)
    gone: dict[str, None] = field(default_factory=dict)  # removed stories of which captures came
    seconds: float = 0.0  # of all that was stored so far

    def add(self, source: StoredSource) -> None:
        """Add the counts, rejections, imported marks and removed stories of one source."""
        self.outcomes.update(source.outcomes)
        self.skipped.update(source.skipped)
        self.rejected += source.refused
        self.briefs += source.briefs
        self.imported += source.imported
        self.gone |= dict.fromkeys(source.gone)

    def progress(self, done: int, total: int) -> Progress:
        """Return the progress after `done` of `total` sources, counting committed captures only."""
        stored = self.outcomes["stored"] + self.outcomes["revision"]
        return Progress(done=done, total=total, stored=stored, rejected=len(self.rejected))

    def summary(self, *, archive: Path, seconds: float, stopped: bool) -> Summary:
        """Add `seconds` to the time taken, and return the counts so far as a summary."""
        self.seconds += seconds
        counts = Counts(
            stored=self.outcomes["stored"], revised=self.outcomes["revision"], known=self.outcomes["known"],
            removed=self.outcomes["removed"], briefs=self.briefs, skipped=dict(self.skipped),
            seconds=self.seconds, stopped=stopped, rejected=len(self.rejected),
        )  # fmt: skip
        rejected, gone = tuple(self.rejected), tuple(self.gone)
        return Summary(counts=counts, archive=archive, rejected=rejected, gone=gone)
