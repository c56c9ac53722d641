"""Saving the stories of a selection: as a list in any format, or as a case file."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from lib.export.filenames import file_name
from lib.figures import case_file as case
from lib.figures.case_contents import COPYRIGHT
from lib.figures.lists import SUFFIXES, list_file
from lib.figures.source_line import filter_sentence
from lib.query.filter.address import to_query
from lib.store.archive import open_for_reading
from lib.ui.cache import ask, stories_in
from lib.ui.downloads import export_button, save_button
from lib.ui.muted import muted_stories
from lib.ui.view import View

ABOUT_CASES = (
    "One zip of this selection: evidence sentences, figures, receipts, decisions and hashes, with a page "
    "that searches it without the app and without a network. No label, note or path of yours is in it."
)
FULL_TEXTS = ("zip", "html", "epub")  # formats that hold them
AT_ONCE = 200  # stories whose full texts are saved on the click; of more a child process makes the file
CITATIONS = {"json": "application/vnd.citationstyles.csl+json"}  # no figure


def list_menu(view: View) -> None:
    """Show the formats in which the whole list can be saved."""

    def list_content(name: str, suffix: str) -> bytes:
        with open_for_reading(view.archive) as db:
            return list_file(db, name, view.criteria, suffix)

    words, stories = ask(filter_sentence, view.criteria), stories_in(view.criteria)
    with st.popover("Save list", key="list-save"):
        for name, formats in SUFFIXES.items():
            for suffix, form in formats.items():
                saved_as, key = file_name(name, words, suffix), f"list-{suffix}"
                if suffix in FULL_TEXTS and stories > AT_ONCE:
                    arguments = [name, to_query(view.criteria), "--archive", str(view.archive)]
                    export_button(form.label, saved_as, arguments, key)
                else:
                    media_type = CITATIONS.get(suffix, "")
                    make = partial(list_content, name, suffix)
                    save_button(form.label, saved_as, make, key, media_type=media_type)
        if muted_stories(view.criteria):
            st.write("The files hold the whole selection, muted stories too.")
        case_file(view, "list-case")


def case_file(view: View, key: str, figures: Sequence[str] = case.FIGURES) -> None:
    """Show the button that saves the selection as a case file, with its options; or that it is too large."""
    if (stories := stories_in(view.criteria)) > case.MOST:
        st.write(case.too_many(stories))
        return
    more = {"full texts": "--texts", "originals": "--originals"}
    about = f"As captured and cleaned. {COPYRIGHT}"
    chosen = st.pills(
        "In the case file also", list(more), selection_mode="multi", key=f"{key}-more", help=about
    )
    arguments = ["case", to_query(view.criteria), "--archive", str(view.archive)]
    arguments += [more[each] for each in chosen]
    arguments += [f"--figure={each}" for each in figures]
    name = file_name("case", ask(filter_sentence, view.criteria), "zip")
    export_button("Case file (ZIP)", name, arguments, key, help=ABOUT_CASES)
