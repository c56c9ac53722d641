"""Joining two names (tags, authors, publishers, sections) into one, on the name's page, and undoing it."""

from functools import partial

import streamlit as st

from lib.model.errors import WireroomError
from lib.query import facets
from lib.query.browse_index import DIMENSIONS, Field
from lib.query.filter.names import listed_name
from lib.store.journal import joined_names
from lib.ui.cache import archive_zone, ask
from lib.ui.component import draw, on_items, say
from lib.ui.session import current_session
from lib.ui.view import EVERYTHING, View, go_to
from lib.ui.widgets import name_choice
from lib.ui.wording import instant, publisher_name, story_count

OFFERED = 300  # names in the list; others are typed
ABOUT = (
    "All its stories are then listed under the other name, in every list, filter, chart and file. The "
    "archive keeps what was printed, filters by this name go on working, and you can part the two again."
)


def control(view: View, field: Field, name: str) -> None:
    """Show a form that joins this name with another, and the names already joined with it."""
    with st.popover("Merge with another name", key="join-names"):
        say("join-about", ABOUT)
        offered = ask(facets.options, EVERYTHING, field=field, limit=OFFERED)
        stories = dict(zip(offered["name"], offered["stories"], strict=True))
        stories.pop(name, None)
        called = {each: (_called(field, each), number) for each, number in stories.items()}
        other = name_choice(f"This {DIMENSIONS[field]} is", called, key=f"join-{field}-{name}")
        if other:
            words = f"No {DIMENSIONS[field]} is called “{other}” yet; that becomes its name."
            if other in stories:
                words = f"It is listed with the {story_count(stories[other])} of “{_called(field, other)}”."
            say("join-preview", words, role="status")
        if st.button("Join them", key=f"join-press-{field}", disabled=not other):
            try:
                joined_names.join(view.archive, DIMENSIONS[field], name, other)
            except WireroomError as error:
                say("join-problem", str(error), css_class="problem", role="alert")
            else:
                go_to(view)
    list_joined(view, field, name)


def list_joined(view: View, field: Field, name: str = "") -> None:
    """Show the joined names of a kind, or only names joined with `name`, with a button to separate each."""
    archive = current_session().archive
    dimension = DIMENSIONS[field]
    try:
        held = [each for each in joined_names.read(archive) if each.field == dimension]
    except WireroomError as error:
        say("joined", str(error), css_class="problem", role="alert")
        return
    if name:
        held = [each for each in held if ask(listed_name, dimension, each.name) == name]
    if held:
        title = "Joined by you" if name else f"{field.capitalize()} that you joined"
        shown = [(_called(field, each.name), _called(field, each.to), each.made_at) for each in held]
        part = on_items(held, ["part"], lambda _, each: joined_names.undo(archive, each.id))
        at = partial(instant, zone=archive_zone())
        draw("browse/joined.html", "joined", part, title=title, joined=shown, at=at)


def _called(field: Field, name: str) -> str:
    """Return a name as pages show it: for a publisher's domain its name, other names unchanged."""
    return publisher_name(name) if field == "publishers" else name
