"""A change of the reader's that a child process makes while the page says so: one at a time in each tab."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from lib.ui.jobs import child
from lib.ui.markup import el, esc
from lib.ui.sheet import sheet

AT_WORK = "errand at work"
TOLD = "errand told"
BEAT = 0.3  # seconds between two looks at the child process


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One verb at work."""

    place: str  # where its outcome is told
    words: str
    process: subprocess.Popen[bytes]
    then: Mapping[str, str] = field(default_factory=dict)  # of the address, once it is done


def begin(place: str, words: str, arguments: Sequence[str], then: Mapping[str, str] | None = None) -> None:
    """Start a verb, unless another is at work."""
    if AT_WORK not in st.session_state:
        st.session_state.pop(TOLD, None)
        st.session_state[AT_WORK] = Errand(
            place=place, words=words, process=child.begin(arguments), then=then or {}
        )


def at_work() -> bool:
    """Tell whether an errand is at work."""
    return AT_WORK in st.session_state


def status(place: str) -> None:
    """Show what goes on, or what came of the last errand of this place."""
    if at_work():
        _progress()
    elif told := st.session_state.get(TOLD):
        of, ok, words = told
        if of == place:
            _say(words, "done" if ok else "alert")


@st.fragment(run_every=BEAT)
def _progress() -> None:
    errand: Errand | None = st.session_state.get(AT_WORK)
    if errand is None:
        return
    done = child.outcome(errand.process)
    if done is None:
        _say(f"{esc(errand.words)}…")
        return
    del st.session_state[AT_WORK]
    st.session_state[TOLD] = (errand.place, done.ok, done.sentence)
    if done.ok and errand.then:
        st.query_params.update(errand.then)
    st.rerun()


def _say(words: str, state: str = "") -> None:
    role = "alert" if state == "alert" else "status"
    sheet(el("div", el("p", words), f"working {state}".strip(), role=role), "errand-status")
