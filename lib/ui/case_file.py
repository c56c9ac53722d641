"""The button that saves the case file of a view."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from lib.export.filenames import file_name
from lib.figures import case_file as made
from lib.figures.drawing import selected
from lib.query.filter.address import to_address
from lib.query.stories import totals
from lib.ui.cache import ask
from lib.ui.downloads import export_button
from lib.ui.view import View

HELP = (
    "One zip of this selection: evidence sentences, figures, receipts, decisions and hashes, with a page "
    "that searches it without the app and without a network. No label, note or path of yours is in it."
)
MORE = f"As captured and cleaned. {made.COPYRIGHT}"


def case_file(view: View, key: str, figures: Sequence[str] = made.FIGURES) -> None:
    """Show the button that saves the selection as a case file, and options for what it holds."""
    if (of := int(ask(totals, view.criteria)["stories"].iloc[0])) > made.MOST:
        st.write(made.too_many(of))
        return
    more = {"full texts": "--texts", "originals": "--originals"}
    chosen = st.pills(
        "In the case file also", list(more), selection_mode="multi", key=f"{key}-more", help=MORE
    )
    arguments = ["case", urlencode(to_address(view.criteria), doseq=True), "--archive", str(view.archive)]
    arguments += [more[each] for each in chosen]
    arguments += [f"--figure={each}" for each in figures]
    name = file_name("case", ask(selected, view.criteria), "zip")
    export_button("Case file (ZIP)", name, arguments, key, help=HELP)
