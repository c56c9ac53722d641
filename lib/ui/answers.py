"""The one cache: a question to the archive is asked once for each state of the archive."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import streamlit as st

from lib.model.filter import Filter
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.files.home import marks_path

Question = Callable[..., Any]


class Session:
    """One rerun's way to one archive: opened at the first question that the cache cannot answer."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self._open = ExitStack()
        self._reading: ArchiveReader | None = None

    def reading(self) -> ArchiveReader:
        """Return the open archive."""
        if self._reading is None:
            self._reading = self._open.enter_context(open_for_reading(self.archive))
        return self._reading

    def close(self) -> None:
        """Let go of the archive, so that an ingest can write."""
        self._reading = None
        self._open.close()


_session: ContextVar[Session] = ContextVar("session")


@contextmanager
def session(archive: Path) -> Iterator[Session]:
    """Answer questions of this rerun from the archive."""
    opened = Session(archive)
    token = _session.set(opened)
    try:
        yield opened
    finally:
        _session.reset(token)
        opened.close()


def ask(question: Question, *asked: Any, **options: Any) -> Any:
    """Return the answer to a question of lib.query; `asked` is mostly the selection."""
    archive = _session.get().archive
    name = f"{question.__module__}.{question.__name__}"
    key = state(archive) + (state(marks_path(archive)) if any(map(_by_marks, asked)) else ())
    return _answer(str(archive), key, name, asked, tuple(sorted(options.items())), question)


def _by_marks(asked: object) -> bool:
    """Tell whether an answer hangs on what the reader has read, starred or labelled."""
    if not isinstance(asked, Filter):
        return False
    return asked.read != "all" or bool(asked.labels) or "is:" in asked.text.casefold()


def state(file: Path) -> tuple[int, ...]:
    """Return what changes with every commit: size and time of the file and of its write-ahead log."""
    files = (file, file.with_name(file.name + ".wal"), file.with_name(file.name + "-wal"))
    found = [file.stat() for file in files if file.exists()]
    return tuple(part for stat in found for part in (stat.st_size, stat.st_mtime_ns))


@st.cache_data(max_entries=400, show_spinner=False)
def _answer(
    archive: str,
    state: tuple[int, ...],
    name: str,
    asked: tuple[Any, ...],
    options: tuple[tuple[str, Any], ...],
    _question: Question,
) -> Any:
    return _question(_session.get().reading(), *asked, **dict(options))


def current_session() -> Session:
    """Return this rerun's way to the archive."""
    return _session.get()


def desk_zone() -> str:
    """Return the zone whose days the archive counts by."""
    return str(ask(_zone))


def _zone(db: ArchiveReader) -> str:
    return db.setting("desk_zone") or "UTC"
