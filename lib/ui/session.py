"""The connection of one rerun of the app to one archive, which closes between queries if a writer waits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from functools import partial
from pathlib import Path

from streamlit import runtime
from streamlit.runtime.scriptrunner import StopException, get_script_run_ctx

from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.lock import writer_waits

LOOK = 0.2  # seconds between two looks whether a window is still open


class Session:
    """The connection of one rerun to one archive, opened when the first question needs it."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self.publisher_names: dict[str, str] | None = None  # by domain, once they were asked for
        self._open = ExitStack()
        self._reading: ArchiveReader | None = None
        self._asked = 0  # questions that are being answered, one inside another

    def reading(self) -> ArchiveReader:
        """Return the open archive; it is opened on first use."""
        if self._reading is None:
            self._reading = self._open.enter_context(open_for_reading(self.archive))
        return self._reading

    def close(self) -> None:
        """Close the archive so that an ingest can write."""
        self._reading = None
        self._open.close()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Run a query in this context; close the archive behind it if another process waits to write.

        If the browser window is closed meanwhile, the query is interrupted and the rerun ends.
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
        """Run a query in this context; interrupt it, and end the rerun, once the browser window is closed."""
        is_open, ended = window(), threading.Event()

        def interrupt_if_closed() -> None:
            while not ended.wait(LOOK):
                if not is_open() and (reading := self._reading):
                    reading.interrupt()

        watching = threading.Thread(target=interrupt_if_closed, daemon=True)
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


def window() -> Callable[[], bool]:
    """Return a function that says whether this rerun's window is still open; outside a rerun it says yes."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or not runtime.exists():
        return lambda: True
    return partial(runtime.get_instance().is_active_session, context.session_id)


_session: ContextVar[Session] = ContextVar("session")


@contextmanager
def session(archive: Path) -> Iterator[Session]:
    """Open a Session of an archive, which `current_session` returns within this context, and close it."""
    opened = Session(archive)
    token = _session.set(opened)
    try:
        yield opened
    finally:
        _session.reset(token)
        opened.close()


def has_session() -> bool:
    """Return whether this is run within `with session(archive)`."""
    return _session.get(None) is not None


def current_session() -> Session:
    """Return the Session of this context; raises LookupError outside one."""
    return _session.get()
