"""A long export by a child process, with progress on the page; when cancelled it leaves no file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import streamlit as st

from lib.ui.component import say
from lib.ui.jobs import events, tab_process
from lib.ui.jobs.tab_process import TabProcess
from lib.ui.widgets import one_line


@dataclass(kw_only=True)
class Export(TabProcess):
    """A command `export` with its file, which the reader saves until the export is closed."""

    kind: ClassVar[str] = "export"
    name: str  # of the file
    media_type: str
    arguments: Sequence[str]

    @property
    def file(self) -> Path:
        """The path of the file that the export makes."""
        return self.folder / self.name


def begin(words: str, name: str, media_type: str, arguments: Sequence[str]) -> None:
    """Start an export with these arguments; the tab's former one is discarded."""
    export = Export(words=words, name=name, media_type=media_type, arguments=arguments)
    tab_process.start(export, ["export", *arguments, "--out", str(export.file)])


def status() -> None:
    """Show this tab's export, if any: its progress; or why it failed or its file to save, and "Close"."""
    export = tab_process.process_of_tab(Export)
    if export is None:
        return
    if export.outcome is None:
        tab_process.going_on(Export, _progress)
        return
    with one_line("export-done"):
        if export.is_done:
            _offer(export)
        else:
            _say(f"{export.words}: {events.sentence(export.outcome)}", "alert")
        st.button("Close", key="export-close", on_click=tab_process.drop, args=(Export,))


def _offer(export: Export) -> None:
    """Show the button that saves the file, or one that makes it again if it was deleted meanwhile."""
    try:
        size = f"{export.file.stat().st_size / 1e6:,.1f} MB"
    except FileNotFoundError:
        _say(f"{export.words}: {export.name} was deleted, as it is after a day.", "alert")
        again = (export.words, export.name, export.media_type, export.arguments)
        st.button("Make it again", key="export-again", on_click=begin, args=again)
        return
    _say(f"{export.words}: ready.")
    st.download_button(
        f"Save {export.name} ({size})", data=export.file.read_bytes, mime=export.media_type,
        file_name=export.name, key="export-save", on_click="ignore",
    )  # fmt: skip


def _progress(export: Export) -> None:
    """Show how far an export is, with a button that cancels it."""
    with one_line("export-going-on"):
        _say(f"{export.words}: {events.progress(export.said) or 'starting'}…")
        if st.button("Cancel", key="export-cancel"):
            tab_process.drop(Export)
            st.rerun()


def _say(words: str, role: str = "status") -> None:
    say("export-status", words, css_class="bad" if role == "alert" else "", role=role)
