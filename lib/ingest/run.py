"""Takes captures in: steps 1 to 4 for many sources, in batches, until done or stopped."""

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

from lib.actors.decided import Ledger
from lib.capture import paths
from lib.ingest.asking import Asks, asking
from lib.ingest.clearing import clear_away
from lib.ingest.crew import Crew
from lib.ingest.imports import lay
from lib.ingest.keeping import settle_originals, without_known_summaries
from lib.ingest.parsing import Desk, Passed, Result, Source, results_of
from lib.ingest.replay import Replay
from lib.ingest.seen import load, note
from lib.ingest.summary import Progress, Summary, Tally
from lib.ingest.taken import Settled, taken
from lib.ingest.web import fetched_sources, is_address
from lib.ingest.worker import Orders
from lib.model.capture import Rejected, Skipped
from lib.model.errors import ArchiveError, ArchiveMissing
from lib.model.imported import Imported
from lib.model.parsed import Parsed
from lib.store import corrections, ledger
from lib.store.archive import create, open_for_reading, settle
from lib.store.compact import compact_if_due
from lib.store.follow import follow
from lib.store.home import files
from lib.store.lock import writer_lock
from lib.store.stories import save

BATCH = 200  # captures
BATCH_SECONDS = 2.0
ROOM = 64 << 20  # bytes that must be free for a batch

Told = Callable[[Progress], None]


def ingest(
    sources: Iterable[str | Path],
    *,
    archive: Path,
    jobs: int | None = None,
    progress: Told = lambda _: None,
    apart: bool | None = None,
    desk_zone: str | None = None,
    asks: Asks = asking,
) -> Summary:
    """Stores every capture of the files, folders and addresses of the web that the archive does not hold yet.

    `apart` says whether parsing runs in worker processes, under limits; by default it does with two jobs
    or more. A new archive counts days in the desk zone, by default the machine's.
    """
    jobs = jobs or os.cpu_count() or 1
    tally, sources = Tally(), list(sources)
    come = partial(
        _come, archive=archive, tally=tally, jobs=jobs, apart=jobs > 1 if apart is None else apart,
        progress=progress, desk_zone=desk_zone,
    )  # fmt: skip
    came = fetched_sources(archive, [str(each) for each in sources if is_address(each)], asks)
    summary = come([*came, *sources_of((each for each in sources if not is_address(each)), tally)])
    left = lay(archive, tally.imported)
    if left and not summary.stopped:  # lists name pages that they do not hold
        summary = come(list(fetched_sources(archive, [each.url for each in left], asks)))
        lay(archive, left)
    return summary


def _come(
    found: Sequence[Source],
    *,
    archive: Path,
    tally: Tally,
    jobs: int,
    apart: bool,
    progress: Told,
    desk_zone: str | None,
) -> Summary:
    """Takes sources in under the writer's lock."""
    with writer_lock(archive):
        make_if_missing(archive, desk_zone)
        return take(
            found, archive=archive, tally=tally, jobs=jobs, apart=apart, progress=progress,
            settled=partial(clear_away, archive),
        )  # fmt: skip


def take(
    found: Sequence[Source],
    *,
    archive: Path,
    tally: Tally,
    jobs: int,
    apart: bool,
    progress: Told,
    ids: Mapping[str, str] | None = None,
    settled: Settled = lambda _: None,
) -> Summary:
    """Parses the sources and stores what is new; the caller holds the writer's lock.

    `settled` is told of each source as soon as all that it brought is stored for good.
    """
    start = time.monotonic()
    ruling = Ledger(ledger.read(archive))
    follow(archive, ruling)
    batch: list[Parsed | Rejected] = []
    open_: list[tuple[Source, list[Result]]] = []

    def store() -> None:
        outcomes = _store(batch, archive, tally, ids, ruling)
        settled([taken(source, came, outcomes) for source, came in open_])
        batch.clear()
        open_.clear()

    opened = start
    with _stop_signal() as stopping, _results(found, archive, jobs if apart else 0, stopping) as results:
        for done, (source, came) in enumerate(results, 1):
            batch += _sorted_out(came, tally)
            open_.append((source, came))
            progress(_progress(done, found, tally, batch, source))
            if len(batch) >= BATCH or time.monotonic() - opened > BATCH_SECONDS:
                store()
                opened = time.monotonic()
        store()
        settle(archive)
        compact_if_due(archive)
        return tally.summary(archive=archive, seconds=time.monotonic() - start, stopped=stopping())


