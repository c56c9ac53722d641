"""Saving the selection's stories: as a table, with their texts, or as citations."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from lib.export.filenames import file_name
from lib.figures.drawing import selected
from lib.figures.lists import SUFFIXES, list_file
from lib.query.filter.address import to_address
from lib.query.stories import totals
from lib.store.archive import open_for_reading
from lib.ui.cache import ask
from lib.ui.case_file import case_file
from lib.ui.downloads import export_button, save_button
from lib.ui.view import View

LONG, MANY = ("zip", "html", "epub"), 200  # full texts of more stories are made by a child process
CITATIONS = {"json": "application/vnd.citationstyles.csl+json"}  # no figure


def save_list(view: View) -> None:
    """Show the formats in which the whole list can be saved."""

    def made(name: str, suffix: str) -> bytes:
        with open_for_reading(view.archive) as db:
            return list_file(db, name, view.criteria, suffix)

    words, stories = ask(selected, view.criteria), int(ask(totals, view.criteria)["stories"].iloc[0])
    with st.popover("Save list", key="list-save"):
        for name, formats in SUFFIXES.items():
            for suffix, label in formats.items():
                file, key = file_name(name, words, suffix), f"list-{suffix}"
                if suffix in LONG and stories > MANY:
                    address = urlencode(to_address(view.criteria), doseq=True)
                    export_button(label, file, [name, address, "--archive", str(view.archive)], key)
                else:
                    media_type = CITATIONS.get(suffix, "")
                    save_button(label, file, partial(made, name, suffix), key, media_type=media_type)
        case_file(view, "list-case")
