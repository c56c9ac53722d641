"""Runs an ingest: workers parse the sources, batches store the captures, until done or stopped."""

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from lib.actors.decided import Ledger
from lib.capture import paths
from lib.clean.addresses import canonical
from lib.ingest import inbox
from lib.ingest.clearing import clear_away, clear_fetched
from lib.ingest.inbox import Asks, WorkItem, asking, fetched_by_address, fetched_sources, is_address
from lib.ingest.parsing import ParseContext, Replay, Result, fault, removed_from, results_of
from lib.ingest.summary import OnProgress, OnStored, Summary, Taken, Tally, taken
from lib.ingest.workers import WorkerConfig, WorkerPool, parsed
from lib.model.article import Parsed, Sought
from lib.model.capture import Rejected, Skipped
from lib.model.errors import ArchiveError, ArchiveMissing, Remedy, WireroomError
from lib.model.imported import Imported
from lib.store import originals
from lib.store.archive import checkpoint, create, is_gone, missing, open_for_reading
from lib.store.batches.deduplicate import Receipt
from lib.store.batches.stories import save, writing_errors
from lib.store.files import log
from lib.store.followed import followed, lost_decisions
from lib.store.journal import corrections, ledger, marks
from lib.store.known_hashes import current_file
from lib.store.lock import clear_staged, writer_lock
from lib.store.lookups import aliases, stories_at, stories_of
from lib.store.mentions.follow import follow
from lib.store.paths import backups, files
from lib.store.upkeep.compact import compact_if_due

BATCH = 200  # captures
BATCH_SECONDS = 2.0
ROOM = 64 << 20  # bytes that must be free for a batch


