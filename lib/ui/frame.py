"""The frame around every page: style, masthead, filter bar, the page itself, footer."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from lib.model.errors import WireroomError
from lib.store.prepared import is_there
from lib.store.unusable import is_gone, missing
from lib.ui import saved_views
from lib.ui.cache import check_archive, stories_in
from lib.ui.chips import chips
from lib.ui.damage import warn
from lib.ui.error_pages import say_failure, show_each, trouble
from lib.ui.filter_state import address_of_run, changed_outside, set_widgets, write_address
from lib.ui.filters import filter_bar
from lib.ui.jobs import exporting
from lib.ui.masthead import colophon, masthead
from lib.ui.nothing_found import show_nothing_found
from lib.ui.paths import pages
from lib.ui.session import session
from lib.ui.usual_archive import usual_archive
from lib.ui.view import EVERYTHING, View, arrive, view_of
from lib.ui.welcome import welcome

ICON, STYLE = (Path(__file__).parent / name for name in ("icon.png", "style.css"))
UNFILTERED = ("intake", "workbench")  # pages that are not about a selection


def run() -> None:
    """Draw the app's page: one Streamlit rerun."""
    site = [
        st.Page(file, title=title, url_path=path, default=not path) for title, (path, file) in pages().items()
    ]
    chosen = st.navigation(site, position="hidden")
    st.set_page_config(page_title=f"{chosen.title} · Wireroom", page_icon=str(ICON), layout="wide")
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    address = address_of_run(chosen.url_path, given)
    view = view_of(chosen.url_path, address, usual_archive())
    arrive(view)
    st.html(STYLE)
    masthead(view)
    exporting.status()
    say_failure()
    try:
        _page(view, chosen, address)
    except (WireroomError, OSError) as error:
        trouble(error, view)
    colophon(view)


def _page(view: View, chosen: Page, address: Mapping[str, list[str]]) -> None:
    """Show a page for the selection, or the welcome, an error or a note where there is nothing to show."""
    if not is_there(view.archive) and view.page not in UNFILTERED:
        if is_gone(view.archive):
            raise missing(view.archive)
        welcome(view)
        return
    if view.page in UNFILTERED:
        chosen.run()
        return
    with session(view.archive):
        check_archive()  # a busy or damaged archive is a page of its own, never half of another
        warn(view)
        if changed_outside(address):
            set_widgets(view.criteria)
        view = filter_bar(view)
        arrive(view)
        write_address(view, address)
        if not stories_in(EVERYTHING):
            welcome(view)
            return
        chips(view)
        show_each(partial(saved_views.show_since_last_look, view), key="not-looked-at")
        if stories_in(view.criteria) or view.own.get("article"):
            chosen.run()
        else:
            show_nothing_found(view)


run()
