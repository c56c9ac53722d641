"""The Intake section for adding captures: dropped files and folders, pasted pages, addresses."""

from collections.abc import Iterable, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.capture.feeds import opml
from lib.capture.formats import ANYTHING, suffixes
from lib.capture.unpack import LIMIT
from lib.ui.component import draw, say
from lib.ui.intake import inbox
from lib.ui.jobs import background
from lib.ui.render import Link
from lib.ui.view import View

MINE = "handed in"  # the arrival that this session handed in last
LISTS = (".opml",)
LARGEST = 200  # MB of a dropped file; it lies in the server's memory until it lies in the inbox
HEAD = 4096  # bytes by which a list of feeds is known
SECTIONS = {
    "bring-in": "Bring in", "sources": "Sources", "watched": "Watched folders", "rules": "Rules",
    "second-look": "Worth a second look", "receipts": "Receipts",
    "health": "Health", "mail": "Mail", "elsewhere": "From elsewhere",
}  # fmt: skip
OF_AN_ARCHIVE = ("second-look",)


def kinds() -> list[str]:
    """Return the file endings that are accepted from a folder."""
    return sorted({suffix.rpartition(".")[2] for suffix in (*suffixes(), *ANYTHING, *LISTS)})


def contents(view: View) -> None:
    """Show links to the sections of the page, at the top of its first section."""
    there = [name for name in SECTIONS if name not in OF_AN_ARCHIVE or view.archive.exists()]
    sections = [Link(f"#{name}", SECTIONS[name]) for name in there]
    draw("intake/contents.html", "bring-in", sections=sections)


def drop() -> None:
    """Show the fields for dropping and pasting captures."""
    left, right = st.columns(2, gap="large")
    with left, st.form("drop-form", clear_on_submit=True, border=False):
        files = st.file_uploader(
            f"Drop saved pages, newsletters, feeds, lists of feeds, web archives: up to {LARGEST} MB each",
            accept_multiple_files=True, max_upload_size=LARGEST, key="dropped",
        )  # fmt: skip
        folder = st.file_uploader(
            "Or a whole folder", type=kinds(), accept_multiple_files="directory", max_upload_size=LARGEST,
            key="folder",
        )  # fmt: skip
        if st.form_submit_button("Add these files", key="take-files"):
            if given := [*files, *folder]:
                take(given)
            else:
                lacking = "No file is chosen. Drop some above, or press Upload, then add them."
                say("no-files", lacking, css_class="problem", role="alert")
        draw("intake/larger.html", "larger", megabytes=LIMIT // 1_000_000)
    with right, st.form("paste-form", clear_on_submit=True, border=False):
        text = st.text_area(
            "Or paste a page: select all in the browser, copy, paste here", key="pasted", height=120
        )
        if st.form_submit_button("Add this text", key="take-text"):
            if text.strip():
                html = text.lstrip()[:200].lower().startswith(("<!doctype", "<html"))
                _save_in_inbox([("pasted.html" if html else "pasted.txt", text.encode("utf-8", "replace"))])
            else:
                lacking = "There is no text yet. Paste the page above, then add it."
                say("no-text", lacking, css_class="problem", role="alert")


def take(files: Sequence[UploadedFile]) -> None:
    """Put files into the inbox; a list of feeds (OPML) is followed instead."""
    lists = []
    for file in files:
        head = file.read(HEAD)
        file.seek(0)
        lists += [file] if file.name.casefold().endswith(LISTS) or opml.accepts(head) else []
    pages = [file for file in files if file not in lists]
    if pages:
        _save_in_inbox((page.name, page.getvalue()) for page in pages)
    if lists:
        background.follow_list(inbox.put([(file.name, file.getvalue()) for file in lists], held=True))


def _save_in_inbox(files: Iterable[tuple[str, bytes]]) -> None:
    """Put files, each as name and bytes, into the inbox and have the worker look there at once."""
    st.session_state[MINE] = inbox.put(files)
    background.worker().poke()
