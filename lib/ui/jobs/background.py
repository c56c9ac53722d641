"""The background worker: ingests the inbox, scans watched folders, refreshes sources, sends mail.

It only starts child processes, one kind at a time; parsing never runs in the server.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lib.ingest.inbox import HOUR, forgotten
from lib.mail.mailing import is_due
from lib.mail.setup import is_set_up
from lib.model.errors import ArchiveBusy, WireroomError
from lib.store.lock import intake_lock
from lib.store.paths import archive_path, home
from lib.ui.intake import arrivals, desk_settings, followed, inbox
from lib.ui.jobs import work
from lib.ui.jobs.child import Ended
from lib.ui.jobs.work import OnEnd, Task

LOOK = 1.0  # seconds between two looks
ASK = 30.0  # seconds between two looks at which sources are due
TRIES = 3  # of an arrival whose ingest failed as a whole
PAUSE = timedelta(seconds=15)  # after work that failed; twice as long each time it fails once more
LONGEST = timedelta(minutes=15)
SHARE = 20  # a look at the folders may take one twentieth of the time
TOGETHER = 50  # arrivals that one ingest takes in

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Failures:
    """How often a kind of work has failed in a row, when it may be tried again, and what went wrong."""

    times: int = 0
    until: float = 0.0  # on the clock of time.monotonic
    trouble: str = ""  # as a sentence

    def record(self, ended: Ended) -> None:
        """Record how the work ended: a success clears earlier failures, a failure delays the next try."""
        if ended.good:
            self.times, self.until, self.trouble = 0, 0.0, ""
        else:
            self.fail(ended.sentence, busy=ended.busy)

    def fail(self, sentence: str, *, busy: bool) -> None:
        """Record a failure with its `sentence`, and delay the next try.

        `busy` says that another program used the archive: then the next try is delayed, but nothing failed.
        """
        self.times += not busy
        pause = min(PAUSE * (1 << min(max(self.times - 1, 0), 10)), LONGEST)
        self.until = time.monotonic() + pause.total_seconds()
        words = f"{sentence} It is tried again in {pause.total_seconds():.0f} seconds."
        self.trouble = "" if busy else words


class Worker:
    """The threads of one server process that look for work in its data folder and start child processes."""

    def __init__(self, *, by_itself: bool) -> None:
        self.by_itself = by_itself
        self.watch = arrivals.remembered()
        self.arrivals: dict[str, _Failures] = {}
        self.list_failures = _Failures()
        self._folders = _Failures()
        self.mail_failures = _Failures()  # which the section on mail says
        self._troubles: dict[str, str] = {}  # what went wrong at the last look of each kind, as a sentence
        self._asked = self.walk_at = time.monotonic()
        self.stopping = threading.Event()
        self._wakers: list[threading.Event] = []  # one a thread: none can clear the poke of another
        self.held = ExitStack()  # the lock of the work, once this app has it
        self._has_lock = False
        self._locking = threading.Lock()  # of the two above

    def begin(self) -> None:
        """Start the worker's threads, which run until `end` or the end of the process.

        Folders are scanned in a thread of their own, so that a large one does not delay files just handed in.
        """
        for look in (self.look_in, self.walk_folders) if self.by_itself else (self.look_in,):
            threading.Thread(
                target=self.look_until_end, args=(look,), daemon=True, name=look.__name__
            ).start()

    def end(self) -> None:
        """Stop starting work; child processes that run go on."""
        self.stopping.set()
        self.poke()

    def poke(self) -> None:
        """Wake the threads, so that they look for work at once."""
        for waker in self._wakers:
            waker.set()

    @property
    def trouble(self) -> str:
        """What went wrong the last time, as sentences; "" if nothing did."""
        failures = (*self.arrivals.values(), self.list_failures, self._folders)
        said = (*self._troubles.values(), *(each.trouble for each in failures))
        return " ".join(dict.fromkeys(filter(None, said)))

    def look_in(self) -> None:
        """Start what is due: the inbox and waiting feed lists; with `by_itself` also sources and mail."""
        self.empty_inbox()
        if self.by_itself and time.monotonic() - self._asked >= ASK:
            self._asked = time.monotonic()
            refresh_due()
            if self._asked >= self.mail_failures.until:
                mail_due(self.mail_failures.record)

    def empty_inbox(self) -> None:
        """Start to ingest waiting arrivals, and to follow the feeds of the oldest waiting list."""
        resting = time.monotonic() < self.list_failures.until or work.submitted_at("follow")
        if (lists := inbox.to_follow()) and not resting:
            follow_list(lists[0], self.list_failures.record)
        if work.submitted_at("ingest"):
            return
        now = time.monotonic()
        self.arrivals = {each: self.arrivals.get(each, _Failures()) for each in inbox.waiting()}
        if ready := [each for each, failed in self.arrivals.items() if failed.until <= now][:TOGETHER]:
            sources = [source for each in ready for source in inbox.sources(each)]
            work.submit(ingest_task("ingest", sources), lambda ended: self.finish(ready, ended))

    def finish(self, arrivals: Sequence[str], ended: Ended) -> None:
        """Record the end of an ingest; one that failed as a whole is tried again until it failed TRIES times.

        While another program uses the archive, or the result cannot be written, it is tried without end.
        """
        failed = {each: self.arrivals.setdefault(each, _Failures()) for each in arrivals}
        gives_up = not (ended.good or ended.busy)
        done = [each for each in arrivals if ended.good or (gives_up and failed[each].times + 1 >= TRIES)]
        try:
            inbox.finish(done, ended)
            trouble = ended.sentence
        except OSError as error:
            done, trouble = [], f"What came of an arrival could not be noted in the inbox ({error.strerror})."
        for each in arrivals:
            if each in done:
                self.arrivals.pop(each, None)
            else:
                failed[each].fail(trouble, busy=ended.busy)

    def walk_folders(self) -> None:
        """Start the ingest of new files in watched folders; a large folder is scanned less often."""
        begun = time.monotonic()
        if begun < self.walk_at or work.submitted_at("watched"):
            return
        folders = desk_settings.settings().watched
        arrived = self.watch.arrived(folders, self.is_watched) if folders else {}
        self.walk_at = begun + max(LOOK, SHARE * (time.monotonic() - begun))
        if arrived:

            def record_end(ended: Ended) -> None:
                self._folders.record(ended)
                self.walk_at = max(self.walk_at, self._folders.until)
                if ended.good:
                    self.watch.take(arrived)

            work.submit(ingest_task("watched", list(arrived)), record_end)
        else:
            self._folders.trouble = ""  # what could not be taken in is there no more

    def is_watched(self, folder: str) -> bool:
        """Return whether a folder is still watched and the worker goes on."""
        return not self.stopping.is_set() and folder in desk_settings.settings().watched

    def look_until_end(self, look: Callable[[], None]) -> None:
        """Call `look` repeatedly until the worker ends; keep an error as a sentence until the next call."""
        waker = threading.Event()
        self._wakers.append(waker)
        while not self.stopping.is_set():
            trouble = ""
            try:
                if self.holds_lock():
                    look()
            except (WireroomError, OSError, sqlite3.Error) as error:
                trouble = f"{error} It is tried again in a moment."
                _log.warning("%s", error)
            self._troubles[look.__name__] = trouble
            waker.wait(LOOK if not trouble else PAUSE.total_seconds())
            waker.clear()

    def holds_lock(self) -> bool:
        """Return whether this app does the background work: it holds the lock that only one app can have."""
        with self._locking:
            if not self._has_lock:
                with suppress(ArchiveBusy):
                    self.held.enter_context(intake_lock(archive_path()))
                    self._has_lock = True
                    inbox.clear_up()
            return self._has_lock


def ingest_task(name: str, sources: Sequence[str]) -> Task:
    """Return the task of an ingest into the reader's own archive."""
    return Task(name=name, arguments=("ingest", *sources, "--archive", str(archive_path())))


