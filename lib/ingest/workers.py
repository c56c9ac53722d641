"""The supervised worker processes of an ingest: one that hangs or dies costs only its current capture."""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from lib.actors import recogniser_state
from lib.clean.fields.language import identifier
from lib.ingest.limits import PARTS, Limits, allow, cause_of_death
from lib.ingest.parse_context import ParseContext
from lib.ingest.parsing import results_of
from lib.ingest.rejections import refused
from lib.ingest.result import Result
from lib.ingest.work_item import WorkItem
from lib.model.capture import Capture

AHEAD = 256  # sources that may be finished before the one that is still awaited
BEAT = 0.2  # seconds between two looks at the workers' limits
LOADING = 100  # seconds of a slow machine's processor that loading the models may take
MOST = 20  # workers that one file may cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Message: the worker has begun the capture with this origin and hash."""

    origin: str
    sha256: str | None  # None: it died before its first capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Message: the worker has finished its source."""


def work(pipe: Connection, context: ParseContext) -> None:
    """Parse sources from the pipe and send the results, until the pipe closes or sends None."""
    # Ctrl-C reaches the whole group; the parent lets the workers finish and then ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm = False

    def begin(capture: Capture) -> None:
        """Set the limits for a capture and send that it is begun; before the first, load the models."""
        nonlocal warm
        if not warm:
            # Loading the models is no page's fault, and waits for a page that is not known already. The one
            # of languages is asked by some pages only: where there is but one, it is left to that.
            allow(replace(context.limits, cpu_seconds=LOADING))
            if context.actors and context.sought == "all":
                recogniser_state()
            if context.many:
                identifier()
            warm = True
        allow(context.limits)
        pipe.send(Begun(origin=capture.origin, sha256=capture.sha256))

    try:
        while isinstance(source := pipe.recv(), WorkItem):
            between = context.limits.looking_through(source.size())
            allow(between)
            for result in results_of(source, context, begin):
                pipe.send(result)
                allow(between)  # for the next record, which may be passed over as well
            pipe.send(Finished())
    except (EOFError, ConnectionError):
        return  # the parent is gone


@dataclass(slots=True, kw_only=True)
class SourceInWork:
    """A source that is being parsed: its results so far, its limits, and the workers that it has cost."""

    source: WorkItem
    between: Limits  # what may be taken until its next page
    results: list[Result] = field(default_factory=list)
    finished: bool = False
    deaths: int = 0  # workers that one of its pages has cost


@dataclass(slots=True, kw_only=True)
class Worker:
    """A worker process as its parent sees it: its pipe, its source, the capture begun, and since when."""

    process: BaseProcess
    pipe: Connection
    task: SourceInWork | None = None
    begun: Begun | None = None
    since: float = 0.0


