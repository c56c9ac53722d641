"""Parses sources and stores their captures in batches, until done or stopped."""

import shutil
import signal
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from lib.actors.decided import Ledger
from lib.ingest.decide import sync_decisions
from lib.ingest.parse_context import ParseContext, Replay, Seen, removed_from
from lib.ingest.rejections import fault
from lib.ingest.result import Result
from lib.ingest.summary import OnProgress, OnStored, Summary, Tally, stored_source
from lib.ingest.work_item import WorkItem
from lib.ingest.workers import results_by_source
from lib.model.capture import Rejected
from lib.model.errors import ArchiveError, WireroomError
from lib.model.parsed import Parsed, Sought
from lib.store import originals
from lib.store.archive import checkpoint, open_for_reading
from lib.store.batches.batch_changes import Receipt
from lib.store.batches.commit import writing_errors
from lib.store.batches.stories import save
from lib.store.journal import corrections
from lib.store.known_hashes import current_file
from lib.store.lock import clear_staged
from lib.store.paths import files
from lib.store.upkeep.compact import compact_if_due

BATCH = 200  # captures
BATCH_SECONDS = 2.0
ROOM = 64 << 20  # bytes that must be free for a batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The options of an ingest: archive, workers, which actors to find, callbacks, and ids to reuse."""

    archive: Path
    jobs: int = 1
    pooled: bool = True  # parsing runs in worker processes, under limits
    sought: Sought = "all"
    progress: OnProgress = lambda _: None
    on_stored: OnStored = lambda _: None  # called with sources whose captures are all stored for good
    # What was parsed of a source before, in pieces that may be stored each by itself.
    pieces: Callable[[WorkItem, ParseContext], Iterator[list[Result]]] | None = None
    ids: Mapping[str, str] | None = None  # of a rebuild: the ids that stories had, by the sha256 of a capture


class _SourceResults(NamedTuple):
    """Some results of a source, in order, and whether they are the last."""

    source: WorkItem
    results: list[Result]
    last: bool


@dataclass(slots=True, kw_only=True)
class _Batch:
    """Parsed captures that are not stored yet, and their sources."""

    intake: Intake
    tally: Tally
    resolver: Ledger
    parsed: list[Parsed | Rejected] = field(default_factory=list)
    sources: list[tuple[WorkItem, list[Result]]] = field(default_factory=list)
    opened: float = field(default_factory=time.monotonic)
    stored: bool = False  # whether anything was written

    @property
    def is_due(self) -> bool:
        """Whether the batch is full or old enough to be stored."""
        return len(self.parsed) >= BATCH or time.monotonic() - self.opened > BATCH_SECONDS

    def add(self, source: WorkItem, results: list[Result]) -> None:
        """Add the results of a source to the batch."""
        self.parsed += [result for result in results if isinstance(result, Parsed | Rejected)]
        self.sources.append((source, results))

    def store(self) -> None:
        """Store the batch in one transaction, report its sources; raises ArchiveError if the disk is full."""
        archive = self.intake.archive
        if self.parsed:
            free = shutil.disk_usage(archive.parent).free
            if free < ROOM:
                raise ArchiveError(
                    archive,
                    f"Only {free >> 20} MB are free beside {archive}, {ROOM >> 20} are needed to go on. What "
                    "was stored before is safe: make room and run the same command again.",
                )
            with writing_errors(archive):  # in place on disk before the batch itself is committed
                hashes = {each.capture.sha256 for each in self.parsed if isinstance(each, Parsed)}
                originals.commit(files(archive).originals, hashes)
        receipts = iter(self._receipts(self.parsed) if self.parsed else ())
        self.stored |= bool(self.parsed)
        done = [stored_source(source, results, receipts) for source, results in self.sources]
        for each in done:
            self.tally.add(each)
        self.intake.on_stored(done)
        self.parsed.clear()
        self.sources.clear()
        self.opened = time.monotonic()

    def _receipts(self, captures: Sequence[Parsed | Rejected]) -> list[Receipt | Rejected]:
        """Store the captures; return in order a receipt for each parsed one, or a rejection if it failed."""
        archive = self.intake.archive
        try:
            saved = save(archive, captures, ids=self.intake.ids, checkpointed=False, resolver=self.resolver)
        except (WireroomError, MemoryError):
            raise
        except Exception as error:  # a fault of ours must cost one capture alone
            if len(captures) > 1:
                half = len(captures) // 2
                return self._receipts(captures[:half]) + self._receipts(captures[half:])
            (one,) = captures
            if isinstance(one, Rejected):
                raise
            rejected = fault(one.capture.origin, one.capture.sha256, error)
            self._receipts([rejected])
            if self.intake.ids is None:  # of a rebuild it is all that there is of the story
                drop_originals([one.capture.sha256], archive)
            return [rejected]
        drop_originals(saved.spare, archive)
        return [receipt for receipt in saved.receipts if receipt.outcome != "rejected"]


