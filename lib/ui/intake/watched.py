"""The Intake section on watched folders."""

import streamlit as st

from lib.ui.component import say
from lib.ui.intake import desk_settings
from lib.ui.intake.arrivals import is_readable
from lib.ui.intake.outcome import last_work
from lib.ui.render import render
from lib.ui.widgets import one_line, section


def show_watched_folders() -> None:
    """Show the watched folders, their last arrival, and a field to add one."""
    folders = desk_settings.settings().watched
    shown = render(
        "intake/watched.html",
        folders=[(folder, is_readable(folder)) for folder in folders],
        last=last_work("watched", "Last arrival", "Files have arrived and are being added."),
        asleep="" if desk_settings.allowed() else desk_settings.OFF,
    )
    stop = {"stop": desk_settings.unwatch}
    section("watched", "Watched folders", shown, stop, key="watched-folders")
    with st.form("watch-form", clear_on_submit=False, border=False), one_line("watch-line"):
        given = st.text_input(
            "Watch a folder: its whole path", placeholder="/home/you/Downloads/pages", key="watch-path"
        )
        if st.form_submit_button("Watch it", key="watch-now"):
            if problem := desk_settings.watch(given):
                say("watch-problem", problem, css_class="bad", role="alert")
            else:
                st.rerun()
