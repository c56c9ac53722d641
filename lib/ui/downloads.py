"""Buttons and menus that save files: charts, basket, case files, lists; made on the click or by a child."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from lib import figures
from lib.charts.printed import Preset
from lib.export.filenames import file_name
from lib.figures import case_file as case
from lib.figures.drawing import Drawn, selected
from lib.figures.lists import SUFFIXES, list_file
from lib.model.wording import count
from lib.query.filter.address import to_address
from lib.query.stories import totals
from lib.store.archive import open_for_reading
from lib.store.journal import marks
from lib.ui.attempt import attempted
from lib.ui.cache import ask
from lib.ui.jobs import exporting
from lib.ui.view import View

FILES = {  # suffix: what a menu calls it, media type
    "png": ("Picture (PNG)", "image/png"),
    "svg": ("Drawing (SVG)", "image/svg+xml"),
    "pdf": ("Page (PDF)", "application/pdf"),
    "html": ("Interactive page (HTML)", "text/html"),
    "json": ("Figure of Plotly (JSON)", "application/json"),
    "csv": ("Data (CSV)", "text/csv"),
    "xlsx": ("Data (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "gexf": ("Network for Gephi (GEXF)", "application/xml"),
    "graphml": ("Network (GraphML)", "application/xml"),
    "zip": ("Actors and pairs (two CSV)", "application/zip"),
    "jsonl": ("All sentences (JSON Lines)", "application/x-ndjson"),
    "parquet": ("Data (Parquet)", "application/vnd.apache.parquet"),
    "epub": ("Book (EPUB)", "application/epub+zip"),
    "md": ("Text (Markdown)", "text/markdown"),
    "opml": ("List of feeds (OPML)", "text/x-opml"),
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
}


def save_button(
    label: str, name: str, make: Callable[[], bytes], key: str, *, in_line: bool = False, media_type: str = ""
) -> None:
    """Show a button that saves the bytes `make` returns; `in_line` for a button beside others."""
    st.download_button(
        label, data=make, file_name=name, mime=media_type or FILES[name.rpartition(".")[2]][1], key=key,
        on_click="ignore", type="tertiary" if in_line else "secondary",
        width="content" if in_line else "stretch",
    )  # fmt: skip


def export_button(label: str, name: str, arguments: Sequence[str], key: str, help: str | None = None) -> None:
    """Show a button that starts a child process, the command `export`, to make a file of this name."""
    made = (label, name, FILES[name.rpartition(".")[2]][1], arguments)
    st.button(label, key=key, help=help, width="stretch", on_click=exporting.begin, args=made)


BASKETS = {"zip": "pictures and data (ZIP)", "pdf": "a figure a page (PDF)"}


def basket(drawn: Drawn, archive: Path, key: str, *, preset: Preset, able: bool) -> None:
    """Show the buttons that add a chart to the basket or remove it, and that save or empty the basket."""
    own = f"{drawn.name}?{figures.address_of(drawn)}"
    held = sorted(marks.saved_items(archive, "figure"), key=lambda each: each.at)
    names = tuple(each.name for each in held)
    if own in names:
        out = partial(marks.drop, archive, "figure", own)
        st.button("Remove from the basket", key=f"{key}-out", on_click=attempted(out), width="stretch")
    else:
        put = partial(marks.keep, archive, "figure", own, drawn.title)
        st.button("Add to the basket", key=f"{key}-put", on_click=attempted(put), width="stretch")
    for suffix, label in BASKETS.items():
        if held and (able or suffix != "pdf"):
            words = f"{count(len(held), 'figure')}: {label}"
            arguments = ["figures", "--archive", str(archive), "--preset", preset, "--palette", drawn.theme]
            arguments += [f"--figure={each}" for each in names]
            export_button(words, f"figures.{suffix}", arguments, f"{key}-{suffix}")

    def empty() -> None:
        for name in names:
            marks.drop(archive, "figure", name)

    if held:
        st.button("Empty the basket", key=f"{key}-empty", on_click=attempted(empty), width="stretch")


ABOUT_CASES = (
    "One zip of this selection: evidence sentences, figures, receipts, decisions and hashes, with a page "
    "that searches it without the app and without a network. No label, note or path of yours is in it."
)


def case_file(view: View, key: str, figures: Sequence[str] = case.FIGURES) -> None:
    """Show the button that saves the selection as a case file, with its options; or that it is too large."""
    if (of := int(ask(totals, view.criteria)["stories"].iloc[0])) > case.MOST:
        st.write(case.too_many(of))
        return
    more = {"full texts": "--texts", "originals": "--originals"}
    about = f"As captured and cleaned. {case.COPYRIGHT}"
    chosen = st.pills(
        "In the case file also", list(more), selection_mode="multi", key=f"{key}-more", help=about
    )
    arguments = ["case", urlencode(to_address(view.criteria), doseq=True), "--archive", str(view.archive)]
    arguments += [more[each] for each in chosen]
    arguments += [f"--figure={each}" for each in figures]
    name = file_name("case", ask(selected, view.criteria), "zip")
    export_button("Case file (ZIP)", name, arguments, key, help=ABOUT_CASES)


LONG, MANY = ("zip", "html", "epub"), 200  # full texts of more stories are made by a child process
CITATIONS = {"json": "application/vnd.citationstyles.csl+json"}  # no figure


def list_menu(view: View) -> None:
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
