"""The part of Health on backups, and the question before one of them is restored."""

from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import streamlit as st

from lib.store.backup_files import backups, parts
from lib.store.paths import archive_path
from lib.store.upkeep.backup import KEEP
from lib.ui.component import draw
from lib.ui.intake.room import size, sizes
from lib.ui.jobs import work
from lib.ui.jobs.work import Task
from lib.ui.render import Markup, render
from lib.ui.wording import when

STAMP = "%Y%m%dT%H%M%S.%fZ"


def backups_part(archive: Path) -> Markup:
    """Return the part on backups: each with its time and the size of its files, the newest first."""
    found = [(backup, sum(chain(*map(sizes, parts(backup))))) for backup in _kept(archive)[::-1]]
    busy, last = work.submitted_at("backup"), work.last_result("backup")
    return render(
        "intake/backups.html",
        keep=KEEP,
        backups=[(when(made_at(backup)), size(weight), backup.name) for backup, weight in found if weight],
        busy=bool(busy),
        failed=last.sentence if last and not last.good and not busy else "",
    )


def _kept(archive: Path) -> list[Path]:
    """Return the backups that are files, the oldest first."""
    return [backup for backup in backups(archive) if backup.is_file()]


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, from its file name, else from its time of change."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def question() -> None:
    """Show the dialog before a backup is restored, if a click has chosen one."""
    chosen = st.session_state.pop("restore", "")
    if backup := next((kept for kept in _kept(archive_path()) if kept.name == chosen), None):
        ask_before_restore(backup)


@st.dialog("Restore this backup?")
def ask_before_restore(chosen: Path) -> None:
    """Show the dialog that asks before a backup is restored; its button starts the job."""
    draw("intake/restore.html", "restore-question", when=when(made_at(chosen)))
    if st.button("Restore", type="primary", key="restore-now"):
        arguments = ("restore", str(chosen), "--archive", str(archive_path()))
        work.submit(Task(name="restore", arguments=arguments))
        st.rerun()
