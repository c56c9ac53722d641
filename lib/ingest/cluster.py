"""Converts sources to Parquet partitions on a Dask cluster, for collections too large for one machine.

The engine schedules the tasks, balances them and repeats those that fail. A task is a pure function of its
source, and its pages are parsed in a process under limits, as by `ingest`. A source whose hash is in the
folder already is not parsed again, unless a page of it was refused for lack of memory or time: repeat a
stopped run to finish it.
"""

import hashlib
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import Any
from zlib import crc32

from lib.capture import paths
from lib.capture.formats import format_of, holds_many, suffixes
from lib.ingest.object_store import extra_module, reach, reaching
from lib.ingest.parse_context import ParseContext
from lib.ingest.partitions import Manifest, PartitionRow, Partitions
from lib.ingest.rejections import NOT_KEPT
from lib.ingest.summary import OnProgress, Progress
from lib.ingest.work_item import WorkItem
from lib.ingest.workers import parsed
from lib.model.capture import Rejected, Skipped
from lib.model.errors import SubjectError
from lib.model.parsed import Parsed, Sought
from lib.model.wording import count
from lib.store import originals

RETRIES = 2  # of a task: a worker may die of memory that another one took
# Nothing of a cluster of this machine is heard by another one.
HERE = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "worker_dashboard_address": "127.0.0.1:0"}
GROUP = 256  # pages of a folder that one task takes at most, on average
FEWEST = 16  # of a small folder: to read fewer takes less time than a process needs to start
SHARES = 4  # tasks for each worker, so that none waits long for the slowest


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The sources of one task, a file of many captures or some pages of a folder, with options."""

    sources: tuple[str, ...]  # paths, or addresses that fsspec reaches
    to: str
    pooled: bool = True  # pages are parsed in a process of their own, under limits
    sought: Sought = "all"
    zone: str = "UTC"  # whose months part the stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """The result of one task: manifest, rejected captures, and whether the task was done before."""

    manifest: Manifest
    rejected: tuple[Rejected, ...] = ()
    known: bool = False  # it was in the folder already


@dataclass(slots=True, kw_only=True)
class Conversion:
    """Counts of a whole run: tasks done, done before and failed, new results by kind, skipped files."""

    converted: int = 0  # tasks
    known: int = 0
    counts: Counter[str] = field(default_factory=Counter)  # kind of result -> how many are new
    rejected: list[Rejected] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)  # a sentence for each
    skipped: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """The counts of the run as one line for the user."""
        parts = [f"{count(self.converted, 'task')} done"]
        parts += [f"{self.known:,} done before"] if self.known else []
        parts += [f"{len(self.failed):,} failed"] if self.failed else []
        parts += [f"{count(self.counts['Parsed'], 'capture')} understood"]
        parts += [f"{len(self.rejected):,} rejected"] if self.rejected else []
        if for_now := sum(each.for_now for each in self.rejected):
            parts.append(
                f"{for_now:,} of them for want of memory or time, which the same command tries again"
            )
        parts += [f"{number:,} skipped ({reason})" for reason, number in sorted(self.skipped.items())]
        return f"{', '.join(parts)}; {self.seconds:.1f} seconds."


def tasks_of(
    sources: Iterable[str], to: str, done: Conversion, *, workers: int = 1, pooled: bool = True,
    sought: Sought = "all", zone: str = "UTC",
) -> Iterator[Task]:  # fmt: skip
    """Yield the tasks for these sources: one per file of many captures, one per group of pages in a folder.

    A group ends at a page chosen by the hash of its name, so that a new page changes only its own group.
    """
    task = partial(Task, to=to, pooled=pooled, sought=sought, zone=zone)
    for source in sources:
        group: list[str] = []
        files = list(_files(source, done))
        share = len(files) // (SHARES * workers)
        # A power of two, so that names which end a large group end the smaller ones too.
        size = min(GROUP, max(FEWEST, 1 << max(share.bit_length() - 1, 0)))
        for path in files:
            name = PurePath(path).name
            chosen = format_of(name, b"")
            if chosen and holds_many(chosen):
                yield task(sources=(path,))
                continue
            group.append(path)
            if crc32(os.fsencode(name)) % size == 0:
                yield task(sources=tuple(group))
                group = []
        if group:
            yield task(sources=tuple(group))


def _files(source: str, done: Conversion) -> Iterator[str]:
    """Yield the files of a folder or bucket, or a single file; count in `done` those skipped, by reason."""
    if "://" in source:
        files, root = reach(source)
        with reaching(source):
            found = sorted(files.find(root)) if files.isdir(root) else [root]
        for path in found:
            if path != root and "/." in path.removeprefix(root):
                done.skipped["hidden file"] += 1
            elif path != root and not path.casefold().endswith(suffixes()):
                done.skipped["not a known format"] += 1
            else:
                yield files.unstrip_protocol(path)
        return
    for path in paths(source):
        if isinstance(path, Skipped):
            done.skipped[path.reason] += 1
        else:
            yield str(path.absolute())


def convert(task: Task) -> Converted:
    """Parse a task's sources into partitions, unless the folder has them; return manifest and rejections."""
    partitions = Partitions(task.to)
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        copies = [_local_copy(source, Path(scratch) / str(n)) for n, source in enumerate(task.sources)]
        name = _name_of(copies)
        manifest = partitions.manifest(name)
        if manifest and manifest.sought == task.sought and not manifest.for_now:
            return Converted(manifest=manifest, known=True)
        folder = Path(scratch) / "originals"
        if task.pooled:  # a worker of Dask is a daemon by default, and as such may start no process
            multiprocessing.current_process().daemon = False
        context = ParseContext(originals=folder, sought=task.sought)
        results = list(parsed(copies, context, jobs=int(task.pooled)))
        rejected = tuple(result for result in results if isinstance(result, Rejected))
        for each in rejected:
            if each.kind == NOT_KEPT:  # no fault of the page: the task fails, and is tried again
                raise OSError(each.message)
        rows = (
            PartitionRow(result=result, original=originals.read_staged(folder, result.capture.sha256))
            if isinstance(result, Parsed)
            else PartitionRow(result=result)
            for result in results
        )
        manifest = partitions.write(name, task.sources[0], rows, task.sought, task.zone)
    return Converted(manifest=manifest, rejected=rejected)


