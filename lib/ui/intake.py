"""The Intake page: captures go to the inbox, a child process takes them in, each gets a receipt."""

import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from lib.query import captures
from lib.store.home import archive_path, inbox_path
from lib.ui import child
from lib.ui.answers import ask, session
from lib.ui.lists import rows
from lib.ui.markup import count, el, esc, link, present, table
from lib.ui.sheet import sheet
from lib.ui.view import EVERYTHING, SHELF, View

KINDS = ["txt", "html", "htm", "gz"]
RUNNING = "running ingest"
SHOWN = 100


def drop(view: View) -> None:
    """Show where captures are dropped or pasted."""
    left, right = st.columns(2, gap="large")
    with left, st.form("drop-form", clear_on_submit=True, border=False):
        files = st.file_uploader(
            "Drop saved pages or text files", type=KINDS, accept_multiple_files=True, key="dropped"
        )
        if st.form_submit_button("Take in the files", key="take-files") and files:
            _take((f.name, f.getvalue()) for f in files)
    with right, st.form("paste-form", clear_on_submit=True, border=False):
        text = st.text_area(
            "Or paste a page: select all in the browser, copy, paste here", key="pasted", height=120
        )
        if st.form_submit_button("Take in the text", key="take-text") and text.strip():
            html = text.lstrip()[:200].lower().startswith(("<!doctype", "<html"))
            _take([("pasted.html" if html else "pasted.txt", text.encode())])


def _take(files: Iterable[tuple[str, bytes]]) -> None:
    folder = inbox_path() / time.strftime("%Y%m%d-%H%M%S")
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{folder.name.split('_')[0]}_{number}")
    folder.mkdir(parents=True)
    for name, content in files:
        unused(folder, name).write_bytes(content)
    log = folder.with_suffix(".log")
    st.session_state[RUNNING] = (
        child.start(["ingest", str(folder), "--archive", str(archive_path())], log),
        log,
    )


def unused(folder: Path, name: str) -> Path:
    """Return a path in the folder for a dropped file, beside whatever is there already."""
    clean = re.sub(r"[^\w.\- ]", "_", Path(name).name).lstrip(".")[-120:] or "capture.txt"
    path, number = folder / clean, 1
    while path.exists():
        number += 1
        path = folder / f"{number}-{clean}"
    return path


@st.fragment(run_every=1.0)
def _progress() -> None:
    process, log = st.session_state[RUNNING]
    words = log.read_text("utf-8", "replace") if log.exists() else ""
    code = process.poll()
    last = (
        words.strip().splitlines()[-1]
        if words.strip()
        else "Starting; the language model takes a few seconds to load."
    )
    state = "Taking in your captures" if code is None else "Done"
    _status(state, el("p", esc(last), "note"), "progress")
    if code is not None:
        del st.session_state[RUNNING]
        st.session_state["last ingest"] = _short(words.strip(), log.with_suffix(""))
        st.rerun()


def follow(view: View) -> None:
    """Show the work that goes on, then what came of it."""
    if RUNNING in st.session_state:
        _progress()
    elif st.session_state.get("last ingest"):
        words = st.session_state["last ingest"]
        stored = re.search(r"\b[1-9][\d,]* (?:story|stories|revisions?) ", words)
        opened = link(f"/read?{SHELF}=own", "Read the new stories") if stored else ""
        _status("Taken in", el("p", esc(words), "lines") + el("p", opened), "taken")


def receipts(view: View) -> None:
    """Show what became of each capture of the open archive."""
    if not view.archive.exists():
        words = "No capture has been taken in yet. The first opens an archive of your own."
        sheet(el("p", words, "note"), "no-receipts")
        return
    with session(view.archive):
        frame = ask(captures.receipts, limit=SHOWN)
    body = "".join(_receipt(row, view) for row in rows(frame))
    name = "the sample" if view.shelf == "sample" else "your archive"
    caption = f"Receipts of {name}, newest first: {count(len(frame), 'capture')}"
    heads = (("Capture", ""), ("Outcome", ""), ("Story, or why not", ""))
    sheet(table("receipts", caption, heads, body), "receipts")


def _receipt(row: Any, view: View) -> str:
    good, path = row["outcome"] != "rejected", Path(str(row["origin"] or ""))
    told = esc(
        "Removed by the reader." if row["outcome"] == "removed" else _short(row["reason"], path.parent)
    )
    if good and present(row["headline"]):
        told = link(view.to("read", EVERYTHING, article=str(row["article_id"])), str(row["headline"]))
    cells = (
        el("td", esc(path.name)),
        el("td", esc(row["outcome"]), "" if good else "bad"),
        el("td", told),
    )
    return el("tr", "".join(cells))


def _short(words: object, folder: Path) -> str:
    """The words without the folder of the inbox, which says nothing to a reader."""
    return str(words or "").replace(f"{folder}{os.sep}", "")


def _status(title: str, body: str, key: str) -> None:
    sheet(el("section", el("h2", esc(title)) + body, "drawer", role="status"), key)
