"""Removing a story: after a question, with everything that hangs on it."""

from pathlib import Path

import streamlit as st

from lib.model.article import Article
from lib.store import remove
from lib.ui.markup import esc
from lib.ui.sheet import sheet
from lib.ui.view import View


def remove_button(story: Article, view: View, archive: Path) -> None:
    """Show the button that asks whether the story shall go."""
    if st.button("Remove story", key="remove-story", type="tertiary"):
        _question(story, view, archive)


@st.dialog("Remove this story?")
def _question(story: Article, view: View, archive: Path) -> None:
    sheet(
        f"<p><b>{esc(story.headline)}</b></p><p>Its text, its kept original, the briefs from its page, "
        "who is named in it and your marks on it are deleted. The same capture will not bring it back, "
        "unless you let it in again under Health on the Intake page.</p>",
        "remove-question",
    )
    if st.button("Remove for good", type="primary", key="remove-for-good"):
        remove(archive, story.id)
        kept = {
            name: values
            for name, values in view.address().items()
            if name not in ("article", "tab", "at", "named")
        }
        st.query_params.from_dict(kept)
        st.rerun()
