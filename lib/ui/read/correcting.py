"""The tab "What was removed": one click restores a cut or removes a kept block, in a child process."""

import subprocess
from dataclasses import dataclass

import streamlit as st

from lib.model.article import Article, Cut
from lib.model.correction import Correction
from lib.model.errors import WireroomError
from lib.query import one_story
from lib.store.decisions import corrections
from lib.ui.answers import ask, current_session
from lib.ui.jobs import child
from lib.ui.markup import el, esc, link
from lib.ui.pieces import choices
from lib.ui.read.pending import pending
from lib.ui.read.removed import Piece, galley, pieces_of, rules_of, summary
from lib.ui.sheet import sheet
from lib.ui.view import View

AT_WORK = "correction at work"
TOLD = "correction told"
BEAT = 0.3  # seconds between two looks at the child process
BRIEF = "This brief stood on the page of another story; what was left out there is told with that story."
NOTE = "Kept text is grey; kept and left out together make the whole capture again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A correction that a child process makes."""

    story: str
    piece: str  # the name of the piece's button
    words: str
    process: subprocess.Popen[bytes]


def removed(story: Article, view: View) -> None:
    """Show the whole capture, kept and cut, with a button on each piece."""
    if story.form == "brief":
        sheet(el("p", BRIEF, "note"), "removed")
        return
    cuts: list[Cut] = ask(one_story.cuts, story.id)
    wrong = ""
    made: tuple[Correction, ...] = ()
    try:
        made = corrections.read(current_session().archive)
    except WireroomError as error:
        wrong = str(error)
    pieces = pieces_of(story, cuts, made)
    sheet(el("div", summary(pieces) + el("p", NOTE, "note"), "galley-head"), "removed-head")
    picked = _picked(pieces, view)
    if late := "" if AT_WORK in st.session_state else pending(story.id):
        sheet(late, "removed-pending")
    _told(story, view, wrong)
    work = _work(story)
    markup = galley(
        pieces,
        rule="" if picked["rule"] == "all" else picked["rule"],
        unsure_first=picked["order"] == "unsure",
        busy=work.piece if work else "",
        fixed=bool(wrong),
    )
    sheet(markup, "removed", lambda word: _press(word, pieces, story, view))


def _picked(pieces: list[Piece], view: View) -> dict[str, str]:
    """Return what the reader wants to see, and in which order."""
    numbers = rules_of(pieces)
    rules = {"all": f"all {sum(numbers.values()):,}"} | {name: f"{name} {n:,}" for name, n in numbers.items()}
    orders = {"page": "as on the page", "unsure": "unsure first"}
    groups = {"order": ("Order", orders), "rule": ("Left out as", rules)}
    return choices(view, groups, key="removed-choices")


def _work(story: Article) -> Work | None:
    work: Work | None = st.session_state.get(AT_WORK)
    return work if work and work.story == story.id else None


def _press(word: str, pieces: list[Piece], story: Article, view: View) -> None:
    """Start the child process; a word that no button of this page sends does nothing."""
    piece = next((each for each in pieces if each.word == word), None)
    if piece is None or AT_WORK in st.session_state:
        return
    do, what = word.split()
    archive = ["--archive", str(view.archive)]
    asked = ["--undo", what] if do == "undo" else [
        "--story", story.id, f"--{do}", what, "--revision", story.revision,
    ]  # fmt: skip
    words = {"undo": "Undoing the correction", "keep": "Restoring the piece", "cut": "Removing the piece"}[do]
    process = child.begin(["corrections", *asked, *archive])
    st.session_state.pop(TOLD, None)
    st.session_state[AT_WORK] = Work(story=story.id, piece=piece.name, words=words, process=process)


def _told(story: Article, view: View, wrong: str) -> None:
    """Show what goes on, or what came of it, in one place that stays where it is."""
    if wrong:
        _status(el("p", esc(wrong)), "alert")
    elif AT_WORK in st.session_state:
        _progress()
    elif told := st.session_state.get(TOLD):
        of, ok, words = told
        read = link(view.here(tab=None), "Read the article")
        if of == story.id:
            _status(el("p", f"{words} {read}" if ok else words), "done" if ok else "alert")


@st.fragment(run_every=BEAT)
def _progress() -> None:
    work: Work | None = st.session_state.get(AT_WORK)
    if work is None:
        return
    done = child.outcome(work.process)
    if done is None:
        _status(el("p", f"{work.words} and deriving the article anew…"))
        return
    del st.session_state[AT_WORK]
    st.session_state[TOLD] = (work.story, done.ok, "Done." if done.ok else done.sentence)
    st.rerun()


def _status(body: str, state: str = "") -> None:
    role = "alert" if state == "alert" else "status"
    sheet(el("div", body, f"working {state}".strip(), role=role), "removed-status")
