"""Saved views, filters saved under a name: their menu, a note on the page, and the list on the Desk."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from lib.mail import setup
from lib.model.errors import QueryError
from lib.query import new_since
from lib.query.filter.address import from_query, to_query
from lib.store.journal import views
from lib.store.journal.marks import LONGEST
from lib.store.journal.views import SavedView
from lib.store.paths import archive_path
from lib.ui.api.token import token
from lib.ui.api.views import address
from lib.ui.cache import ask
from lib.ui.component import draw, say
from lib.ui.muted import without_muted
from lib.ui.render import Link
from lib.ui.session import current_session
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import name_field
from lib.ui.wording import story_count, when

LOOKED = "view looked at"


@dataclass(frozen=True, slots=True)
class Look:
    """The saved views of this selection, when they were last looked at, and what came since."""

    archive: Path
    names: tuple[str, ...]
    before: datetime
    new: int = 0  # stories


def menu(view: View) -> None:
    """Show the saved views and a field that saves this selection under a name."""
    archive = current_session().archive
    found = views.all_views(archive)
    with st.popover("Saved", key="saved-views"):
        if found:
            host = f"http://{st.context.headers.get('Host', '127.0.0.1:8501')}"
            draw(
                "page/saved_views.html",
                "views-list",
                {"remove": partial(_remove, archive), "mail": partial(setup.switch, archive)},
                views=[(each, from_query(each.address), _new(each)) for each in found],
                view=view,
                rule=lambda name: f"{view.to('intake', EVERYTHING, rule=name)}#rules",
                ruled=view.archive_name == "own",  # nothing arrives in the sample
                is_set_up=archive == archive_path() and setup.is_set_up(archive),
                mailed=setup.mailed_views(archive),
                feed=lambda name, suffix: (
                    host + address(name, suffix, archive=view.archive_name, token=token())
                ),
            )
        if view.criteria == EVERYTHING:
            say("views-note", "Search or choose something, then save it here under a name.")
            return
        selection = to_query(view.criteria)
        save = partial(views.save, archive, address=selection, batch=ask(new_since.last_batch))
        lacking = "The selection has no name yet. Type one above, then save it."
        name_field("Name of this selection", "save-view", "Such as: Harbour strike", LONGEST, save, lacking)


def _remove(archive: Path, name: str) -> None:
    """Delete a saved view, which is then mailed no longer."""
    if name in setup.mailed_views(archive):
        setup.switch(archive, name)
    views.remove(archive, name)


def _new(saved: SavedView) -> int:
    """Return how many unmuted stories came into a view since it was last seen; 0 if its search is invalid."""
    try:
        return len(ask(new_since.since, without_muted(from_query(saved.address)), saved.batch))
    except QueryError:
        return 0


def show_since_last_look(view: View) -> None:
    """Show the names of the saved views of this selection and what is new in it, and mark them as seen."""
    archive = current_session().archive
    found = [each for each in views.all_views(archive) if from_query(each.address) == view.criteria]
    if not found:
        st.session_state.pop(LOOKED, None)
        return
    last = max(found, key=lambda saved: saved.looked)  # under whatever name, the same stories were looked at
    fresh, names, look = _new(last), tuple(each.name for each in found), st.session_state.get(LOOKED)
    if is_first := look is None or (look.archive, look.names) != (archive, names):
        look = Look(archive, names, last.looked)
    look = replace(look, new=look.new + fresh)  # some may come while it is looked at
    st.session_state[LOOKED] = look
    for saved in found if fresh or is_first else ():
        views.save(archive, saved.name, saved.address, batch=ask(new_since.last_batch))
    words = f": {story_count(look.new)} new since you looked, {when(look.before)}"
    since = words if look.new else ", nothing new"
    draw("page/view_looked.html", "view-looked", names=names, since=since)


def on_the_desk(view: View) -> list[tuple[Link, int]]:
    """Return links to the saved views, each with its number of new stories."""
    found = views.all_views(current_session().archive)
    return [(Link(view.to("read", from_query(each.address)), each.name), _new(each)) for each in found]
