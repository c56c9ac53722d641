"""Save the selection's stories: as a table, with their texts, or as citations."""

from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from lib.export.filenames import file_name
from lib.figures.drawing import selected
from lib.figures.lists import SUFFIXES, list_file
from lib.model.filter import Filter
from lib.query.filter.address import to_address
from lib.query.stories import totals
from lib.store.archive import open_for_reading
from lib.ui.cache import ask
from lib.ui.case_file import case_file
from lib.ui.chart import FILES
from lib.ui.jobs import exporting
from lib.ui.view import View

LONG, MANY = (
    ("zip", "html", "epub"),
    200,
)  # full texts of more stories are written while the page says how far
MEDIA = {
    "csv": "text/csv", "xlsx": FILES["xlsx"][1], "parquet": "application/vnd.apache.parquet",
    "jsonl": FILES["jsonl"][1], "zip": "application/zip", "html": "text/html", "epub": "application/epub+zip",
    "bib": "application/x-bibtex", "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}  # fmt: skip


def save_list(view: View) -> None:
    """Show the formats in which the whole list can be saved; it is read when one is chosen."""
    words, stories = ask(selected, view.criteria), int(ask(totals, view.criteria)["stories"].iloc[0])
    with st.popover("Save list", key="list-save"):
        for name, formats in SUFFIXES.items():
            for suffix, label in formats.items():
                file = file_name(name, words, suffix)
                if suffix in LONG and stories > MANY:
                    address = urlencode(to_address(view.criteria), doseq=True)
                    st.button(
                        label, key=f"list-{suffix}", width="stretch", on_click=exporting.begin,
                        args=(label, file, MEDIA[suffix], [name, address, "--archive", str(view.archive)]),
                    )  # fmt: skip
                    continue
                st.download_button(
                    label, data=partial(_file, view.archive, name, view.criteria, suffix),
                    file_name=file, mime=MEDIA[suffix], key=f"list-{suffix}", on_click="ignore",
                    width="stretch",
                )  # fmt: skip
        case_file(view, "list-case")


def _file(archive: Path, name: str, criteria: Filter, suffix: str) -> bytes:
    with open_for_reading(archive) as db:
        return list_file(db, name, criteria, suffix)