def sources_of(sources: Iterable[str | Path], tally: Tally) -> Iterator[Source]:
    """The files to read of files and folders; what is skipped is counted."""
    for source in sources:
        for each in paths(source):
            if isinstance(each, Skipped):
                tally.skipped[each.reason] += 1
            else:
                yield Source(path=str(each))


def _sorted_out(results: Iterable[Result], tally: Tally) -> Iterator[Parsed | Rejected]:
    """Counts the results and gives those that are to be stored."""
    for result in results:
        if isinstance(result, Passed):
            tally.outcomes[result.verdict] += 1
        elif isinstance(result, Skipped):
            tally.skipped[result.reason] += 1
        elif isinstance(result, Rejected):
            tally.rejected.append(result)
            yield result
        elif isinstance(result, Imported):
            tally.imported.append(result)
        else:
            yield result


def _progress(
    done: int, found: Sequence[Source], tally: Tally, batch: Sequence[object], source: Source
) -> Progress:
    waiting = sum(isinstance(each, Parsed) for each in batch)
    stored = tally.outcomes["stored"] + tally.outcomes["revision"] + waiting
    return Progress(
        done=done, total=len(found), stored=stored, rejected=len(tally.rejected), origin=source.path
    )


def _store(
    batch: Sequence[Parsed | Rejected],
    archive: Path,
    tally: Tally,
    ids: Mapping[str, str] | None,
    ruling: Ledger,
) -> Mapping[str, str]:
    """Stores a batch; gives what became of each capture, by its hash."""
    if not batch:
        return {}
    free = shutil.disk_usage(archive.parent).free
    if free < ROOM:
        raise ArchiveError(
            str(archive),
            f"Only {free >> 20} MB are free beside {archive}, {ROOM >> 20} are needed to go on. What was "
            "stored before is safe: make room and run the same command again.",
        )
    # A rebuild takes back all that once was stored.
    needed = batch if ids is not None else without_known_summaries(batch, archive, tally)
    settle_originals(batch, needed, archive)
    told = save(archive, needed, ids=ids, settled=False, ruling=ruling).receipts if needed else ()
    for receipt in told:
        tally.settle(receipt)
    return {receipt.sha256: receipt.outcome for receipt in told if receipt.sha256}


@contextmanager
def _results(
    found: Sequence[Source], archive: Path, workers: int, stopping: Callable[[], bool]
) -> Iterator[Iterator[tuple[Source, list[Result]]]]:
    """What comes of the sources, by so many worker processes; with none, in this process."""
    folder, replay = files(archive).originals, Replay(corrections.read(archive))
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        seen = Path(scratch) / "seen"
        with open_for_reading(archive) as reading:
            removed = note(reading, seen)
        if not workers:
            desk = Desk(originals=folder, seen=load(seen, removed), replay=replay)
            yield _here(found, desk, stopping)
            return
        orders = Orders(originals=folder, seen=seen, removed=removed, replay=replay)
        with Crew(min(workers, max(1, len(found))), orders) as crew:
            yield crew.results(iter(found), stopping)


def _here(
    found: Sequence[Source], desk: Desk, stopping: Callable[[], bool]
) -> Iterator[tuple[Source, list[Result]]]:
    for source in found:
        if stopping():
            return
        yield source, list(results_of(source, desk, lambda _: None))


@contextmanager
def _stop_signal() -> Iterator[Callable[[], bool]]:
    """Turns the first Ctrl-C or request to end into a flag; the second one ends at once."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        asked.set()
        for each, handler in before.items():
            signal.signal(each, handler)

    before = {each: signal.signal(each, ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def make_if_missing(archive: Path, desk_zone: str | None) -> None:
    """Begins the archive where none is; raises ArchiveMissing where one was and is gone."""
    if archive.exists():
        return
    receipts = files(archive).receipts
    if receipts.exists() and receipts.stat().st_size:
        raise ArchiveMissing(
            str(archive),
            f"The archive {archive} is gone, though {receipts.name} tells that captures were stored in it. "
            "Run `python -m lib doctor --mend` to rebuild it from the kept originals, or move the receipts "
            "away to begin a new archive.",
        )
    create(archive, desk_zone=desk_zone)
