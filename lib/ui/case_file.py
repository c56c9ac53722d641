"""Offers the case file of a view."""

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from lib.export.filenames import file_name
from lib.figures import case_file as made
from lib.figures.drawing import selected
from lib.model.filter import Filter
from lib.query.stories import totals
from lib.ui.answers import ask
from lib.ui.view import View

HELP = (
    "One zip of this selection: evidence sentences, figures, receipts, decisions and hashes, with a page "
    "that searches it without the app and without a network. No label, note or path of yours is in it."
)
MORE = f"As captured and cleaned. {made.COPYRIGHT}"


def case_file(view: View, key: str, figures: Sequence[str] = made.FIGURES) -> None:
    """Show the button that saves the selection as a case file, and what else it may hold."""
    if (of := int(ask(totals, view.criteria)["stories"].iloc[0])) > made.MOST:
        st.write(made.too_many(of))
        return
    more = {"full texts": "texts", "originals": "originals"}
    chosen = st.pills(
        "In the case file also", list(more), selection_mode="multi", key=f"{key}-more", help=MORE
    )
    wanted = {more[each]: True for each in chosen}
    contents = made.Contents(**wanted, figures=tuple(figures))
    st.download_button(
        "Case file (ZIP)", data=partial(_file, view.archive, view.criteria, contents), help=HELP,
        file_name=file_name("case", ask(selected, view.criteria), "zip"), mime="application/zip",
        key=key, on_click="ignore", width="stretch",
    )  # fmt: skip


def _file(archive: Path, criteria: Filter, contents: made.Contents) -> bytes:
    out = io.BytesIO()
    made.write(archive, criteria, out, contents)
    return out.getvalue()
