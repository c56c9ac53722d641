"""How far an ingest is, and what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lib.model.capture import Rejected
from lib.model.imported import Imported
from lib.store.decide import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an ingest is."""

    done: int  # files
    total: int
    stored: int
    rejected: int
    origin: str  # the newest capture


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

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        parts = [f"{_count(self.stored, 'story', 'stories')} stored"]
        parts += [f"{_count(self.briefs, 'brief', 'briefs')} from their pages"] if self.briefs else []
        parts += [f"{_count(self.revised, 'revision', 'revisions')} of known stories"] if self.revised else []
        parts += [f"{self.known} known already"] if self.known else []
        parts += [f"{self.removed} removed earlier and left out"] if self.removed else []
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
    whole: set[int] | None = None  # address keys of the stories that need no summary; None: not asked yet

    def settle(self, receipt: Receipt) -> None:
        """Counts what became of a capture."""
        self.outcomes[receipt.outcome] += 1
        self.briefs += receipt.briefs

    def summary(self, *, archive: Path, seconds: float, stopped: bool) -> Summary:
        """The counts so far."""
        return Summary(
            archive=archive, stored=self.outcomes["stored"], revised=self.outcomes["revision"],
            known=self.outcomes["known"], removed=self.outcomes["removed"], briefs=self.briefs,
            rejected=tuple(self.rejected), skipped=dict(self.skipped), seconds=seconds, stopped=stopped,
        )  # fmt: skip


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
