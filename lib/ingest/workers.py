"""The supervised worker processes of an ingest: one that hangs or dies costs only its current capture."""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from lib.actors import recogniser_state
from lib.clean.fields.language import identifier
from lib.ingest.inbox import WorkItem
from lib.ingest.limits import PARTS, Limits, allow, cause_of_death
from lib.ingest.parsing import ParseContext, Replay, Result, Seen, Tombstones, refused, results_of
from lib.model.article import Sought
from lib.model.capture import Capture
from lib.store.known_hashes import hashes_of

AHEAD = 256  # sources that may be finished before the one that is still awaited
BEAT = 0.2
MOST = 20  # workers that one file may cost


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerConfig:
    """The settings of a worker process: folders, known hashes, actors to find, limits, corrections."""

    originals: Path | None = None
    seen: Path | None = None
    removed: Tombstones = field(default_factory=Tombstones)
    actors: bool = True
    sought: Sought = "all"
    limits: Limits = field(default_factory=Limits)
    replay: Replay = field(default_factory=Replay)
    many: bool = False  # more sources than one are to come

    def context(self) -> ParseContext:
        """Return the settings for parsing, with the hashes of the stored captures from their file."""
        seen = Seen(hashes_of(self.seen), self.removed) if self.seen else Seen()
        return ParseContext(
            originals=self.originals, seen=seen, actors=self.actors, sought=self.sought, replay=self.replay
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Message: the worker has begun the capture with this origin and hash."""

    origin: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Message: the worker has finished its source."""


def work(pipe: Connection, config: WorkerConfig) -> None:
    """Parse sources from the pipe and send the results, until the pipe closes or sends None."""
    # Ctrl-C reaches the whole group; the parent lets the workers finish and then ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    context, warm = config.context(), False

    def begin(capture: Capture) -> None:
        nonlocal warm
        if not warm:
            # Loading the models is no page's fault, and waits for a page that is not known already. The one
            # of languages is asked by some pages only: where there is but one, it is left to that.
            if config.actors and config.sought == "all":
                recogniser_state()
            if config.many:
                identifier()
            warm = True
        allow(config.limits)
        pipe.send(Begun(origin=capture.origin, sha256=capture.sha256))

    try:
        while isinstance(source := pipe.recv(), WorkItem):
            between = config.limits.looking_through(source.size())
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


def _context() -> Any:
    """Return a multiprocessing context whose workers inherit no memory of this process."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lib.ingest.workers"])
    return context


class WorkerPool:
    """A pool of worker processes that returns the results in the order of the sources."""

    def __init__(
        self, jobs: int, config: WorkerConfig, target: Callable[[Connection, WorkerConfig], None] = work
    ) -> None:
        self._context = _context()
        self._config, self._target = config, target
        self._hands = [self._hire() for _ in range(jobs)]

    def results(
        self, sources: Iterator[WorkItem], stopping: Callable[[], bool]
    ) -> Iterator[tuple[WorkItem, list[Result]]]:
        """Yield each source with all its results; stop early when `stopping()` is true."""
        tasks: deque[SourceInWork] = deque()
        more = True
        while (more or tasks) and not stopping():
            more = more and self._hand_out(sources, tasks)
            self._listen()
            while tasks and tasks[0].finished:
                task = tasks.popleft()
                yield task.source, task.results

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers."""
        for hand in self._hands:
            hand.process.kill()
        for hand in self._hands:
            hand.process.join()
            hand.pipe.close()

    def _hire(self) -> Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=self._target, args=(there, self._config), daemon=True)
        process.start()
        there.close()
        return Worker(process=process, pipe=here)

    def _hand_out(self, sources: Iterator[WorkItem], tasks: deque[SourceInWork]) -> bool:
        """Give each idle worker a source; return whether there may be more."""
        for hand in self._hands:
            if hand.task is None and len(tasks) < AHEAD:
                source = next(sources, None)
                if source is None:
                    return False
                between = self._config.limits.looking_through(source.size())
                hand.task, hand.since = SourceInWork(source=source, between=between), time.monotonic()
                tasks.append(hand.task)
                self._send(hand, source)
        return True

    def _limits(self, hand: Worker) -> Limits:
        """Return the limits of the worker's current page, or of the search for its next page."""
        return hand.task.between if hand.task and not hand.begun else self._config.limits

    def _send(self, hand: Worker, source: WorkItem) -> None:
        try:
            hand.pipe.send(source)
        except BrokenPipeError:
            return  # the watch finds it dead at once and hires another

    def _listen(self) -> None:
        """Handle messages from the workers; replace those that died or exceeded their time."""
        ready = wait([hand.pipe for hand in self._hands], timeout=BEAT)
        for place, hand in enumerate(self._hands):
            if hand.pipe in ready:
                try:
                    self._hear(hand, hand.pipe.recv())
                except (EOFError, OSError):
                    self._hands[place] = self._replace(hand)
            elif hand.task and time.monotonic() - hand.since > self._limits(hand).wall_seconds:
                hand.process.kill()
                self._hands[place] = self._replace(hand, late=True)

    def _hear(self, hand: Worker, message: Any) -> None:
        hand.since = time.monotonic()
        if isinstance(message, Begun):
            hand.begun = message
        elif hand.task and isinstance(message, Finished):
            hand.task.finished = True
            hand.task = hand.begun = None
        elif hand.task:
            hand.task.results.append(message)
            hand.begun = None

    def _replace(self, hand: Worker, *, late: bool = False) -> Worker:
        """Reject the capture that a dead worker was reading; return a new worker, which goes on after it."""
        hand.process.join()
        hand.pipe.close()
        fresh = self._hire()
        if hand.task:
            limits = self._limits(hand)
            why = f"takes more than {limits.wall_seconds:.0f} seconds to read, the limit for {limits.whose}"
            if not late:
                why = cause_of_death(hand.process.exitcode or 0, limits)
            origin, sha256 = (
                (hand.begun.origin, hand.begun.sha256) if hand.begun else (hand.task.source.path, None)
            )
            hand.task.results.append(refused(origin, sha256, why, limits.advice))
            self._go_on(hand, hand.task, fresh)
        return fresh

    def _go_on(self, hand: Worker, task: SourceInWork, fresh: Worker) -> None:
        """Let the new worker go on after the page that ended the old; give up after 20, or between pages."""
        task.deaths += 1
        if hand.begun and task.deaths < MOST:
            fresh.task, fresh.since = task, time.monotonic()
            self._send(fresh, replace(task.source, skip=len(task.results)))
            return
        if hand.begun:
            why = f"was left after {MOST} of its pages had cost the process that read them"
            task.results.append(refused(task.source.path, None, why, PARTS))
        task.finished = True  # else the way to its next page would cost another one


def parsed(sources: Sequence[WorkItem], config: WorkerConfig, *, jobs: int) -> Iterator[Result]:
    """Yield the results of the sources in order, parsed by `jobs` processes under limits; 0: by this one."""
    if not jobs:
        context = config.context()
        for source in sources:
            yield from results_of(source, context, lambda _: None)
        return
    config = replace(config, many=len(sources) > 1)
    with WorkerPool(max(1, min(jobs, len(sources))), config) as pool:
        for _, results in pool.results(iter(sources), lambda: False):
            yield from results