def _name_of(copies: Sequence[WorkItem]) -> str:
    """Return the name of a task's partitions: the hash of its one file, or a hash of its files' hashes."""
    hashes = []
    for copy in copies:
        with Path(copy.path).open("rb") as file:
            hashes.append(hashlib.file_digest(file, "sha256").hexdigest())
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def _local_copy(source: str, folder: Path) -> WorkItem:
    """Return the source as a local file; a remote one is downloaded with its original date."""
    if "://" not in source:
        return WorkItem(path=source)
    files, path = reach(source)
    copy = folder / PurePath(path).name
    folder.mkdir()
    files.get_file(path, str(copy))
    moment = files.modified(path).timestamp()
    os.utime(copy, (moment, moment))
    return WorkItem(path=str(copy), origin=source)


def run(
    sources: Iterable[str],
    to: str,
    *,
    address: str | None = None,
    jobs: int = 1,
    pooled: bool = True,
    sought: Sought = "all",
    zone: str = "UTC",
    progress: OnProgress = lambda _: None,
) -> Conversion:
    """Convert the sources to a folder of partitions, by month in a timezone, and return the counts.

    The cluster at the address does the work; without an address, `jobs` workers on this machine. Raises
    WireroomError if the extra is not installed, or the folder or cluster cannot be reached.
    """
    start, done = time.monotonic(), Conversion()
    to = to if "://" in to else str(Path(to).absolute())  # workers may stand in other folders
    Partitions(to).reached()  # before anything is read
    with _client(address, jobs) as client:
        workers = sum(client.ncores().values()) or 1
        given = tasks_of(sources, to, done, workers=workers, pooled=pooled, sought=sought, zone=zone)
        tasks = list(given)
        futures = client.map(convert, tasks, pure=False, retries=RETRIES)
        source_of = {future.key: task.sources[0] for future, task in zip(futures, tasks, strict=True)}
        for reached, future in enumerate(extra_module("distributed").as_completed(futures), 1):
            _count(done, future, source_of[future.key])
            stored, rejected = done.counts["Parsed"], len(done.rejected)
            progress(Progress(done=reached, total=len(tasks), stored=stored, rejected=rejected))
            future.release()
    done.seconds = time.monotonic() - start
    return done


@contextmanager
def _client(address: str | None, jobs: int) -> Iterator[Any]:
    """Yield a Dask client of the cluster at the address, or of a new local one; raises SubjectError."""
    distributed = extra_module("distributed")
    if address:
        try:
            client = distributed.Client(address)
        except (OSError, ValueError) as error:
            raise SubjectError(
                address,
                f"No cluster answers at {address} ({error}); start its scheduler, or correct the address.",
            ) from error
        with client:
            yield client
        return
    with (
        distributed.LocalCluster(n_workers=jobs, threads_per_worker=1, **HERE) as here,
        distributed.Client(here) as client,
    ):
        yield client


def _count(done: Conversion, future: Any, source: str) -> None:
    """Add the result of a finished task to the counts; for one that raised, add a sentence to `failed`."""
    try:
        result: Converted = future.result()
    except Exception as error:  # a task that fails costs its source alone
        why = f"{type(error).__name__}: {error}"
        done.failed.append(f"{source} is not done ({why}); the same command tries it again.")
        return
    done.known += result.known
    done.converted += not result.known
    done.rejected += result.rejected
    if not result.known:
        done.counts.update(result.manifest.counts)
