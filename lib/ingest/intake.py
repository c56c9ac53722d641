"""Intake of captures: parsed by workers, stored in batches, each source reported once it is stored."""

import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from lib.actors.decided import Ledger
from lib.ingest import inbox
from lib.ingest.crew import Crew, Orders
from lib.ingest.parsing import Desk, Replay, Result, WorkItem, load, note, results_of
from lib.ingest.summary import OnProgress, OnStored, Summary, Taken, Tally, taken
from lib.model.capture import Rejected
from lib.model.errors import ArchiveError
from lib.model.parsed import Parsed
from lib.store.archive import checkpoint, open_for_reading
from lib.store.batches.deduplicate import Receipt
from lib.store.batches.stories import save, writing_errors
from lib.store.decisions import corrections, ledger
from lib.store.decisions.follow import follow
from lib.store.files import marks, originals
from lib.store.files.home import files
from lib.store.lookups import aliases
from lib.store.upkeep.compact import compact_if_due

BATCH = 200  # captures
BATCH_SECONDS = 2.0
ROOM = 64 << 20  # bytes that must be free for a batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Where captures are taken in, how, and what is called on the way."""

    archive: Path
    jobs: int = 1
    apart: bool = True  # parsing runs in worker processes, under limits
    progress: OnProgress = lambda _: None
    on_stored: OnStored = lambda _: None  # hears of each source once all that it brought is stored for good
    ids: Mapping[str, str] | None = None  # of a rebuild: the ids that stories had, by the sha256 of a capture


@dataclass(slots=True, kw_only=True)
class _Batch:
    """What was parsed and is not stored yet, and the sources that it came from."""

    intake: Intake
    tally: Tally
    resolver: Ledger
    parsed: list[Parsed | Rejected] = field(default_factory=list)
    sources: list[tuple[WorkItem, list[Result]]] = field(default_factory=list)
    opened: float = field(default_factory=time.monotonic)

    @property
    def is_due(self) -> bool:
        """Whether it is time to store it."""
        return len(self.parsed) >= BATCH or time.monotonic() - self.opened > BATCH_SECONDS

    def add(self, source: WorkItem, came: list[Result]) -> None:
        """Add what came of a source."""
        self.parsed += self.tally.sorted_out(came)
        self.sources.append((source, came))

    def store(self) -> None:
        """Store all of it in one transaction, then report its sources."""
        receipts = self._receipts() if self.parsed else {}
        self.intake.on_stored([taken(source, came, receipts) for source, came in self.sources])
        self.parsed.clear()
        self.sources.clear()
        self.opened = time.monotonic()

    def _receipts(self) -> Mapping[str, Receipt]:
        """Store the captures; return what became of each, by its hash."""
        archive = self.intake.archive
        _refuse_full(archive)
        commit_originals(self.parsed, archive)
        saved = save(archive, self.parsed, ids=self.intake.ids, checkpointed=False, resolver=self.resolver)
        drop_originals(saved.spare, archive)
        for receipt in saved.receipts:
            self.tally.count(receipt)
        return {receipt.sha256: receipt for receipt in saved.receipts if receipt.sha256}


def take(found: Sequence[WorkItem], intake: Intake, tally: Tally | None = None) -> Summary:
    """Parse the sources and store what is new; the caller holds the writer's lock."""
    start, archive, tally = time.monotonic(), intake.archive, tally or Tally()
    # A file of the inbox that another run has taken in meanwhile is gone.
    found = [source for source in found if not source.passes or Path(source.path).exists()]
    batch = _Batch(intake=intake, tally=tally, resolver=_ruling(archive))
    with _stop_signal() as stopping, _results(found, intake, stopping) as results:
        for done, (source, came) in enumerate(results, 1):
            batch.add(source, came)
            waiting = sum(isinstance(each, Parsed) for each in batch.parsed)
            intake.progress(tally.progress(done, len(found), waiting, source.path))
            if batch.is_due:
                batch.store()
        batch.store()
        _end(archive)
        return tally.summary(archive=archive, seconds=time.monotonic() - start, stopped=stopping())


def _ruling(archive: Path) -> Ledger:
    """Return the decisions about actors that hold; the archive follows them when this returns."""
    follow_former(archive)
    resolver = Ledger(ledger.read(archive))
    follow(archive, resolver)
    return resolver


def _end(archive: Path) -> None:
    with writing_errors(archive):
        checkpoint(archive)
    _ruling(archive)  # stories may have become one
    compact_if_due(archive)


def _refuse_full(archive: Path) -> None:
    free = shutil.disk_usage(archive.parent).free
    if free < ROOM:
        raise ArchiveError(
            str(archive),
            f"Only {free >> 20} MB are free beside {archive}, {ROOM >> 20} are needed to go on. What was "
            "stored before is safe: make room and run the same command again.",
        )


@contextmanager
def _results(
    found: Sequence[WorkItem], intake: Intake, stopping: Callable[[], bool]
) -> Iterator[Iterator[tuple[WorkItem, list[Result]]]]:
    """Return what comes of the sources, by worker processes or in this one."""
    archive = intake.archive
    folder, replay = files(archive).originals, Replay(corrections.read(archive))
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        seen = Path(scratch) / "seen"
        with open_for_reading(archive) as reading:
            removed = note(reading, seen)
        if not intake.apart:
            desk = Desk(originals=folder, seen=load(seen, removed), replay=replay)
            yield _here(found, desk, stopping)
            return
        orders = Orders(originals=folder, seen=seen, removed=removed, replay=replay, many=len(found) > 1)
        with Crew(min(intake.jobs, max(1, len(found))), orders) as crew:
            yield crew.results(iter(found), stopping)


def _here(
    found: Sequence[WorkItem], desk: Desk, stopping: Callable[[], bool]
) -> Iterator[tuple[WorkItem, list[Result]]]:
    for source in found:
        if stopping():
            return
        yield source, list(results_of(source, desk, lambda _: None))


@contextmanager
def _stop_signal() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C or request to end into a flag; the second one ends at once."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()
        for each, handler in before.items():
            signal.signal(each, handler)

    before = {each: signal.signal(each, ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop.is_set
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def follow_former(archive: Path) -> None:
    """Move marks and decisions from former ids; the caller holds the writer's lock.

    They lie outside the archive: so it is done before and after each ingest, and a kill costs nothing.
    """
    with open_for_reading(archive) as reading:
        folded = aliases(reading)
    if folded:
        marks.move(archive, folded)
        ledger.move(archive, folded)


def commit_originals(batch: Sequence[Parsed | Rejected], archive: Path) -> None:
    """Have every original of the batch on disk before the batch is committed."""
    with writing_errors(archive):
        originals.commit(
            files(archive).originals, {each.capture.sha256 for each in batch if isinstance(each, Parsed)}
        )


def drop_originals(spare: Collection[str], archive: Path) -> None:
    """Delete the originals of captures that were left out."""
    for sha256 in spare:
        originals.forget(files(archive).originals, sha256)


def clear_away(archive: Path, done: Sequence[Taken]) -> None:
    """Delete the files; one of which something was refused is set aside, to be tried again."""
    for each in done:
        if each.source.passes and each.refused:
            inbox.keep_back(archive, Path(each.source.path))
        elif each.source.passes:
            Path(each.source.path).unlink(missing_ok=True)
