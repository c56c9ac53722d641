"""Bring in: files, folders and pasted pages go to the inbox, addresses are looked at and then followed."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.capture.formats import suffixes
from lib.ui import desk_settings, inbox, night_desk, work
from lib.ui.at_work import LABELS
from lib.ui.markup import count, el, esc, link
from lib.ui.receipts import short
from lib.ui.sheet import sheet
from lib.ui.view import SHELF, View
from lib.ui.work import Ended, Task

MINE = "handed in"  # the arrival that this session handed in last
LISTS = (".opml",)
SECTIONS = {
    "bring-in": "Bring in", "sources": "Sources", "watched": "Watched folders",
    "second-look": "Worth a second look", "receipts": "Receipts", "health": "Health",
    "elsewhere": "From elsewhere",
}  # fmt: skip
ALONE = "the language model takes a few seconds to load"


def kinds() -> list[str]:
    """Return the endings of files that can be dropped."""
    known = {suffix.rpartition(".")[2] for suffix in (*suffixes(), *LISTS)}
    return sorted(known)


def contents(view: View) -> None:
    """Show what the page holds, in its order, and begin its first part."""
    there = [name for name in SECTIONS if name != "second-look" or view.archive.exists()]
    items = "".join(el("li", link(f"#{name}", SECTIONS[name])) for name in there)
    nav = el("nav", el("ul", items), "contents", aria_label="On this page")
    sheet(nav + el("h2", "Bring in", "section-title", id="bring-in"), "bring-in")


def drop() -> None:
    """Show where captures are dropped or pasted."""
    left, right = st.columns(2, gap="large")
    with left, st.form("drop-form", clear_on_submit=True, border=False):
        files = st.file_uploader(
            "Drop saved pages, letters, feeds, lists of feeds, web archives: up to 20 MB each",
            type=kinds(),
            accept_multiple_files=True,
            key="dropped",
        )
        folder = st.file_uploader(
            "Or a whole folder", type=kinds(), accept_multiple_files="directory", key="folder"
        )
        if st.form_submit_button("Take in the files", key="take-files") and (files or folder):
            _take([*files, *folder])
    with right, st.form("paste-form", clear_on_submit=True, border=False):
        text = st.text_area(
            "Or paste a page: select all in the browser, copy, paste here", key="pasted", height=120
        )
        if st.form_submit_button("Take in the text", key="take-text") and text.strip():
            html = text.lstrip()[:200].lower().startswith(("<!doctype", "<html"))
            _lay([("pasted.html" if html else "pasted.txt", text.encode("utf-8", "replace"))])


def _take(files: Sequence[UploadedFile]) -> None:
    lists = [each for each in files if each.name.casefold().endswith(LISTS)]
    pages = [each for each in files if each not in lists]
    if pages:
        _lay((each.name, each.getvalue()) for each in pages)
    if lists:
        arrival = inbox.lay([(each.name, each.getvalue()) for each in lists], held=True)
        paths = sorted(str(path) for path in inbox.folder_of(arrival).rglob("*") if path.is_file())
        work.submit(Task(name="follow", arguments=("follow", *paths)), partial(_ask_them, arrival))


def _ask_them(arrival: str, ended: Ended) -> None:
    inbox.forget(arrival)
    if ended.good:
        work.submit(Task(name="refresh", arguments=("refresh", "--due")))


def _lay(files: Iterable[tuple[str, bytes]]) -> None:
    st.session_state[MINE] = inbox.lay(files)
    night_desk.desk().poke()


def going_on() -> None:
    """Show the work that goes on, then what came of it; the page follows it by itself."""
    busy = bool(_busy())
    watching = desk_settings.allowed() and bool(desk_settings.settings().watched)
    every = 1.0 if busy else 3.0 if watching else None
    st.fragment(_now, run_every=every)(_ends())
    _stuck()


def _busy() -> list[str]:
    """What is at work; an arrival that this session handed in counts before its ingest has begun."""
    names = [name for name in LABELS if work.since(name)]
    mine = st.session_state.get(MINE)
    waits = mine in inbox.waiting() and "ingest" not in names
    return [*(["ingest"] if waits else []), *names]


def _ends() -> tuple[str, ...]:
    """What changes whenever some work has ended."""
    told = [work.last(name) for name in LABELS]
    return (*(each.ended_at if each else "" for each in told), *_busy())


def _now(before: tuple[str, ...]) -> None:
    if _ends() != before:
        st.rerun()
    for name in _busy():
        words = work.said(name).strip() if work.since(name) else ""
        last = words.splitlines()[-1] if words else f"Starting; {ALONE}."
        _status(LABELS[name], el("p", esc(_plain(last)), "note"), f"progress-{name}")
    if not _busy():
        _outcome()


def _outcome() -> None:
    """What came of what this session handed in."""
    ended = inbox.result(str(st.session_state.get(MINE, "")))
    last = work.last("ingest")
    if ended is None or last is None:
        return
    words = _plain(last.words.strip())
    stored = re.search(r"\b[1-9][\d,]* (?:story|stories|revisions?) ", words)
    opened = link(f"/read?{SHELF}=own", "Read the new stories") if stored else ""
    title = "Taken in" if ended.code in (0, 3) else "Not taken in"
    _status(title, el("p", esc(words), "lines") + el("p", opened), "taken")


def _stuck() -> None:
    """What could not be taken in, as when the archive was damaged or the disk full, and another try."""
    found = inbox.stuck()
    if not found:
        return
    body = el("p", esc(_plain(found[-1].sentence)), "bad")
    button = el("button", "Try again", "quiet", type="button", data_do="again")
    title = (
        f"{count(len(found), 'arrival')} could not be taken in, and {'waits' if len(found) == 1 else 'wait'}"
    )
    _status(title, body + el("p", button), "stuck", _again)


def _again(word: str) -> None:
    for each in inbox.stuck() if word == "again" else ():
        inbox.again(each.id)
    night_desk.desk().poke()


def _plain(words: str) -> str:
    """The words without the places of the inbox, which say nothing to a reader."""
    for arrival in re.findall(r"\d{8}-\d{6}-[0-9a-f]{16}", words):
        words = short(words, inbox.folder_of(arrival))
    return short(words, Path(inbox.folder_of("")))


def _status(title: str, body: str, key: str, on_do: Callable[[str], None] | None = None) -> None:
    sheet(el("section", el("h2", esc(title)) + body, "drawer", role="status"), key, on_do)
