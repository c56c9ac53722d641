"""A child process of a browser tab, for a change by the reader or an export, with progress on the page.

A tab has at most one of each. The output of the process, and the file of an export, are kept in a folder of
their own until the reader discards them, or for a day.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import streamlit as st

from lib.store.paths import work_path
from lib.ui.component import draw
from lib.ui.jobs import child, events
from lib.ui.jobs.events import Event
from lib.ui.render import Link

Kind = Literal["job", "export"]
BEAT = 0.3  # seconds between two looks at the child process
PATIENCE = 5.0  # seconds that a cancelled one has to end by itself
DAY = 86_400  # seconds after which what a closed tab left is deleted


@dataclass(slots=True, kw_only=True)
class Job:
    """The record of a command that a browser tab began: process, log, outcome, and the exported file.

    The outcome is set once the command has ended and the page is drawn anew.
    """

    words: str
    arguments: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None  # None where it could not be begun
    outcome: Event | None = None  # once it has ended and its page is drawn anew
    place: str = ""  # where a change's outcome is shown
    then: Mapping[str, str] = field(default_factory=dict)  # of the address, once it is done
    button: str = ""  # the id of the button that began it, where others stand beside it
    file: Path | None = None  # that an export makes
    media_type: str = ""

    @property
    def said(self) -> Event:
        """The last event in its output."""
        return events.last_of(self.log)

    @property
    def good(self) -> bool:
        """Whether it succeeded."""
        return self.process is not None and self.process.returncode == 0


def held(kind: Kind) -> Job | None:
    """Return this tab's job of the kind, running or finished; None without one."""
    job: Job | None = st.session_state.get(kind)
    return job


def start(kind: Kind, words: str, arguments: Sequence[str], *, name: str = "", **more: Any) -> None:
    """Start a command with an output file of this name, if any; drop this tab's former job of the kind."""
    drop(kind)
    places = work_path() / f"{kind}s"
    for left in places.glob("*"):
        with suppress(FileNotFoundError):  # another tab has deleted its own
            if time.time() - left.stat().st_mtime > DAY:
                shutil.rmtree(left, ignore_errors=True)
    folder = places / uuid4().hex
    file = folder / name if name else None
    job = Job(words=words, arguments=arguments, log=folder / f"{kind}.log", file=file, **more)
    try:
        job.process = child.start([*arguments, *(["--out", str(file)] if file else [])], job.log)
    except OSError as error:
        job.outcome = events.not_begun(error)
    st.session_state[kind] = job


def drop(kind: Kind) -> None:
    """Stop this tab's job of the kind, and delete its files."""
    job: Job | None = st.session_state.pop(kind, None)
    if job is None:
        return
    if job.process and job.process.poll() is None:
        job.process.terminate()
        try:
            job.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            job.process.kill()
            job.process.wait(PATIENCE)
    shutil.rmtree(job.log.parent, ignore_errors=True)


@st.fragment(run_every=BEAT)
def going_on(kind: Kind, show: Callable[[Job], None]) -> None:
    """Show the progress of the job until it ends; then reload the page."""
    job = held(kind)
    if job and job.outcome is None:
        if job.process and job.process.poll() is None:
            show(job)
            return
        job.outcome = job.said
        if job.file is None:
            shutil.rmtree(job.log.parent, ignore_errors=True)
        if job.good and job.then:
            st.query_params.update(job.then)
    st.rerun()


def begin(
    place: str,
    words: str,
    arguments: Sequence[str],
    then: Mapping[str, str] | None = None,
    *,
    button: str = "",
) -> None:
    """Start a command that makes a change, unless one runs; `status` shows its outcome at `place`."""
    if running() is None:
        start("job", words, arguments, place=place, then=then or {}, button=button)


def running() -> Job | None:
    """Return the running change, or None."""
    job = held("job")
    return job if job and job.outcome is None else None


def status(place: str, *, done: tuple[str | Link, ...] = ()) -> None:
    """Show the running change, or the result of the last one started at this place: `done`, or its report."""
    job = held("job")
    if job is None:
        return
    if job.outcome is None:
        going_on("job", lambda job: say(f"{job.words}…"))
    elif job.place == place:
        words = (done if job.good else ()) or (events.sentence(job.outcome),)
        say(*words, state="done" if job.good else "alert")


def say(*words: str | Link, state: str = "") -> None:
    """Show a message in the place for jobs."""
    draw("page/job.html", "job-status", words=words, state=state)
