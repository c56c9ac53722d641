"""Running jobs for many hosts in parallel, one job at a time for each host."""

import heapq
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Failed:
    """The exception that a job raised, in the place of its result."""

    error: BaseException


@dataclass(order=True, slots=True)
class _Turn:
    """A host with jobs, ordered by `at`, the monotonic second from which it may be requested, then number."""

    at: float
    number: int
    host: str = field(compare=False)


class HostQueues(Generic[Result]):
    """A queue of jobs for each host, run by a few threads; the host whose pause ends first is next.

    Use it for one run: once `results` has ended, its threads are gone.
    """

    def __init__(self, *, workers: int, wait_for: Callable[[str], float]) -> None:
        self._workers, self._wait_for = workers, wait_for  # a host -> seconds until it may be asked
        self._jobs: dict[str, deque[Callable[[], Result]]] = {}
        self._turns: list[_Turn] = []  # a heap; a host whose job runs is not in it
        # Whoever reads or writes the jobs, the turns or a number below holds it.
        self._change = threading.Condition()
        self._done: queue.SimpleQueue[Result | _Failed] = queue.SimpleQueue()
        self._unfinished = 0  # jobs whose results were not read
        self._last_number = 0
        self._closed = False

    def add(self, host: str, job: Callable[[], Result]) -> None:
        """Add a job to its host's queue."""
        with self._change:
            self._unfinished += 1
            if host in self._jobs:
                self._jobs[host].append(job)
            else:
                self._jobs[host] = deque([job])
                self._schedule_host(host)

    def results(self) -> Iterator[Result]:
        """Yield the jobs' results as they finish, until no job is left.

        Jobs may be added meanwhile. The first exception that a job raises ends the run.
        """
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self._workers)]
        for thread in threads:
            thread.start()
        try:
            while self._unfinished:  # read without the lock: this thread alone lowers it
                result = self._done.get()
                with self._change:
                    self._unfinished -= 1
                if isinstance(result, _Failed):
                    raise result.error
                yield result
        finally:
            with self._change:
                self._closed = True
                self._change.notify_all()

    def _schedule_host(self, host: str) -> None:
        """Schedule a host for the end of its pause and wake a thread; the caller holds `_change`."""
        self._last_number += 1
        heapq.heappush(self._turns, _Turn(time.monotonic() + self._wait_for(host), self._last_number, host))
        self._change.notify()

    def _work(self) -> None:
        """Run jobs until the queues are closed; a host gets its next turn once its job has ended."""
        while (next_job := self._wait_for_job()) is not None:
            host, job = next_job
            try:
                result: Result | _Failed = job()
            except BaseException as error:  # handed to the thread that reads the results
                result = _Failed(error)
            with self._change:
                if self._jobs[host]:
                    self._schedule_host(host)
                else:
                    del self._jobs[host]
            self._done.put(result)

    def _wait_for_job(self) -> tuple[str, Callable[[], Result]] | None:
        """Wait for the next job whose host may be requested; return (host, job), or None once closed."""
        with self._change:
            while not self._closed:
                wait = self._turns[0].at - time.monotonic() if self._turns else None
                if wait is not None and wait <= 0:
                    host = heapq.heappop(self._turns).host
                    return host, self._jobs[host].popleft()
                self._change.wait(wait)
            return None
