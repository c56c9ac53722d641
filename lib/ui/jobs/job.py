"""A change of the reader's that a child process makes while the page says so: one at a time in each tab."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from lib.ui.component import sheet
from lib.ui.jobs import child
from lib.ui.parts import Link
from lib.ui.render import render

RUNNING = "job running"
OUTCOME = "job outcome"
BEAT = 0.3  # seconds between two looks at the child process


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One verb at work."""

    place: str  # where its outcome is shown
    words: str
    process: subprocess.Popen[bytes]
    then: Mapping[str, str] = field(default_factory=dict)  # of the address, once it is done
    button: str = ""  # the id of the button that began it, where others stand beside it


def begin(
    place: str,
    words: str,
    arguments: Sequence[str],
    then: Mapping[str, str] | None = None,
    *,
    button: str = "",
) -> None:
    """Start a verb, unless another is at work."""
    if RUNNING not in st.session_state:
        st.session_state.pop(OUTCOME, None)
        process = child.begin(arguments)
        job = Job(place=place, words=words, process=process, then=then or {}, button=button)
        st.session_state[RUNNING] = job


def running() -> Job | None:
    """Return the job at work."""
    job: Job | None = st.session_state.get(RUNNING)
    return job


def status(place: str, *, done: tuple[str | Link, ...] = ()) -> None:
    """Show what goes on, or what came of the last job of this place: `done`, or what it reported."""
    if running():
        _progress()
    elif outcome := st.session_state.get(OUTCOME):
        of, ok, words = outcome
        if of == place:
            say(*((done if ok else ()) or (words,)), state="done" if ok else "alert")


@st.fragment(run_every=BEAT)
def _progress() -> None:
    job = running()
    if job is None:
        return
    ended = child.outcome(job.process)
    if ended is None:
        say(f"{job.words}…")
        return
    del st.session_state[RUNNING]
    st.session_state[OUTCOME] = (job.place, ended.ok, ended.sentence)
    if ended.ok and job.then:
        st.query_params.update(job.then)
    st.rerun()


def say(*words: str | Link, state: str = "") -> None:
    """Show what goes on, in one place that stays where it is."""
    sheet(render("page/job.html", words=words, state=state), "job-status")
