"""Child processes of a browser tab, with progress on its page; a tab has at most one of each kind.

The output of a process, and what it makes, lie in a folder of its own, which is kept for a day at most.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, TypeVar
from uuid import uuid4

import streamlit as st

from lib.store.paths import work_path
from lib.ui.jobs import child, events
from lib.ui.jobs.events import Event

BEAT = 0.3  # seconds between two looks at a process
PATIENCE = 5.0  # seconds that a cancelled one has to end by itself
DAY = 86_400  # seconds after which what a closed tab left is deleted


@dataclass(kw_only=True)
class TabProcess:
    """A command that a browser tab began, of the kind that its class names, and how it ended."""

    kind: ClassVar[str]
    words: str  # for the page: what is being done
    id: str = field(default_factory=lambda: uuid4().hex)
    process: subprocess.Popen[bytes] | None = None  # None where it could not be begun
    outcome: Event | None = None  # once it has ended and its page is drawn anew

    @property
    def folder(self) -> Path:
        """The folder of the process's output file, and of the files that it makes."""
        return work_path() / f"{self.kind}s" / self.id

    @property
    def log(self) -> Path:
        """The file that its output is written to."""
        return self.folder / f"{self.kind}.log"

    @property
    def said(self) -> Event:
        """The last event in its output."""
        return events.last_of(self.log)

    @property
    def is_done(self) -> bool:
        """Whether it did all that it was to do; unlike an ingest, it may leave out nothing."""
        return self.process is not None and self.process.returncode == 0

    def end(self) -> None:
        """Record how it ended."""
        self.outcome = self.said


Own = TypeVar("Own", bound=TabProcess)


def process_of_tab(kind: type[Own]) -> Own | None:
    """Return this tab's process of the class `kind`, running or ended; None if it has none."""
    found: Own | None = st.session_state.get(kind.kind)
    return found


def start(begun: TabProcess, arguments: Sequence[str]) -> None:
    """Start a command; end and delete this tab's former one of the kind, and delete files over a day old."""
    drop(type(begun))
    for left in begun.folder.parent.glob("*"):
        with suppress(FileNotFoundError):  # another tab has deleted its own
            if time.time() - left.stat().st_mtime > DAY:
                shutil.rmtree(left, ignore_errors=True)
    try:
        begun.process = child.start(arguments, begun.log)
    except OSError as error:
        begun.outcome = events.not_begun(error)
    st.session_state[begun.kind] = begun


def drop(kind: type[TabProcess]) -> None:
    """Stop this tab's process of a class, and delete its files."""
    dropped: TabProcess | None = st.session_state.pop(kind.kind, None)
    if dropped is None:
        return
    if dropped.process and dropped.process.poll() is None:
        dropped.process.terminate()
        try:
            dropped.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            dropped.process.kill()
            dropped.process.wait(PATIENCE)
    shutil.rmtree(dropped.folder, ignore_errors=True)


@st.fragment(run_every=BEAT)
def going_on(kind: type[Own], show: Callable[[Own], None]) -> None:
    """Show the progress of this tab's process of a class until it ends; then draw the page anew."""
    found = process_of_tab(kind)
    if found and found.outcome is None:
        if found.process and found.process.poll() is None:
            show(found)
            return
        found.end()
    st.rerun()
