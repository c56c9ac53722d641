"""Watched folders: what is saved into them is taken in by itself."""

import streamlit as st

from lib.ui.hours import here
from lib.ui.intake import desk_settings, watched
from lib.ui.intake.outcome import removed_note
from lib.ui.jobs import work
from lib.ui.markup import el, esc
from lib.ui.pieces import one_line
from lib.ui.sheet import sheet

GONE = "It is not there now, or cannot be read. What is saved there is taken in once it is back."


def watched_folders() -> None:
    """Show the folders, what came from them last, and a field for another."""
    head = el("h2", "Watched folders", "section-title", id="watched")
    folders = desk_settings.settings().watched
    words = (
        "A page that your browser saves into such a folder is taken in a few seconds later. Files are only "
        "read, never moved or deleted."
    )
    listed = "".join(map(_folder, folders))
    body = el("p", esc(words), "note") + (el("ul", listed, "roll") if folders else "") + _last() + _asleep()
    sheet(el("section", head + body, "desk-section"), "watched-folders", _stop)
    with st.form("watch-form", clear_on_submit=False, border=False), one_line("watch-line"):
        given = st.text_input(
            "Watch a folder: its whole path", placeholder="/home/you/Downloads/pages", key="watch-path"
        )
        if st.form_submit_button("Watch it", key="watch-now"):
            _begin(given)


def _begin(given: str) -> None:
    problem = desk_settings.watch(given)
    if problem:
        sheet(el("p", esc(problem), "bad", role="alert"), "watch-problem")
    else:
        st.rerun()


def _stop(word: str) -> None:
    verb, _, folder = word.partition(" ")
    if verb == "stop":
        desk_settings.unwatch(folder)


def _folder(folder: str) -> str:
    button = el("button", "Stop watching", "quiet", type="button", data_do=f"stop {folder}")
    gone = "" if watched.there(folder) else "<br>" + el("span", esc(GONE), "bad")
    return el("li", el("span", esc(folder) + gone, "path") + button)


def _last() -> str:
    last = work.last("watched")
    if work.since("watched"):
        return el("p", "Files have arrived and are being taken in.", "note")
    if last is None:
        return ""
    words = f"Last arrival {here(last.ended_at)}: {last.sentence}"
    return el("p", esc(words), "note" if last.good else "bad") + removed_note(last.event)


def _asleep() -> str:
    if desk_settings.allowed():
        return ""
    words = f"Nothing begins by itself: Wireroom was started with {desk_settings.OFF}=off."
    return el("p", esc(words), "note")
