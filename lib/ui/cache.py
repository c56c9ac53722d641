"""The cache of query results, kept until the archive changes; and the choice of the archive that opens."""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from streamlit import runtime
from streamlit.runtime.scriptrunner import StopException, get_script_run_ctx

from lib.model.errors import ArchiveError
from lib.model.filter import Filter
from lib.query import facets, stories
from lib.query.filter.address import from_address
from lib.store.archive import ArchiveReader, is_gone, open_for_reading
from lib.store.journal import joined_names
from lib.store.lock import is_there, writer_waits
from lib.store.paths import archive_path, files, sample_path
from lib.ui.view import EVERYTHING, ArchiveName

P = ParamSpec("P")
T = TypeVar("T")

LOOK = 0.2  # seconds between two looks whether a window is still open
MOST = 64_000_000  # bytes of answers that one server process keeps


class Key(NamedTuple):
    """The key of a cached value: the query's name, the archive's path and state, the query's arguments."""

    name: str
    archive: str
    state: tuple[int, ...]
    about: tuple[object, ...] = ()


class Store:
    """A least-recently-used cache of pickled values, so that no reader changes another's."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._held: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        """Return the pickled value; None if it is not in the cache."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Key, value: bytes) -> None:
        """Store a value and drop the least recently used until all fit; one over the limit is not kept."""
        with self._lock:
            self.bytes -= len(self._held.pop(key, b""))
            if len(value) > self.most:
                return
            self.bytes += len(value)
            self._held[key] = value
            while self.bytes > self.most:
                _, dropped = self._held.popitem(last=False)
                self.bytes -= len(dropped)

    def drop_former(self, archive: str, state: tuple[int, ...]) -> None:
        """Drop values of other states of an archive: it changes all day, and nobody asks for them again."""
        with self._lock:
            for key in [each for each in self._held if each.archive == archive and each.state != state]:
                self.bytes -= len(self._held.pop(key))


STORE = Store(MOST)


class Session:
    """The connection of one rerun to one archive, opened only when the cache lacks a value."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self._open = ExitStack()
        self._reading: ArchiveReader | None = None
        self._asked = 0  # questions that are being answered, one inside another

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Run a query in this context; between the queries of a page a waiting writer gets its turn.

        A query whose window was closed meanwhile is interrupted, and ends the rerun.
        """
        self._asked += 1
        try:
            with nullcontext() if self._asked > 1 else self._while_its_window_is_open():
                yield
        finally:
            self._asked -= 1
            if self._reading and not self._asked and writer_waits(self.archive):
                self.close()

    @contextmanager
    def _while_its_window_is_open(self) -> Iterator[None]:
        """Interrupt what the archive is asked as soon as the window that asked is closed."""
        is_open, ended = window(), threading.Event()

        def watch() -> None:
            while not ended.wait(LOOK):
                if not is_open() and (reading := self._reading):
                    reading.interrupt()

        watching = threading.Thread(target=watch, daemon=True)
        watching.start()
        try:
            yield
        except Exception:  # where nobody waits for the answer, the interrupt is no error
            if is_open():
                raise
            raise StopException from None
        finally:
            ended.set()
            watching.join()

    def reading(self) -> ArchiveReader:
        """Return the open archive; it is opened on first use."""
        if self._reading is None:
            self._reading = self._open.enter_context(open_for_reading(self.archive))
        return self._reading

    def check(self) -> None:
        """Open the archive if it has changed since the last time, so that damage is found first."""
        key = Key("opened", str(self.archive), state(self.archive))
        if STORE.get(key) is None:
            self.reading()
            STORE.drop_former(key.archive, key.state)
            STORE.put(key, b"1")

    @cached_property
    def publisher_names(self) -> dict[str, str]:
        """The names of publishers by their domains."""
        return ask(facets.publisher_names)

    def close(self) -> None:
        """Close the archive so that an ingest can write."""
        self._reading = None
        self._open.close()


def window() -> Callable[[], bool]:
    """Return a function that says whether this rerun's window is still open; outside a rerun always true."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or not runtime.exists():
        return lambda: True
    return partial(runtime.get_instance().is_active_session, context.session_id)


_session: ContextVar[Session] = ContextVar("session")


@contextmanager
def session(archive: Path) -> Iterator[Session]:
    """Make an archive the one that `ask` queries within this context."""
    opened = Session(archive)
    token = _session.set(opened)
    try:
        yield opened
    finally:
        _session.reset(token)
        opened.close()


def publisher_names() -> dict[str, str]:
    """Return the names of publishers by domain; {} outside a rerun."""
    session = _session.get(None)
    return session.publisher_names if session else {}


def current_session() -> Session:
    """Return this rerun's Session."""
    return _session.get()


def ask(question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs) -> T:
    """Return the result of a query of lib.query, from the cache if the archive has not changed since."""
    name = f"{question.__module__}.{question.__qualname__}"
    return remember(
        name, lambda: question(_session.get().reading(), *about, **options), *about, *sorted(options.items())
    )


def remember(name: str, make: Callable[[], T], *about: object) -> T:
    """Return a value from the cache by its name and arguments; `make` computes it if it is not there."""
    archive = _session.get().archive
    journal = state(files(archive).journal_log)
    marks = journal if any(map(_by_marks, about)) else ()
    joined = joined_names.last_change(archive, journal)
    key = Key(name, str(archive), state(archive), (joined, marks, *about))
    kept = STORE.get(key)
    if kept is not None:
        value: T = pickle.loads(kept)
        return value
    with _session.get().asking():
        value = make()
    STORE.put(key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
    return value


def _by_marks(about: object) -> bool:
    """Return whether a query's argument depends on what the reader has read, starred or labelled."""
    if isinstance(about, tuple):
        return any(map(_by_marks, about))
    if isinstance(about, str):  # another selection, as its address
        return "=" in about and _by_marks(from_address(parse_qs(about)))
    if isinstance(about, Filter):
        return about.asks_for_marks
    return is_dataclass(about) and any(_by_marks(getattr(about, each.name)) for each in fields(about))


def state(file: Path) -> tuple[int, ...]:
    """Return the sizes and times of change of a file and its write-ahead logs, as far as they exist."""
    parts: list[int] = []
    for each in (file, file.with_name(file.name + ".wal"), file.with_name(file.name + "-wal")):
        with suppress(FileNotFoundError):  # a writer's log comes and goes
            found = each.stat()
            parts += (found.st_size, found.st_mtime_ns)
    return tuple(parts)


def archive_zone() -> str:
    """Return the name of the time zone by which the archive counts days."""
    return ask(ArchiveReader.setting, "desk_zone") or "UTC"


def archive_day(moment: datetime) -> date:
    """Return the day of an instant in the archive's time zone."""
    with suppress(OverflowError):  # at the first and the last day that there are
        return moment.astimezone(ZoneInfo(archive_zone())).date()
    return moment.date()


def usual_archive() -> ArchiveName:
    """Return the archive that opens when the address names none: "own" or "sample"."""
    if not sample_path().exists() or is_gone(archive_path()):
        return "own"  # also one that is gone and can come back: its page says so
    if not is_there(archive_path()):
        return "sample"
    try:
        with session(archive_path()):
            return "own" if int(ask(stories.totals, EVERYTHING)["stories"].iloc[0]) else "sample"
    except ArchiveError:
        return "own"  # its page says why it cannot be read