def follow_list(arrival: str, on_end: OnEnd = lambda _: None) -> None:
    """Start following the feeds of a list in the inbox, by its id there; when that is done, refresh them."""
    paths = sorted(str(path) for path in inbox.folder_of(arrival).rglob("*") if path.is_file())
    if not paths:
        inbox.forget(arrival)  # a kill came while it was cleared away
        return

    def report_and_refresh(ended: Ended) -> None:
        on_end(ended)
        refresh_followed(arrival, ended)

    work.submit(Task(name="follow", arguments=("follow", *paths)), report_and_refresh)


def refresh_followed(arrival: str, ended: Ended) -> None:
    """Start refreshing the feeds of a followed list and delete it; ingest one that cannot be read instead."""
    if ended.good:
        inbox.forget(arrival)
        work.submit(Task(name="refresh", arguments=("refresh", "--due")))
    elif ended.event.code == "done":
        inbox.again(arrival)


def refresh_due() -> None:
    """Start refreshing what is due, if the reader allows it; each hour also what a killed `ingest -` left."""
    now, last = datetime.now(UTC), work.last_result("refresh")
    rested = last is None or abs(now - datetime.fromisoformat(last.ended_at)) > timedelta(seconds=HOUR)
    if desk_settings.settings().by_itself and (
        followed.any_due(now) or (rested and forgotten(archive_path()))
    ):
        work.submit(Task(name="refresh", arguments=("refresh", "--due")))


def mail_due(on_end: OnEnd = lambda _: None) -> None:
    """Start sending the mail that is due, if the reader has set any up."""
    if is_set_up(archive_path()) and is_due(archive_path()):
        work.submit(Task(name="mail", arguments=("digest", "--mail")), on_end)


def trouble() -> str:
    """Return what went wrong the last time; "" for nothing or without a worker."""
    found = _workers.get(home())
    return found.trouble if found else ""


_workers: dict[Path, Worker] = {}
_making = threading.Lock()


def worker(*, by_itself: bool = False) -> Worker:
    """Return the worker of this data folder, started on first use; `by_itself`: it acts without a click."""
    with _making:
        found = _workers.get(home())
        if found is None:
            found = _workers[home()] = Worker(by_itself=by_itself and desk_settings.allowed())
            found.begin()
        return found
