"""Runs an ingest: workers parse the sources, batches store the captures, until done or stopped."""

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

from lib.actors.decided import Ledger
from lib.capture import paths
from lib.clean.addresses import canonical
from lib.ingest import inbox
from lib.ingest.addresses import Opener, fetched_by_address, fetched_sources, is_address, open_client
from lib.ingest.parse_context import ParseContext, Replay, removed_from
from lib.ingest.parsing import Result, fault
from lib.ingest.summary import OnProgress, OnStored, StoredSource, Summary, Tally, stored_source
from lib.ingest.work_item import WorkItem
from lib.ingest.workers import WorkerConfig, parsed, results_by_source
from lib.model.article import Parsed, Sought
from lib.model.capture import Rejected, Skipped
from lib.model.errors import ArchiveError, ArchiveMissing, Remedy, WireroomError
from lib.model.imported import Imported
from lib.store import originals
from lib.store.archive import checkpoint, create, is_gone, missing, open_for_reading
from lib.store.batches.commit import writing_errors
from lib.store.batches.deduplicate import Receipt
from lib.store.batches.stories import save
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The options of an ingest: archive, workers, which actors to find, callbacks, ids of a rebuild."""

    archive: Path
    jobs: int = 1
    apart: bool = True  # parsing runs in worker processes, under limits
    sought: Sought = "all"
    progress: OnProgress = lambda _: None
    on_stored: OnStored = lambda _: None  # hears of each source once all that it brought is stored for good
    # What was parsed of a source before, in pieces that may be stored each by itself.
    pieces: Callable[[WorkItem, ParseContext], Iterator[list[Result]]] | None = None
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
    opener: Opener = open_client,
) -> Summary:
    """Store every capture in these files, folders and addresses that the archive lacks; return the counts.

    `apart` runs parsing in worker processes, under limits; the default for two jobs or more. With
    `sought="file"` only names from the actor file are found. A new archive counts days in `archive_zone`, by
    default the machine's.
    """
    jobs = jobs or os.cpu_count() or 1
    intake = Intake(
        archive=archive, jobs=jobs, apart=jobs > 1 if apart is None else apart, sought=sought,
        progress=progress,
    )  # fmt: skip
    tally, sources = Tally(), list(sources)
    fetched = fetched_sources(archive, [str(source) for source in sources if is_address(source)], opener)
    own = sources_of((source for source in sources if not is_address(source)), tally, archive)
    return store_with_pages([*fetched, *own], intake, tally, opener, zone=archive_zone)


def store_with_pages(
    sources: Sequence[WorkItem],
    intake: Intake,
    tally: Tally,
    opener: Opener,
    *,
    zone: str | None = None,
    lock: Callable[[Path], AbstractContextManager[None]] = writer_lock,
) -> Summary:
    """Store the captures of sources, then the pages that lists among them name alone; return the counts.

    A file of the inbox is cleared once its captures are stored, or a list's marks set; before that
    `intake.on_stored` is called, so that after a crash in between it is only taken in once more. `zone` is
    that of a new archive.
    """
    archive, lists = intake.archive, list[StoredSource]()

    def clear(done: Sequence[StoredSource]) -> None:
        intake.on_stored(done)
        clear_away(archive, [each for each in done if each.source.fetched])
        lists.extend(each for each in done if not each.source.fetched)

    storing = replace(intake, on_stored=clear)
    with lock(archive):
        make_if_missing(archive, zone)
        summary = store_sources(sources, storing, tally)
    left = apply_imported(archive, tally.imported)
    if left and not summary.stopped:  # lists name pages that they do not hold
        pages = list(fetched_sources(archive, [each.url for each in left], opener))
        with lock(archive):
            summary = store_sources(pages, storing, tally)
        apply_imported(archive, left)
    if not (left and summary.stopped):
        clear_away(archive, lists)
    return summary


def clear_away(archive: Path, done: Sequence[StoredSource]) -> None:
    """Delete the inbox files of stored sources; keep the rejected captures for a retry."""
    for each in done:
        path = Path(each.source.path)
        if each.source.passes and each.refused:
            inbox.keep_back(archive, path, each.refused)
        elif each.source.passes:
            path.unlink(missing_ok=True)
        elif each.refused:
            inbox.keep_refused(archive, path, each.refused)


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
    quoted = (f"“{lit.quote}” {lit.note or ''}" if lit.quote else lit.note for lit in each.highlights)
    text = "\n\n".join(words.strip() for words in (each.note, *quoted) if words)
    if text and not marks.of(archive, story).note:
        marks.set_note(archive, story, text)


def look(
    sources: Iterable[str | Path],
    *,
    jobs: int | None = None,
    named: bool,
    opener: Opener = open_client,
) -> Iterator[Result]:
    """Yield the results for each capture of these files, folders and web addresses, without storing any."""
    # What is fetched has its inbox here, and so has what is learned of each site's robots.txt.
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        found = list(_found(sources, Path(scratch) / "archive.duckdb", opener))
        yield from parsed(found, WorkerConfig(actors=named), jobs=jobs or os.cpu_count() or 1)


def _found(sources: Iterable[str | Path], scratch: Path, opener: Opener) -> Iterator[WorkItem]:
    sources = list(sources)
    addresses = [str(source) for source in sources if is_address(source)]
    fetched = dict(fetched_by_address(scratch, addresses, opener))
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

    def add(self, source: WorkItem, results: list[Result]) -> None:
        """Add the results of a source to the batch."""
        self.parsed += [result for result in results if isinstance(result, Parsed | Rejected)]
        self.sources.append((source, results))

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
            self._receipts([rejected])
            if self.intake.ids is None:  # of a rebuild it is all that there is of the story
                drop_originals([one.capture.sha256], archive)
            return [rejected]
        drop_originals(saved.spare, archive)
        return [receipt for receipt in saved.receipts if receipt.outcome != "rejected"]


def store_sources(found: Sequence[WorkItem], intake: Intake, tally: Tally | None = None) -> Summary:
    """Parse the sources, store new captures and return the counts; the caller holds the writer's lock."""
    start, archive, tally = time.monotonic(), intake.archive, tally or Tally()
    # A file of the inbox that another run has taken in meanwhile is gone.
    found = [source for source in found if not source.passes or Path(source.path).exists()]
    batch = _Batch(intake=intake, tally=tally, resolver=sync_decisions(archive))
    with _stop_signal() as stopping, closing(_results(found, intake, stopping)) as results:
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


def _results(
    found: Sequence[WorkItem], intake: Intake, stopping: Callable[[], bool]
) -> Generator[tuple[WorkItem, list[Result]]]:
    """Yield the sources, each with its results: parsed by worker processes or this one, or before."""
    archive = intake.archive
    with writing_errors(archive), open_for_reading(archive) as reading:
        config = WorkerConfig(
            originals=files(archive).originals, seen=current_file(reading), removed=removed_from(reading),
            sought=intake.sought, replay=Replay(corrections.read(archive)),
        )  # fmt: skip
    if intake.pieces is None:
        jobs = intake.jobs if intake.apart else 0
        yield from results_by_source(found, config, jobs=jobs, stopping=stopping)
        return
    context = config.context()
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


def drop_originals(spare: Collection[str], archive: Path) -> None:
    """Delete the originals of these captures, of which nothing was stored."""
    for sha256 in spare:
        originals.forget(files(archive).originals, sha256)
