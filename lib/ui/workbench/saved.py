"""Questions that the reader keeps by a name."""

from functools import partial
from pathlib import Path

import streamlit as st

from lib.store.files import questions
from lib.store.files.questions import LONGEST
from lib.ui.component import sheet
from lib.ui.parts import Link
from lib.ui.render import render
from lib.ui.view import View
from lib.ui.widgets import missing, one_line

NAME, UNNAMED = "name of a question", "question without a name"


def saved_questions(view: View, typed: str) -> None:
    """Show the saved questions, and a field that saves the typed one under a name."""
    found = questions.all_questions(view.archive)
    with st.popover("Saved questions", key="saved-questions"):
        if found:
            kept = [Link(view.here(sql=sql, seconds=None, chart=None), name) for name, sql in found.items()]
            shown = render("workbench/questions.html", questions=kept)
            sheet(shown, "questions-list", partial(_press, view.archive))
        with one_line("save-question-line"):
            st.text_input(
                "Name of this question", key=NAME, max_chars=LONGEST, placeholder="Such as: Who quotes whom"
            )
            st.button("Save", key="save-question", on_click=_save, args=(view.archive, typed))
        if st.session_state.pop(UNNAMED, False):
            missing("The question has no name or no words yet. Type them, then save it.", "question-unnamed")


def _press(archive: Path, word: str) -> None:
    verb, _, name = word.partition(" ")
    if verb == "remove":
        questions.remove(archive, name)


def _save(archive: Path, sql: str) -> None:
    name = " ".join(st.session_state.get(NAME, "").split())
    st.session_state[UNNAMED] = not (name and sql)
    if name and sql:
        questions.save(archive, name, sql)
        st.session_state[NAME] = ""
