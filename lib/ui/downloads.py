"""Buttons that save files: made on the click, or by a child process."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from lib.ui.jobs import exporting


class FileKind(NamedTuple):
    """A kind of file: what a menu calls it, and its media type."""

    label: str
    media_type: str


FILES: Mapping[str, FileKind] = {  # by suffix
    "png": FileKind("Picture (PNG)", "image/png"),
    "svg": FileKind("Drawing (SVG)", "image/svg+xml"),
    "pdf": FileKind("Page (PDF)", "application/pdf"),
    "html": FileKind("Interactive page (HTML)", "text/html"),
    "json": FileKind("Figure of Plotly (JSON)", "application/json"),
    "csv": FileKind("Data (CSV)", "text/csv"),
    "xlsx": FileKind("Data (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "gexf": FileKind("Network for Gephi (GEXF)", "application/xml"),
    "graphml": FileKind("Network (GraphML)", "application/xml"),
    "zip": FileKind("Actors and pairs (two CSV)", "application/zip"),
    "jsonl": FileKind("All sentences (JSON Lines)", "application/x-ndjson"),
    "parquet": FileKind("Data (Parquet)", "application/vnd.apache.parquet"),
    "epub": FileKind("Book (EPUB)", "application/epub+zip"),
    "md": FileKind("Text (Markdown)", "text/markdown"),
    "opml": FileKind("List of feeds (OPML)", "text/x-opml"),
    "bib": FileKind("BibTeX", "application/x-bibtex"),
    "ris": FileKind("RIS", "application/x-research-info-systems"),
}


def save_button(
    label: str, name: str, make: Callable[[], bytes], key: str, *, in_line: bool = False, media_type: str = ""
) -> None:
    """Show a button that saves the bytes `make` returns on the click; `in_line` for one beside others."""
    st.download_button(
        label, data=make, file_name=name, mime=media_type or _media_type(name), key=key, on_click="ignore",
        type="tertiary" if in_line else "secondary", width="content" if in_line else "stretch",
    )  # fmt: skip


def save_menu(
    title: str, key: str, name: str, formats: Mapping[str, str], make: Callable[[str], bytes]
) -> None:
    """Show a menu that saves a file of this name: a label for each suffix, whose bytes `make` returns."""
    with st.popover(title, key=f"{key}-save"):
        for suffix, label in formats.items():
            save_button(label, f"{name}.{suffix}", partial(make, suffix), f"{key}-{suffix}")


def _media_type(name: str) -> str:
    return FILES[name.rpartition(".")[2]].media_type


def export_button(label: str, name: str, arguments: Sequence[str], key: str, help: str | None = None) -> None:
    """Show a button that starts a child process, the command `export`, to make a file of this name.

    Its menu closes on the click (popovers.js): on a phone it would cover the line that offers the file.
    """
    made = (label, name, _media_type(name), arguments)
    st.button(label, key=f"{key}-starts", help=help, width="stretch", on_click=exporting.begin, args=made)
