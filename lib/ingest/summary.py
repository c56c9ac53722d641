"""How far an ingest is, and what came of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lib.ingest.parsing import Passed, Result, WorkItem
from lib.model.capture import Rejected, Skipped
from lib.model.imported import Imported
from lib.model.parsed import Parsed
from lib.store.batches.deduplicate import Receipt

NAMED = 3  # of the removed stories whose captures were left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an ingest is."""

    done: int  # files
    total: int
    stored: int
    rejected: int
    origin: str  # the newest capture


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What came of an ingest."""

    archive: Path
    stored: int
    revised: int
    known: int
    removed: int  # captures of stories that were removed and stay so
    briefs: int
    rejected: tuple[Rejected, ...]
    skipped: Mapping[str, int]  # reason -> files
    seconds: float
    stopped: bool  # before its end, by the reader
    gone: tuple[str, ...] = ()  # the ids of those removed stories

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        parts = [f"{_count(self.stored, 'story', 'stories')} stored"]
        parts += [f"{_count(self.briefs, 'brief', 'briefs')} from their pages"] if self.briefs else []
        parts += [f"{_count(self.revised, 'revision', 'revisions')} of known stories"] if self.revised else []
        parts += [f"{self.known} known already"] if self.known else []
        parts += [f"{self.removed} {left_out(self.gone)}"] if self.removed else []
        parts += [f"{len(self.rejected)} rejected"] if self.rejected else []
        parts += [f"{sum(self.skipped.values())} skipped ({self._reasons()})"] if self.skipped else []
        end = " Stopped before the end: the same command goes on from here." if self.stopped else ""
        return f"{', '.join(parts)}; {self.seconds:.1f} seconds.{end}"

    def _reasons(self) -> str:
        return ", ".join(f"{reason}: {count}" for reason, count in sorted(self.skipped.items()))


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts while an ingest runs."""

    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    briefs: int = 0
    imported: list[Imported] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # removed stories of which captures came

    def sorted_out(self, results: Iterable[Result]) -> Iterator[Parsed | Rejected]:
        """Yield counts what came of captures, and gives what is to be stored."""
        for result in results:
            if isinstance(result, Passed):
                self.outcomes[result.verdict] += 1
                self._left_out(result.story if result.verdict == "removed" else None)
            elif isinstance(result, Skipped):
                self.skipped[result.reason] += 1
            elif isinstance(result, Imported):
                self.imported.append(result)
            else:
                self.rejected += [result] if isinstance(result, Rejected) else []
                yield result

    def settle(self, receipt: Receipt) -> None:
        """Return counts what became of a capture."""
        self.outcomes[receipt.outcome] += 1
        self.briefs += receipt.briefs
        self._left_out(receipt.article_id if receipt.outcome == "removed" else None)

    def _left_out(self, story: str | None) -> None:
        if story and story not in self.gone:
            self.gone.append(story)

    def progress(self, done: int, total: int, waiting: int, origin: str) -> Progress:
        """Return how far it is after so many of all sources, with so many captures that wait to be stored."""
        stored = self.outcomes["stored"] + self.outcomes["revision"] + waiting
        return Progress(done=done, total=total, stored=stored, rejected=len(self.rejected), origin=origin)

    def summary(self, *, archive: Path, seconds: float, stopped: bool) -> Summary:
        """Return the counts so far."""
        return Summary(
            archive=archive, stored=self.outcomes["stored"], revised=self.outcomes["revision"],
            known=self.outcomes["known"], removed=self.outcomes["removed"], briefs=self.briefs,
            rejected=tuple(self.rejected), skipped=dict(self.skipped), seconds=seconds, stopped=stopped,
            gone=tuple(self.gone),
        )  # fmt: skip


def left_out(gone: Sequence[str]) -> str:
    """Return what is said of captures of removed stories, and how to have these again."""
    if not gone:
        return "removed earlier and left out"
    more = f"; {len(gone) - NAMED:,} more are listed on the Intake page" if len(gone) > NAMED else ""
    named = " ".join(gone[:NAMED])
    return f"removed earlier and left out (`python -m lib bring-back {named}` lets them in again{more})"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A source whose captures are stored."""

    source: WorkItem
    outcomes: Mapping[str, int] = field(default_factory=dict)  # "stored", "revision", "known" ... -> captures
    refused: tuple[Rejected, ...] = ()
    gone: tuple[str, ...] = ()  # the removed stories of which captures came


Settled = Callable[[Sequence[Taken]], None]


def taken(source: WorkItem, results: Sequence[Result], receipts: Mapping[str, Receipt]) -> Taken:
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
