"""Works while nobody looks: takes in what lies in the inbox, watches folders, asks sources that are due.

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
from lib.model.errors import ArchiveBusy, WireroomError
from lib.store.lock import intake_lock
from lib.store.paths import archive_path, home
from lib.ui.intake import desk_settings, inbox, watched
from lib.ui.jobs import work
from lib.ui.jobs.work import Ended, Hear, Task

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
    """How often work of a kind failed, one time after the other, and when it is tried again."""

    times: int = 0
    until: float = 0.0  # on the clock of time.monotonic
    trouble: str = ""  # as a sentence

    def hear(self, ended: Ended) -> None:
        """Note how it ended; to wait for another program is no failure."""
        self.times = 0 if ended.good else self.times + (not ended.busy)
        pause = _pause(self.times)
        self.until = 0.0 if ended.good else time.monotonic() + pause.total_seconds()
        self.trouble = "" if ended.good or ended.busy else _again(ended.sentence, pause)


class Worker:
    """The worker of one server process and one home."""

    def __init__(self, *, by_itself: bool) -> None:
        self.by_itself = by_itself
        self.watch = watched.remembered()
        self.failed_arrivals: dict[str, tuple[int, datetime]] = {}
        self.list_failures, self._folders = _Failures(), _Failures()
        self._troubles: dict[str, str] = {}  # what went wrong at the last look of each kind, as a sentence
        self._asked = self.walk_at = time.monotonic()
        self.stopping, self._poke = threading.Event(), threading.Event()
        self.held, self._at_desk, self._sitting = ExitStack(), False, threading.Lock()

    def begin(self) -> None:
        """Work in threads of its own, until `end` or the end of the process.

        Folders are walked apart from all else: whoever has handed something in does not wait for a large one.
        """
        for look in (self.look_in, self.walk_folders) if self.by_itself else (self.look_in,):
            threading.Thread(
                target=self.look_until_end, args=(look,), daemon=True, name=look.__name__
            ).start()

    def end(self) -> None:
        """Begin nothing more; children at work go on."""
        self.stopping.set()
        self._poke.set()

    def poke(self) -> None:
        """Look at once."""
        self._poke.set()

    @property
    def trouble(self) -> str:
        """What went wrong at the last look; "" when nothing did."""
        said = (*self._troubles.values(), self.list_failures.trouble, self._folders.trouble)
        return " ".join(dict.fromkeys(filter(None, said)))

    def look_in(self) -> None:
        """Begin what lies in the inbox, and what is due."""
        self.empty_inbox()
        if self.by_itself and time.monotonic() - self._asked >= ASK:
            self._asked = time.monotonic()
            ask_due()

    def empty_inbox(self) -> None:
        """Hand what lies in the inbox to an ingest, and lists of feeds to whoever follows them."""
        resting = time.monotonic() < self.list_failures.until or work.since("follow")
        if (lists := inbox.held()) and not resting:
            follow_list(lists[0], self.list_failures.hear)
        if work.since("ingest"):
            return
        now = datetime.now(UTC)
        ready = [each for each in inbox.waiting() if self.failed_arrivals.get(each, (0, now))[1] <= now][
            :TOGETHER
        ]
        if ready:
            sources = [source for each in ready for source in inbox.sources(each)]
            work.submit(taking_in("ingest", sources), lambda ended: self.finish(ready, ended))

    def finish(self, arrivals: Sequence[str], ended: Ended) -> None:
        """Note the end; what failed as a whole is tried again a little later, a few times.

        While another program holds the archive, or nothing can be noted, it is tried again without end.
        """
        now, trouble, pause = datetime.now(UTC), "" if ended.good or ended.busy else ended.sentence, PAUSE
        for arrival in arrivals:
            tries = self.failed_arrivals.get(arrival, (0, now))[0] + (not ended.busy)
            pause = _pause(tries)
            self.failed_arrivals[arrival] = (tries, now + pause)
        done = [
            each
            for each in arrivals
            if ended.good or (self.failed_arrivals[each][0] >= TRIES and not ended.busy)
        ]
        try:
            inbox.finish(done, ended)
            self.failed_arrivals = {
                each: when for each, when in self.failed_arrivals.items() if each not in done
            }
        except OSError as error:
            trouble = f"What came of an arrival could not be noted in the inbox ({error.strerror})."
        waits = trouble and any(each in self.failed_arrivals for each in arrivals)
        self._troubles["ingest"] = _again(trouble, pause) if waits else ""

    def walk_folders(self) -> None:
        """Hand what has arrived in the watched folders to an ingest; a large folder is walked less often."""
        begun = time.monotonic()
        if begun < self.walk_at or work.since("watched"):
            return
        folders = desk_settings.settings().watched
        arrived = self.watch.arrived(folders, self.is_watched) if folders else {}
        self.walk_at = begun + max(LOOK, SHARE * (time.monotonic() - begun))
        if arrived:

            def walked(ended: Ended) -> None:
                self._folders.hear(ended)
                self.walk_at = max(self.walk_at, self._folders.until)
                if ended.good:
                    self.watch.take(arrived)

            work.submit(taking_in("watched", list(arrived)), walked)
        else:
            self._folders.trouble = ""  # what could not be taken in is there no more

    def is_watched(self, folder: str) -> bool:
        """Return whether a folder is still watched."""
        return not self.stopping.is_set() and folder in desk_settings.settings().watched

    def look_until_end(self, look: Callable[[], None]) -> None:
        """Look again and again until the end; what goes wrong is kept in words until the next look."""
        while not self.stopping.is_set():
            trouble = ""
            try:
                if self.holds_desk():
                    look()
            except (WireroomError, OSError, sqlite3.Error) as error:
                trouble = f"{error} It is tried again in a moment."
                _log.warning("%s", error)
            self._troubles[look.__name__] = trouble
            self._poke.wait(LOOK if not trouble else PAUSE.total_seconds())
            self._poke.clear()

    def holds_desk(self) -> bool:
        """Return whether this app works on the home: one of several does, and when it ends another one."""
        with self._sitting:
            if not self._at_desk:
                with suppress(ArchiveBusy):
                    self.held.enter_context(intake_lock(archive_path()))
                    self._at_desk = True
                    inbox.clear_up()
            return self._at_desk


def taking_in(name: str, sources: Sequence[str]) -> Task:
    """Return the task of an ingest into the reader's own archive."""
    return Task(name=name, arguments=("ingest", *sources, "--archive", str(archive_path())))


