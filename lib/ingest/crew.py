"""The worker processes of an ingest, under watch: a hung or dead worker costs only its capture."""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from lib.ingest.limits import PARTS, Limits, cause_of_death
from lib.ingest.parsing import Result, Source, refused
from lib.ingest.worker import Begun, Finished, Orders, work
from lib.model.capture import Rejected

AHEAD = 256  # sources that may be finished before the one that is still awaited
BEAT = 0.2
MOST = 20  # workers that one file may cost


@dataclass(slots=True, kw_only=True)
class Task:
    """A source in work and what has come of it."""

    source: Source
    between: Limits  # what may be taken until its next page
    results: list[Result] = field(default_factory=list)
    finished: bool = False
    deaths: int = 0  # workers that one of its pages has cost


@dataclass(slots=True, kw_only=True)
class Hand:
    """A worker process as the parent sees it."""

    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    begun: Begun | None = None
    since: float = 0.0


def _context() -> Any:
    """Return a way to start workers that copies nothing of this process."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lib.ingest.worker"])
    return context


class Crew:
    """So many workers; gives what comes of the sources in their order."""

    def __init__(
        self, jobs: int, orders: Orders, target: Callable[[Connection, Orders], None] = work
    ) -> None:
        self._context = _context()
        self._orders, self._target = orders, target
        self._hands = [self._hire() for _ in range(jobs)]

    def results(
        self, sources: Iterator[Source], stopping: Callable[[], bool]
    ) -> Iterator[tuple[Source, list[Result]]]:
        """Yield each source with all that came of it; ends early when `stopping` says so."""
        tasks: deque[Task] = deque()
        more = True
        while (more or tasks) and not stopping():
            more = more and self._hand_out(sources, tasks)
            self._listen()
            while tasks and tasks[0].finished:
                task = tasks.popleft()
                yield task.source, task.results

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers."""
        for hand in self._hands:
            hand.process.kill()
        for hand in self._hands:
            hand.process.join()
            hand.pipe.close()

    def _hire(self) -> Hand:
        here, there = self._context.Pipe()
        process = self._context.Process(target=self._target, args=(there, self._orders), daemon=True)
        process.start()
        there.close()
        return Hand(process=process, pipe=here)

    def _hand_out(self, sources: Iterator[Source], tasks: deque[Task]) -> bool:
        """Return each idle worker a source; tells whether there may be more."""
        for hand in self._hands:
            if hand.task is None and len(tasks) < AHEAD:
                source = next(sources, None)
                if source is None:
                    return False
                hand.task, hand.since = self._task(source), time.monotonic()
                tasks.append(hand.task)
                self._send(hand, source)
        return True

    def _task(self, source: Source) -> Task:
        return Task(source=source, between=self._orders.limits.looking_through(source.size()))

    def _limits(self, hand: Hand) -> Limits:
        """Return those of the page in hand, or of the way to it."""
        return hand.task.between if hand.task and not hand.begun else self._orders.limits

    def _send(self, hand: Hand, source: Source) -> None:
        try:
            hand.pipe.send(source)
        except BrokenPipeError:
            return  # the watch finds it dead at once and hires another

    def _listen(self) -> None:
        """Take what the workers have sent, and look after those that have sent nothing."""
        ready = wait([hand.pipe for hand in self._hands], timeout=BEAT)
        for place, hand in enumerate(self._hands):
            if hand.pipe in ready:
                try:
                    self._hear(hand, hand.pipe.recv())
                except (EOFError, OSError):
                    self._hands[place] = self._bury(hand)
            elif hand.task and time.monotonic() - hand.since > self._limits(hand).wall_seconds:
                hand.process.kill()
                self._hands[place] = self._bury(hand, late=True)

    def _hear(self, hand: Hand, message: Any) -> None:
        hand.since = time.monotonic()
        if isinstance(message, Begun):
            hand.begun = message
        elif hand.task and isinstance(message, Finished):
            hand.task.finished = True
            hand.task = hand.begun = None
        elif hand.task:
            hand.task.results.append(message)
            hand.begun = None

    def _bury(self, hand: Hand, *, late: bool = False) -> Hand:
        """Reject the capture that a dead worker had in hand, and hire another, which reads on behind it."""
        hand.process.join()
        hand.pipe.close()
        fresh = self._hire()
        if hand.task:
            hand.task.results.append(self._refusal(hand, hand.task, late=late))
            self._go_on(hand, hand.task, fresh)
        return fresh

    def _refusal(self, hand: Hand, task: Task, *, late: bool) -> Rejected:
        limits = self._limits(hand)
        why = f"takes more than {limits.wall_seconds:.0f} seconds to read, the limit for {limits.whose}"
        if not late:
            why = cause_of_death(hand.process.exitcode or 0, limits)
        origin, sha256 = (hand.begun.origin, hand.begun.sha256) if hand.begun else (task.source.path, None)
        return refused(origin, sha256, why, limits.advice)

    def _go_on(self, hand: Hand, task: Task, fresh: Hand) -> None:
        """Have a fresh worker read what lies behind the page that cost the dead one."""
        task.deaths += 1
        if hand.begun and task.deaths < MOST:
            fresh.task, fresh.since = task, time.monotonic()
            self._send(fresh, replace(task.source, skip=len(task.results)))
            return
        if hand.begun:
            why = f"was left after {MOST} of its pages had cost the process that read them"
            task.results.append(refused(task.source.path, None, why, PARTS))
        task.finished = True  # else the way to its next page would cost another one
