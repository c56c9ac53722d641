"""SQL queries that the reader saved under a name."""

from functools import partial

import streamlit as st

from lib.store.journal import marks
from lib.ui.component import sheet
from lib.ui.parts import Link
from lib.ui.render import render
from lib.ui.view import View
from lib.ui.widgets import name_field


def saved_questions(view: View, typed: str) -> None:
    """Show the saved questions, and a field that saves the typed one under a name."""
    found = marks.saved_items(view.archive, "question")
    with st.popover("Saved questions", key="saved-questions"):
        if found:
            kept = [Link(view.here(sql=each.body, seconds=None, chart=None), each.name) for each in found]
            shown = render("workbench/questions.html", questions=kept)
            sheet(shown, "questions-list", {"remove": partial(marks.drop, view.archive, "question")})
        lacking = "The question has no name or no words yet. Type them, then save it."
        name_field(
            "Name of this question", "save-question", "Such as: Who quotes whom", marks.LONGEST,
            partial(marks.keep, view.archive, "question", body=typed), lacking, able=bool(typed),
        )  # fmt: skip
