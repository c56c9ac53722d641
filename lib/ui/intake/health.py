"""The Intake section on health: its parts, and what their buttons begin."""

from collections.abc import Callable, Mapping

import streamlit as st

from lib.store.backup_files import backups
from lib.store.paths import archive_path
from lib.ui.intake.backups import backups_part
from lib.ui.intake.check import check_part
from lib.ui.intake.removed import removed_part
from lib.ui.intake.room import room_part
from lib.ui.jobs import work
from lib.ui.jobs.work import Task
from lib.ui.render import paragraph, render
from lib.ui.widgets import section


def health_section() -> None:
    """Show the state of the reader's own archive and buttons to check, back up and restore it."""
    archive = archive_path()
    if not archive.exists() and not backups(archive):
        words = "There is no archive of your own yet; its health will stand here."
        section("health", "Health", paragraph(words))
        return
    shown = render(
        "intake/health.html",
        check=check_part(archive),
        backups=backups_part(archive),
        room=room_part(archive),
        removed=removed_part(archive),
    )
    section("health", "Health", shown, ACTIONS, css_class="desk-section health")


ACTIONS: Mapping[str, Callable[[str], object]] = {  # by the first word of a button
    "check": lambda _: _begin("check", "doctor"),
    "backup": lambda _: _begin("backup", "backup"),
    "mend": lambda _: _begin("mend", "doctor", "--mend"),
    "restore": lambda backup: st.session_state.update(restore=backup),  # lib.ui.intake.backups asks first
    "return": lambda story: _begin("bring-back", "bring-back", story),
}


def _begin(name: str, *arguments: str) -> None:
    """Submit a command on the reader's own archive as work of this kind."""
    work.submit(Task(name=name, arguments=(*arguments, "--archive", str(archive_path()))))
