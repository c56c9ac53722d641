"""A long export: a child process makes it while the page says how far it is; cancelled, it leaves no file.

One at a time in each tab. What was made lies in a folder of its own until the reader has done with it.
"""

import shutil
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import streamlit as st

from lib.store.paths import work_path
from lib.store.signed_lines import tail
from lib.ui.component import sheet
from lib.ui.jobs import child, events
from lib.ui.render import paragraph
from lib.ui.widgets import one_line

EXPORT = "export"
BEAT = 0.5  # seconds between two looks at the child process
PATIENCE = 5.0  # seconds that a cancelled one has to end by itself
LOG = "export.log"
DAY = 86_400  # seconds after which what a closed tab left is deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One export at work, or what came of it."""

    words: str
    file: Path
    media_type: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        """What it has said so far."""
        return tail(self.file.with_name(LOG), 60_000)


def begin(words: str, name: str, media_type: str, arguments: Sequence[str]) -> None:
    """Begin `export` with these arguments; what this tab exported before is dropped."""
    drop()
    folder = work_path() / "exports"
    for left in folder.glob("*"):
        with suppress(FileNotFoundError):  # another tab has deleted its own
            if time.time() - left.stat().st_mtime > DAY:
                shutil.rmtree(left, ignore_errors=True)
    file = folder / uuid4().hex / name
    process = child.start(["export", *arguments, "--out", str(file)], file.with_name(LOG))
    st.session_state[EXPORT] = Export(
        words=words, file=file, media_type=media_type, arguments=arguments, process=process
    )


def drop() -> None:
    """End the export of this tab and delete what there is of it."""
    export: Export | None = st.session_state.pop(EXPORT, None)
    if export is None:
        return
    if export.process.poll() is None:
        export.process.terminate()
        try:
            export.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            export.process.kill()
            export.process.wait(PATIENCE)
    shutil.rmtree(export.file.parent, ignore_errors=True)


def status() -> None:
    """Show how far the export of this tab is, or offer what came of it; nothing where there is none."""
    export: Export | None = st.session_state.get(EXPORT)
    if export is None:
        return
    if export.process.poll() is None:
        _progress()
        return
    with one_line("export-done"):
        if export.process.returncode:
            _say(f"{export.words}: {events.sentence(events.last(export.said))}", "alert")
        else:
            _offer(export)
        st.button("Close", key="export-close", on_click=drop)


def _offer(export: Export) -> None:
    """Offer the file, or to make it again where it was deleted meanwhile."""
    try:
        size = f"{export.file.stat().st_size / 1e6:,.1f} MB"
    except FileNotFoundError:
        _say(f"{export.words}: {export.file.name} was deleted, as it is after a day.", "alert")
        again = (export.words, export.file.name, export.media_type, export.arguments)
        st.button("Make it again", key="export-again", on_click=begin, args=again)
        return
    _say(f"{export.words}: ready.")
    st.download_button(
        f"Save {export.file.name} ({size})", data=export.file.read_bytes, mime=export.media_type,
        file_name=export.file.name, key="export-save", on_click="ignore",
    )  # fmt: skip


@st.fragment(run_every=BEAT)
def _progress() -> None:
    export: Export | None = st.session_state.get(EXPORT)
    if export is None or export.process.poll() is not None:
        st.rerun()
        return
    with one_line("export-going-on"):
        _say(f"{export.words}: {events.progress(events.last(export.said)) or 'starting'}…")
        if st.button("Cancel", key="export-cancel"):
            drop()
            st.rerun()


def _say(words: str, role: str = "status") -> None:
    sheet(paragraph(words, kind="bad" if role == "alert" else "", role=role), "export-status")
