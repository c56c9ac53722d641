"""The Intake section for adding captures: dropped files and folders, pasted pages, addresses."""

from collections.abc import Iterable, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.capture.feeds import opml
from lib.capture.formats import ANYTHING, suffixes
from lib.capture.unpack import LIMIT
from lib.model.wording import count
from lib.ui.component import Actions, draw, say
from lib.ui.intake import desk_settings, followed, inbox
from lib.ui.intake.outcome import outcome
from lib.ui.jobs import background, events, work
from lib.ui.jobs.work import KINDS, WAITING
from lib.ui.render import Button, Link, Markup, paragraph, stack
from lib.ui.view import View

MINE = "handed in"  # the arrival that this session handed in last
LISTS = (".opml",)
LARGEST = 200  # MB of a dropped file; it lies in the server's memory until it lies in the inbox
HEAD = 4096  # bytes by which a list of feeds is known
SECTIONS = {
    "bring-in": "Bring in", "sources": "Sources", "watched": "Watched folders",
    "second-look": "Worth a second look", "receipts": "Receipts",
    "health": "Health", "elsewhere": "From elsewhere",
}  # fmt: skip
OF_AN_ARCHIVE = ("second-look",)


def kinds() -> list[str]:
    """Return the file endings that are accepted from a folder."""
    return sorted({suffix.rpartition(".")[2] for suffix in (*suffixes(), *ANYTHING, *LISTS)})


def contents(view: View) -> None:
    """Show links to the page's sections, as the beginning of the first."""
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
    st.session_state[MINE] = inbox.put(files)
    background.worker().poke()


def going_on() -> None:
    """Show the running work and then its result; this part of the page refreshes itself."""
    if MINE not in st.session_state and (here := inbox.waiting()):
        st.session_state[MINE] = here[-1]  # handed in before the page was loaded anew, or elsewhere
    every = 1.0 if _busy() else 3.0 if begins_by_itself() else None
    st.fragment(_now, run_every=every)(_ends())
    show_stuck()


def begins_by_itself() -> bool:
    """Return whether work may start without a click, such as from a watched folder."""
    settings = desk_settings.settings()
    due = settings.by_itself and followed.followed()
    return desk_settings.allowed() and bool(settings.watched or due)


def _busy() -> list[str]:
    """Return the kinds of work that run or wait; files just handed in are "ingest" before it has started."""
    names = [name for name in KINDS if work.submitted_at(name)]
    mine = st.session_state.get(MINE)
    waits = mine in inbox.waiting() and "ingest" not in names
    return [*(["ingest"] if waits else []), *names]


def _ends() -> tuple[str, ...]:
    """Return when each kind of work ended last, then the busy kinds; it changes as work starts or ends."""
    results = map(work.last_result, KINDS)
    return (*(end.ended_at if end else "" for end in results), *_busy())


def _now(before: tuple[str, ...]) -> None:
    """Show the work that runs or waits, and the result of what was handed in; rerun the page at its end."""
    if _ends() != before:
        st.rerun()
    for name in _busy():
        first = WAITING if work.is_waiting(name) else KINDS[name].first
        words = events.progress(work.last_event(name)) if work.submitted_at(name) else ""
        _draw_status(KINDS[name].label, paragraph(words or first), f"progress-{name}")
    arrival = str(st.session_state.get(MINE, ""))
    result = None if _busy() else inbox.result(arrival)
    if result and result.ended_at:
        _draw_status(*outcome(arrival, result), "taken")


def show_stuck() -> None:
    """Show files that could not be added, as when the archive was damaged, with a button to try again."""
    found = inbox.stuck()
    if not found:
        return
    again = paragraph(Button("Try again", {"do": "again"}), css_class="")
    body = stack(paragraph(found[-1].sentence, css_class="bad"), again)
    waits = "waits" if len(found) == 1 else "wait"

    def once_more(_: str) -> None:
        for arrival in inbox.stuck():
            inbox.again(arrival.name)
        background.worker().poke()

    title = f"{count(len(found), 'arrival')} could not be added, and {waits}"
    _draw_status(title, body, "stuck", {"again": once_more})


def _draw_status(title: str, body: Markup, key: str, on_do: Actions | None = None) -> None:
    draw("intake/status.html", key, on_do, title=title, body=body)