def _processes() -> Any:
    """Return a multiprocessing context whose workers inherit no memory of this process."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lib.ingest.workers"])
    return context


class WorkerPool:
    """A pool of worker processes that returns the results in the order of the sources."""

    def __init__(
        self, jobs: int, context: ParseContext, target: Callable[[Connection, ParseContext], None] = work
    ) -> None:
        self._processes = _processes()
        self._context, self._target = context, target
        self._workers = [self._start_worker() for _ in range(jobs)]

    def results(
        self, sources: Iterator[WorkItem], stopping: Callable[[], bool]
    ) -> Iterator[tuple[WorkItem, list[Result]]]:
        """Yield each source with all its results; stop early when `stopping()` is true."""
        tasks: deque[SourceInWork] = deque()
        more = True
        while (more or tasks) and not stopping():
            more = more and self._assign(sources, tasks)
            self._receive()
            while tasks and tasks[0].finished and not stopping():
                task = tasks.popleft()
                yield task.source, task.results

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()

    def _start_worker(self) -> Worker:
        here, there = self._processes.Pipe()
        process = self._processes.Process(target=self._target, args=(there, self._context), daemon=True)
        process.start()
        there.close()
        return Worker(process=process, pipe=here)

    def _assign(self, sources: Iterator[WorkItem], tasks: deque[SourceInWork]) -> bool:
        """Give each idle worker a source, adding it to `tasks`; return False once no source is left."""
        for worker in self._workers:
            if worker.task is None and len(tasks) < AHEAD:
                source = next(sources, None)
                if source is None:
                    return False
                between = self._context.limits.looking_through(source.size())
                worker.task, worker.since = SourceInWork(source=source, between=between), time.monotonic()
                tasks.append(worker.task)
                self._send(worker, source)
        return True

    def _limits(self, worker: Worker) -> Limits:
        """Return the limits of the worker's current page, or of the search for its next page."""
        return worker.task.between if worker.task and not worker.begun else self._context.limits

    def _send(self, worker: Worker, source: WorkItem) -> None:
        """Send a source to a worker; do nothing if it is dead, which is noticed later."""
        try:
            worker.pipe.send(source)
        except BrokenPipeError:
            return  # the watch finds it dead at once and hires another

    def _receive(self) -> None:
        """Handle messages from the workers; replace those that died or exceeded their time."""
        ready = wait([worker.pipe for worker in self._workers], timeout=BEAT)
        for place, worker in enumerate(self._workers):
            if worker.pipe in ready:
                try:
                    self._handle(worker, worker.pipe.recv())
                except (EOFError, OSError):
                    self._workers[place] = self._replace(worker)
            elif worker.task and time.monotonic() - worker.since > self._limits(worker).wall_seconds:
                worker.process.kill()
                self._workers[place] = self._replace(worker, late=True)

    def _handle(self, worker: Worker, message: Any) -> None:
        """Take a message of a worker: it begins a capture, has a result, or has finished its task."""
        worker.since = time.monotonic()
        if isinstance(message, Begun):
            worker.begun = message
        elif worker.task and isinstance(message, Finished):
            worker.task.finished = True
            worker.task = worker.begun = None
        elif worker.task:
            worker.task.results.append(message)
            worker.begun = None

    def _replace(self, worker: Worker, *, late: bool = False) -> Worker:
        """Reject the capture that a dead worker was reading; return a new worker, which continues after it.

        `late` says that the worker was killed as its time was over.
        """
        worker.process.join()
        worker.pipe.close()
        fresh = self._start_worker()
        if worker.task:
            limits = self._limits(worker)
            why = f"takes more than {limits.wall_seconds:.0f} seconds to read, the limit for {limits.whose}"
            if not late:
                why = cause_of_death(worker.process.exitcode or 0, limits)
            begun = worker.begun or Begun(origin=worker.task.source.path, sha256=None)
            worker.task.results.append(refused(begun.origin, begun.sha256, why, limits.advice))
            self._continue(worker, worker.task, fresh)
        return fresh

    def _continue(self, worker: Worker, task: SourceInWork, fresh: Worker) -> None:
        """Give the task of a dead worker to the new one (`fresh`), which begins behind the fatal page.

        End the task if it has cost MOST workers, or if the worker died between two pages.
        """
        task.deaths += 1
        if worker.begun and task.deaths < MOST:
            fresh.task, fresh.since = task, time.monotonic()
            self._send(fresh, replace(task.source, skip=len(task.results)))
            return
        if worker.begun:
            why = f"was left after {MOST} of its pages had cost the process that read them"
            task.results.append(refused(task.source.path, None, why, PARTS))
        task.finished = True  # else the way to its next page would cost another one


def results_by_source(
    sources: Sequence[WorkItem],
    context: ParseContext,
    *,
    jobs: int,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[WorkItem, list[Result]]]:
    """Yield each source in order with its results, parsed by `jobs` processes under limits.

    With 0 jobs this process parses. Stop early when `stopping()` is true; close the iterator to end the
    processes.
    """
    if jobs:
        context = replace(context, many=len(sources) > 1)
        with WorkerPool(max(1, min(jobs, len(sources))), context) as pool:
            yield from pool.results(iter(sources), stopping)
        return
    for source in sources:
        if stopping():
            return
        yield source, list(results_of(source, context, lambda _: None))


def parsed(sources: Sequence[WorkItem], context: ParseContext, *, jobs: int) -> Iterator[Result]:
    """Yield the results of the sources in order, parsed as by `results_by_source`."""
    for _, results in results_by_source(sources, context, jobs=jobs):
        yield from results