def store_sources(found: Sequence[WorkItem], intake: Intake, tally: Tally | None = None) -> Summary:
    """Parse the sources, store new captures and return the counts; the caller holds the writer's lock.

    The ingest counts as stopped if sources are left, or pages that a list names, which are fetched
    afterwards.
    """
    start, archive, tally = time.monotonic(), intake.archive, tally or Tally()
    # A file of the inbox that another run has taken in meanwhile is gone.
    found = [source for source in found if not source.is_from_inbox or Path(source.path).exists()]
    batch, done = _Batch(intake=intake, tally=tally, resolver=sync_decisions(archive)), 0
    with _stop_signal() as stopping, closing(_results(found, intake, stopping)) as results:
        for came in results:
            done += came.last
            batch.add(came.source, came.results)
            if batch.is_due or done == len(found):
                batch.store()
            intake.progress(tally.progress(done, len(found)))
        batch.store()
        if batch.stored:
            with writing_errors(archive):
                checkpoint(archive)
            sync_decisions(archive)  # stories may have become one
        compact_if_due(archive)
        stopped = stopping() and (done < len(found) or bool(tally.imported))
        summary = tally.summary(archive=archive, seconds=time.monotonic() - start, stopped=stopped)
    if summary.counts.stopped:
        clear_staged(archive)
    with writing_errors(archive), open_for_reading(archive) as reading:
        current_file(reading)  # for the next ingest, which may find nothing new
    return summary


def _results(
    found: Sequence[WorkItem], intake: Intake, stopping: Callable[[], bool]
) -> Generator[_SourceResults]:
    """Yield the results of each source, parsed now or taken from `intake.pieces`; end early if stopped."""
    archive = intake.archive
    with writing_errors(archive), open_for_reading(archive) as reading:
        context = ParseContext(
            originals=files(archive).originals,
            seen=Seen(stored=current_file(reading), removed=removed_from(reading)),
            sought=intake.sought, replay=Replay(corrections.read(archive)),
        )  # fmt: skip
    if intake.pieces is None:
        jobs = intake.jobs if intake.pooled else 0
        for source, results in results_by_source(found, context, jobs=jobs, stopping=stopping):
            yield _SourceResults(source, results, last=True)
        return
    for source in found:
        for piece in intake.pieces(source, context):
            if stopping():
                return
            yield _SourceResults(source, piece, last=False)
        yield _SourceResults(source, [], last=True)


@contextmanager
def _stop_signal() -> Iterator[Callable[[], bool]]:
    """Yield a function that returns whether Ctrl-C or SIGTERM came; a second one acts as usual."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        """Note that a signal came, and put back the former handlers: a second signal acts as usual."""
        stop.set()
        for each, handler in before.items():
            signal.signal(each, handler)

    before = {each: signal.signal(each, ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop.is_set
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def drop_originals(spare: Collection[str], archive: Path) -> None:
    """Delete the originals of these captures, of which nothing was stored."""
    for sha256 in spare:
        originals.forget(files(archive).originals, sha256)