def _pause(times: int) -> timedelta:
    """Return how long work rests that failed so many times, one after the other."""
    return min(PAUSE * (1 << min(max(times - 1, 0), 10)), LONGEST)


def _again(sentence: str, pause: timedelta) -> str:
    return f"{sentence} It is tried again in {pause.total_seconds():.0f} seconds."


def follow_list(arrival: str, hear: Hear = lambda _: None) -> None:
    """Follow the feeds of a list that lies in the inbox."""
    paths = sorted(str(path) for path in inbox.folder_of(arrival).rglob("*") if path.is_file())

    if not paths:
        inbox.forget(arrival)  # a kill came while it was cleared away
        return

    def heard(ended: Ended) -> None:
        hear(ended)
        ask_them(arrival, ended)

    work.submit(Task(name="follow", arguments=("follow", *paths)), heard)


def ask_them(arrival: str, ended: Ended) -> None:
    """Clear a list away and ask the feeds that it has brought; it stays where following broke off.

    One that cannot be read is for an ingest, which says why.
    """
    if ended.good:
        inbox.forget(arrival)
        work.submit(Task(name="refresh", arguments=("refresh", "--due")))
    elif ended.event.code == "done":
        inbox.again(arrival)


def ask_due() -> None:
    """Ask the sources that are due, unless the reader switched that off.

    A refresh also takes in what a killed reader of a pipe has left, with or without sources.
    """
    now = datetime.now(UTC)
    if desk_settings.settings().by_itself and (desk_settings.any_due(now) or _is_left(now)):
        work.submit(Task(name="refresh", arguments=("refresh", "--due")))


def _is_left(now: datetime) -> bool:
    """Return whether something of a pipe lies there for long; what was refreshed in vain rests an hour."""
    last = work.last("refresh")
    rested = last is None or abs(now - datetime.fromisoformat(last.ended_at)) > timedelta(seconds=HOUR)
    return rested and bool(forgotten(archive_path()))


def trouble() -> str:
    """Return what went wrong at the last look; "" when nothing did or nobody works."""
    found = _workers.get(home())
    return found.trouble if found else ""


_workers: dict[Path, Worker] = {}
_making = threading.Lock()


def worker(*, by_itself: bool = False) -> Worker:
    """Return the worker of this home, which begins its work when it is first asked for."""
    with _making:
        found = _workers.get(home())
        if found is None:
            found = _workers[home()] = Worker(by_itself=by_itself and desk_settings.allowed())
            found.begin()
        return found
