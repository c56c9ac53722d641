"""Buttons that save files: made on the click, or by a child process."""

from collections.abc import Callable, Sequence

import streamlit as st

from lib.ui.jobs import exporting

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