def _whole(source: WorkItem, context: ParseContext) -> Iterator[list[Result]]:
    yield list(results_of(source, context, lambda _: None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The options of an ingest: archive, workers, which actors to find, callbacks, ids of a rebuild."""

    archive: Path
    jobs: int = 1
    apart: bool = True  # parsing runs in worker processes, under limits
    sought: Sought = "all"
    progress: OnProgress = lambda _: None
    on_stored: OnStored = lambda _: None  # hears of each source once all that it brought is stored for good
    # What comes of a source in this process, in pieces that may be stored each by itself.
    pieces: Callable[[WorkItem, ParseContext], Iterator[list[Result]]] = _whole
    ids: Mapping[str, str] | None = None  # of a rebuild: the ids that stories had, by the sha256 of a capture


def ingest(
    sources: Iterable[str | Path],
    *,
    archive: Path,
    jobs: int | None = None,
    progress: OnProgress = lambda _: None,
    apart: bool | None = None,
    sought: Sought = "all",
    archive_zone: str | None = None,
    asks: Asks = asking,
) -> Summary:
    """Store every capture in these files, folders and addresses that the archive lacks; return the counts.

    `apart` runs parsing in worker processes, under limits; the default for two jobs or more. With
    `sought="file"` only names from the actor file are found. A new archive counts days in `archive_zone`, by
    default the machine's.
    """
    jobs = jobs or os.cpu_count() or 1
    left_over: list[Taken] = []
    intake = Intake(
        archive=archive, jobs=jobs, apart=jobs > 1 if apart is None else apart, sought=sought,
        progress=progress, on_stored=partial(clear_fetched, archive, left_over),
    )  # fmt: skip
    tally, sources = Tally(), list(sources)
    came = fetched_sources(archive, [str(source) for source in sources if is_address(source)], asks)
    own = sources_of((source for source in sources if not is_address(source)), tally, archive)
    summary = _ingest([*came, *own], intake, tally, archive_zone)
    left = apply_imported(archive, tally.imported)
    if left and not summary.stopped:  # lists name pages that they do not hold
        summary = _ingest(list(fetched_sources(archive, [each.url for each in left], asks)), intake, tally)
        apply_imported(archive, left)
    if not (left and summary.stopped):
        clear_away(archive, left_over)
    return summary


def _ingest(found: Sequence[WorkItem], intake: Intake, tally: Tally, zone: str | None = None) -> Summary:
    """Store captures under the writer's lock, if need be in a new archive of this zone; return the counts."""
    with writer_lock(intake.archive):
        make_if_missing(intake.archive, zone)
        return store_sources(found, intake, tally)


def sources_of(
    sources: Iterable[str | Path], tally: Tally, archive: Path | None = None
) -> Iterator[WorkItem]:
    """Yield a work item for each file to read in these files and folders; count the skipped ones."""
    for source in sources:
        for path in paths(source):
            if isinstance(path, Skipped):
                tally.skipped[path.reason] += 1
            else:
                yield WorkItem(path=str(path), piped=archive is not None and inbox.is_piped(archive, path))


def make_if_missing(archive: Path, archive_zone: str | None) -> None:
    """Create the archive if there is none; raises ArchiveMissing if other files show that there was one."""
    if archive.exists():
        return
    if backups(archive):
        raise missing(archive)
    receipts = files(archive).receipts
    if receipts.exists() and receipts.stat().st_size:
        raise ArchiveMissing(
            archive,
            f"The archive {archive} is gone, though {receipts.name} records that captures were stored in it. "
            "Move the receipts away to begin a new archive.",
            Remedy(command="doctor --mend", does="rebuilds the lost one from the kept originals"),
        )
    if is_gone(archive):
        raise missing(archive)
    create(archive, archive_zone=archive_zone)


def apply_imported(archive: Path, imported: Sequence[Imported]) -> list[Imported]:
    """Set the marks of imported entries on their stories; return entries whose story the archive lacks."""
    by_hash = stories_of(archive, [entry.sha256 for entry in imported if entry.sha256])
    folded = {entry.url: canonical(entry.url) for entry in imported}
    by_address = stories_at(archive, [address for address in folded.values() if address])
    left = []
    for entry in imported:
        story = by_hash.get(entry.sha256 or "") or by_address.get(folded[entry.url] or "")
        if story:
            _mark(archive, story, entry)
        else:
            left.append(entry)
    return left


def _mark(archive: Path, story: str, each: Imported) -> None:
    """Set a story's marks and labels from an imported entry; a note that is there already stays."""
    read = each.read if each.read is not None else each.archived
    if read is not None:
        marks.set_read(archive, story, read)
    if each.starred is not None:
        marks.set_starred(archive, story, each.starred)
    for tag in each.tags:
        marks.add_label(archive, story, tag)
    text = "\n\n".join(_notes(each))
    if text and not marks.of(archive, story).note:
        marks.set_note(archive, story, text)


def _notes(each: Imported) -> Iterator[str]:
    if each.note:
        yield each.note
    for highlight in each.highlights:
        quote = f"“{highlight.quote}”" if highlight.quote else ""
        yield " ".join(word for word in (quote, highlight.note) if word)


def look(
    sources: Iterable[str | Path], *, jobs: int | None = None, named: bool, asks: Asks = asking
) -> Iterator[Result]:
    """Yield the results for each capture of these files, folders and web addresses, without storing any."""
    # What is fetched has its inbox here, and so has what is learned of each site's robots.txt.
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        found = list(_found(sources, Path(scratch) / "archive.duckdb", asks))
        yield from parsed(found, WorkerConfig(actors=named), jobs=jobs or os.cpu_count() or 1)


def _found(sources: Iterable[str | Path], scratch: Path, asks: Asks) -> Iterator[WorkItem]:
    sources = list(sources)
    addresses = [str(source) for source in sources if is_address(source)]
    fetched = dict(fetched_by_address(scratch, addresses, asks))
    for source in sources:
        if is_address(source):
            yield fetched[str(source)]
        else:
            yield from sources_of([source], Tally())


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

    def add(self, source: WorkItem, came: list[Result]) -> None:
        """Count the results of a source and add them to the batch."""
        self.parsed += self.tally.sorted_out(came)
        self.sources.append((source, came))

    def store(self) -> None:
        """Store the batch in one transaction, report its sources; ArchiveError if the disk is full."""
        archive = self.intake.archive
        if self.parsed:
            free = shutil.disk_usage(archive.parent).free
            if free < ROOM:
                raise ArchiveError(
                    archive,
                    f"Only {free >> 20} MB are free beside {archive}, {ROOM >> 20} are needed to go on. What "
                    "was stored before is safe: make room and run the same command again.",
                )
            commit_originals(self.parsed, archive)
        receipts = iter(self._receipts(self.parsed) if self.parsed else ())
        self.stored |= bool(self.parsed)
        self.intake.on_stored([taken(source, came, receipts) for source, came in self.sources])
        self.parsed.clear()
        self.sources.clear()
        self.opened = time.monotonic()

    def _receipts(self, captures: Sequence[Parsed | Rejected]) -> list[Receipt | Rejected]:
        """Store the captures; return the receipt or rejection of each parsed one, in order."""
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
            self._receipts([*self.tally.sorted_out([rejected])])
            if self.intake.ids is None:  # of a rebuild it is all that there is of the story
                drop_originals([one.capture.sha256], archive)
            return [rejected]
        drop_originals(saved.spare, archive)
        for receipt in saved.receipts:
            self.tally.count(receipt)
        return [receipt for receipt in saved.receipts if receipt.outcome != "rejected"]


def store_sources(found: Sequence[WorkItem], intake: Intake, tally: Tally | None = None) -> Summary:
    """Parse the sources, store new captures and return the counts; the caller holds the writer's lock."""
    start, archive, tally = time.monotonic(), intake.archive, tally or Tally()
    # A file of the inbox that another run has taken in meanwhile is gone.
    found = [source for source in found if not source.passes or Path(source.path).exists()]
    batch = _Batch(intake=intake, tally=tally, resolver=sync_decisions(archive))
    with _stop_signal() as stopping, read_captures(found, intake, stopping) as results:
        for done, (source, came) in enumerate(results, 1):
            batch.add(source, came)
            if batch.is_due or done >= len(found):
                batch.store()
            intake.progress(tally.progress(done, len(found)))
        batch.store()
        if batch.stored:
            with writing_errors(archive):
                checkpoint(archive)
            sync_decisions(archive)  # stories may have become one
        compact_if_due(archive)
        summary = tally.summary(archive=archive, seconds=time.monotonic() - start, stopped=stopping())
    if summary.stopped:
        clear_staged(archive)
    with writing_errors(archive), open_for_reading(archive) as reading:
        current_file(reading)  # for the next ingest, which may find nothing new
    return summary


def sync_decisions(archive: Path) -> Ledger:
    """Return the current decisions about actors, after updating the archive to them.

    First restores decisions that the archive has applied but the damaged journal has lost. The caller holds
    the writer's lock.
    """
    with open_for_reading(archive) as reading:  # opened once for all questions: that takes 20 ms each time
        for decision in lost_decisions(archive, reading):
            ledger.append(archive, decision)
            log.note(
                archive, f"The decision {decision.id} was brought back from the archive, which follows it."
            )
        follow_former(archive)
        resolver = Ledger(ledger.read(archive))
        follows = followed(reading) == resolver.decisions
    if not follows:
        follow(archive, resolver)
    return resolver


@contextmanager
def read_captures(
    found: Sequence[WorkItem], intake: Intake, stopping: Callable[[], bool]
) -> Iterator[Iterator[tuple[WorkItem, list[Result]]]]:
    """Yield an iterator of sources, each with its results, from worker processes or from this one."""
    archive = intake.archive
    with writing_errors(archive), open_for_reading(archive) as reading:
        config = WorkerConfig(
            originals=files(archive).originals, seen=current_file(reading), removed=removed_from(reading),
            sought=intake.sought, replay=Replay(corrections.read(archive)), many=len(found) > 1,
        )  # fmt: skip
    if not intake.apart:
        yield _here(found, config.context(), intake, stopping)
        return
    with WorkerPool(min(intake.jobs, max(1, len(found))), config) as crew:
        yield crew.results(iter(found), stopping)


def _here(
    found: Sequence[WorkItem], context: ParseContext, intake: Intake, stopping: Callable[[], bool]
) -> Iterator[tuple[WorkItem, list[Result]]]:
    for source in found:
        for piece in intake.pieces(source, context):
            if stopping():
                return
            yield source, piece


@contextmanager
def _stop_signal() -> Iterator[Callable[[], bool]]:
    """Yield a function that tells whether Ctrl-C or SIGTERM came; a second signal ends the process."""
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
    """Move marks and decisions of merged stories to their new ids; the caller holds the writer's lock.

    Marks are stored outside the archive: this runs before and after each ingest, so that a crash loses none.
    """
    with open_for_reading(archive) as reading:
        folded = aliases(reading)
    if folded:
        marks.move(archive, folded)


def commit_originals(batch: Sequence[Parsed | Rejected], archive: Path) -> None:
    """Move the batch's originals into place on disk, before the batch itself is committed."""
    with writing_errors(archive):
        originals.commit(
            files(archive).originals, {each.capture.sha256 for each in batch if isinstance(each, Parsed)}
        )


def drop_originals(spare: Collection[str], archive: Path) -> None:
    """Delete the originals of these captures, of which nothing was stored."""
    for sha256 in spare:
        originals.forget(files(archive).originals, sha256)
