"""Changes by the reader as child processes: one at a time in a tab, the outcome shown where it was begun."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import streamlit as st

from lib.ui.component import draw
from lib.ui.jobs import events, tab_process
from lib.ui.jobs.tab_process import TabProcess
from lib.ui.render import Link


@dataclass(kw_only=True)
class Change(TabProcess):
    """A command that changes something; its output is deleted as soon as it has ended."""

    kind: ClassVar[str] = "job"
    place: str  # where its outcome is shown
    then: Mapping[str, str]  # parameters of the address, once it is done
    button: str = ""  # the id of the button that began it, where others stand beside it

    def end(self) -> None:
        """Record how it ended, delete its output, and change the address if it is done."""
        super().end()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.is_done and self.then:
            st.query_params.update(self.then)


def begin(
    place: str,
    words: str,
    arguments: Sequence[str],
    then: Mapping[str, str] | None = None,
    *,
    button: str = "",
) -> None:
    """Start a command unless one runs already; `status` shows its outcome at `place`.

    `words` say what runs; once it is done, `then` is set in the address. `button` is the key of the button
    that began it.
    """
    if running() is None:
        change = Change(words=words, place=place, then=then or {}, button=button)
        tab_process.start(change, arguments)


def running() -> Change | None:
    """Return the running change, or None."""
    change = tab_process.process_of_tab(Change)
    return change if change and change.outcome is None else None


def status(place: str, *, done: tuple[str | Link, ...] = ()) -> None:
    """Show the running change, or the result of the last one that was begun at this place.

    `done` are the words for a good end; without them it is the command's own report.
    """
    change = tab_process.process_of_tab(Change)
    if change is None:
        return
    if change.outcome is None:
        tab_process.going_on(Change, lambda running: say(f"{running.words}…"))
    elif change.place == place:
        words = (done if change.is_done else ()) or (events.sentence(change.outcome),)
        say(*words, state="done" if change.is_done else "alert")


def say(*words: str | Link, state: str = "") -> None:
    """Show a message where changes have theirs; `state` is "done", "alert" or "" while one runs."""
    draw("page/job.html", "job-status", words=words, state=state)
