"""The Workbench's SQL field, with completions and saved questions."""

from dataclasses import replace
from functools import partial

import streamlit as st

from lib.store.documented import VIEWS
from lib.store.journal import marks
from lib.ui.component import component, draw
from lib.ui.render import Link
from lib.ui.view import View, go_to
from lib.ui.widgets import name_field, one_line

LABEL = "Question in SQL"
TYPED, FROM_ADDRESS = "sql", "sql of the address"  # in the session: what the field holds and was filled with
FIRST = next(iter(VIEWS.values())).example  # what stands in the field until something else does


def sql_field(view: View, asked: str) -> None:
    """Show the SQL field, which holds `asked` or an example, its button, and the saved questions."""
    if TYPED not in st.session_state or st.session_state.get(FROM_ADDRESS) != (asked or FIRST):
        st.session_state[TYPED] = st.session_state[FROM_ADDRESS] = asked or FIRST
    typed = st.text_area(LABEL, key=TYPED, height=220)
    completer()
    with one_line("ask-line"):
        if st.button("Ask", key="ask-sql", type="primary") and typed.strip():
            go_to(replace(view, own={"sql": typed.strip()}))
        show_saved_questions(view, typed.strip())


def completer() -> None:
    """Add the completions to the SQL field."""
    names = {name: ["table"] for name in VIEWS}
    for name, view in VIEWS.items():
        for column in view.columns:
            names.setdefault(column, []).append(name)
    offered = [(name, ", ".join(of)) for name, of in names.items()]
    completions = component("completer", "workbench/completions.html", ("workbench/completer.js",))
    completions(data={"label": LABEL, "names": offered}, key="completer")


def show_saved_questions(view: View, typed: str) -> None:
    """Show the saved questions, and a field that saves the typed one under a name."""
    found = marks.saved_items(view.archive, "question")
    with st.popover("Saved questions", key="saved-questions"):
        if found:
            kept = [Link(view.here(sql=each.body, seconds=None, chart=None), each.name) for each in found]
            draw(
                "workbench/questions.html",
                "questions-list",
                {"remove": partial(marks.drop, view.archive, "question")},
                questions=kept,
            )
        lacking = "The question has no name or no words yet. Type them, then save it."
        name_field(
            "Name of this question", "save-question", "Such as: Who quotes whom", marks.LONGEST,
            partial(marks.keep, view.archive, "question", body=typed), lacking, able=bool(typed),
        )  # fmt: skip
