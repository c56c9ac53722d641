"""Selections saved by name: in the filter bar, above the page that shows one, and on the Desk."""

from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import streamlit as st

from lib.model.filter import Filter
from lib.query import arrived
from lib.query.filter.address import from_address, to_address
from lib.store.files import views
from lib.store.files.views import LONGEST, SavedView
from lib.ui.answers import ask, current_session
from lib.ui.api.token import token
from lib.ui.api.views import address
from lib.ui.markup import button, dotted, el, esc, link, story_count
from lib.ui.pieces import missing, one_line, when
from lib.ui.sheet import sheet
from lib.ui.view import EVERYTHING, View

NAME, UNNAMED = "name of a view", "view without a name"
LOOKED = "view looked at"  # its name, when it was looked at before, and its selection's new stories since


def menu(view: View) -> None:
    """Show the saved views and a field that saves this selection under a name."""
    archive = current_session().archive
    found = views.all_views(archive)
    with st.popover("Saved", key="saved-views"):
        if found:
            rows = "".join(_row(each, view) for each in found)
            sheet(el("ul", rows, "presets views"), "views-list", partial(_press, archive))
        if view.criteria == EVERYTHING:
            sheet(el("p", "Search or choose something; then save it here by a name.", "note"), "views-note")
            return
        with one_line("save-view-line"):
            st.text_input(
                "Name of this selection", key=NAME, max_chars=LONGEST, placeholder="Such as: Harbour strike"
            )
            last = ask(arrived.last_batch)
            st.button("Save", key="save-view", on_click=_save, args=(archive, view.criteria, last))
        if st.session_state.pop(UNNAMED, False):
            missing("The selection has no name yet. Type one above, then save it.", "view-unnamed")


def _row(saved: SavedView, view: View) -> str:
    criteria = _criteria(saved)
    number = _new(saved)
    count = el("span", f"{number:,} new" if number else "", "new")
    current = {"aria_current": "true"} if criteria == view.criteria else {}
    href = view.narrowed(criteria)
    main = el("a", el("span", esc(saved.name)) + count, href=href, data_close="1", **current)
    feeds = [_feed(saved, view, suffix, label) for suffix, label in (("atom", "Atom"), ("json", "JSON"))]
    gone = button("Remove", "copy", data_do=f"remove {saved.name}", aria_label=f"Remove {saved.name}")
    return el("li", main + el("p", "Copy feed: " + dotted(feeds) + dotted(("", gone)), "meta"))


def _feed(saved: SavedView, view: View, suffix: str, label: str) -> str:
    host = f"http://{st.context.headers.get('Host', '127.0.0.1:8501')}"
    path = address(saved.name, suffix, archive=view.archive_name, token=token())
    return button(label, "copy", data_copy=f"{host}{path}", aria_label=f"Copy {label} feed of {saved.name}")


def _press(archive: Path, word: str) -> None:
    verb, _, name = word.partition(" ")
    if verb == "remove":
        views.remove(archive, name)


def _save(archive: Path, criteria: Filter, batch: int) -> None:
    name = " ".join(st.session_state.get(NAME, "").split())
    st.session_state[UNNAMED] = not name
    if name:
        views.save(archive, name, urlencode(to_address(criteria), doseq=True), batch=batch)
        st.session_state[NAME] = ""


def _criteria(saved: SavedView) -> Filter:
    return from_address(parse_qs(saved.address))


def _new(saved: SavedView) -> int:
    return len(ask(arrived.since, _criteria(saved), saved.batch))


def looked_at(view: View) -> None:
    """Say which saved view this selection is and what has come since; from now on it counts as seen."""
    archive = current_session().archive
    saved = next((each for each in views.all_views(archive) if _criteria(each) == view.criteria), None)
    if saved is None:
        st.session_state.pop(LOOKED, None)
        return
    fresh, (name, *held) = _new(saved), st.session_state.get(LOOKED, ("",))
    before, number = held if name == saved.name else (saved.looked, 0)
    number += fresh  # some may come while it is looked at
    st.session_state[LOOKED] = (saved.name, before, number)
    if fresh:
        views.save(archive, saved.name, saved.address, batch=ask(arrived.last_batch))
    since = f": {story_count(number)} new since you looked, {when(before)}" if number else ", nothing new"
    words = el("p", "Saved view " + el("b", esc(saved.name)) + esc(since) + ".", "note")
    sheet(words, "view-looked")


def on_the_desk(view: View) -> str:
    """Return the saved views with what is new in each, as a part of the Desk; "" where there is none."""
    items = "".join(_on_desk(each, view) for each in views.all_views(current_session().archive))
    title = el("h2", "Saved views", id="saved-views")
    return title + el("ul", items, "named views") if items else ""


def _on_desk(saved: SavedView, view: View) -> str:
    number = _new(saved)
    words = f"{number:,} new" if number else "nothing new"
    name = link(view.to("read", _criteria(saved)), saved.name)
    return el("li", el("p", name + el("span", words, "meta number" + " new" * bool(number)), "who"))
