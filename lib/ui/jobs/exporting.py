"""A long export by a child process, with progress on the page; when cancelled it leaves no file."""

from collections.abc import Sequence

import streamlit as st

from lib.ui.component import say
from lib.ui.jobs import events, job
from lib.ui.jobs.job import Job
from lib.ui.widgets import one_line


def begin(words: str, name: str, media_type: str, arguments: Sequence[str]) -> None:
    """Start an export with these arguments; the tab's former one is discarded."""
    job.start("export", words, ["export", *arguments], name=name, media_type=media_type)


def status() -> None:
    """Show the progress of this tab's export, or the button that saves the finished file."""
    export = job.held("export")
    if export is None:
        return
    if export.outcome is None:
        job.going_on("export", _progress)
        return
    with one_line("export-done"):
        if export.good:
            _offer(export)
        else:
            _say(f"{export.words}: {events.sentence(export.outcome)}", "alert")
        st.button("Close", key="export-close", on_click=job.drop, args=("export",))


def _offer(export: Job) -> None:
    """Show the button that saves the file, or one that makes it again if it was deleted meanwhile."""
    assert export.file is not None  # every export makes one
    name = export.file.name
    try:
        size = f"{export.file.stat().st_size / 1e6:,.1f} MB"
    except FileNotFoundError:
        _say(f"{export.words}: {name} was deleted, as it is after a day.", "alert")
        again = (export.words, name, export.media_type, export.arguments[1:])
        st.button("Make it again", key="export-again", on_click=begin, args=again)
        return
    _say(f"{export.words}: ready.")
    st.download_button(
        f"Save {name} ({size})", data=export.file.read_bytes, mime=export.media_type, file_name=name,
        key="export-save", on_click="ignore",
    )  # fmt: skip


def _progress(export: Job) -> None:
    """Show how far an export is, with a button that cancels it."""
    with one_line("export-going-on"):
        _say(f"{export.words}: {events.progress(export.said) or 'starting'}…")
        if st.button("Cancel", key="export-cancel"):
            job.drop("export")
            st.rerun()


def _say(words: str, role: str = "status") -> None:
    say("export-status", words, css_class="bad" if role == "alert" else "", role=role)
