"""Names that the reader makes one: the question on a name's own page, and what was joined, to be undone."""

from functools import partial
from pathlib import Path

import streamlit as st

from lib.model.errors import WireroomError
from lib.query import facets
from lib.query.filter.names import called
from lib.query.index import DIMENSIONS, Field
from lib.store.decisions import joined_names
from lib.store.decisions.joined_names import Joined
from lib.ui.answers import ask, current_session, desk_zone
from lib.ui.lists import publisher_name
from lib.ui.markup import button, el, esc, instant, story_count
from lib.ui.sheet import sheet
from lib.ui.view import EVERYTHING, View, go_to

OFFERED = 300  # names in the list; others are typed
ABOUT = (
    "All its stories are then listed under the other name, in every list, filter, chart and file. The "
    "archive keeps what was printed, filters by this name go on working, and you can part the two again."
)


def control(view: View, field: Field, name: str) -> None:
    """Ask on a name's own page whether it is another's, and show what is joined in it."""
    with st.popover("Merge with another name", key="join-names"):
        sheet(el("p", esc(ABOUT), "note"), "join-about")
        offered = ask(facets.options, EVERYTHING, field=field, limit=OFFERED)
        stories = dict(zip(offered["name"], offered["stories"], strict=True))
        stories.pop(name, None)
        other = st.selectbox(
            f"The {DIMENSIONS[field]} “{_said(field, name)}” is", [*stories], index=None,
            accept_new_options=True, placeholder="Choose or type a name", key=f"join-{field}-{name}",
            format_func=lambda each: (
                f"{_said(field, each)} · {stories[each]:,}" if each in stories else str(each)
            ),
        )  # fmt: skip
        if other:
            known = story_count(stories[other]) if other in stories else ""
            words = (
                f"It is listed with the {known} of “{_said(field, other)}”."
                if known
                else (f"No {DIMENSIONS[field]} is called “{other}”: that becomes its name.")
            )
            sheet(el("p", esc(words), "note", role="status"), "join-preview")
        if st.button("Join them", key=f"join-press-{field}", disabled=not other):
            _join(view, field, name, str(other))
    list_joined(view, field, name)


def _join(view: View, field: Field, name: str, other: str) -> None:
    try:
        joined_names.join(view.archive, DIMENSIONS[field], name, other)
    except WireroomError as error:
        sheet(el("p", esc(str(error)), "problem", role="alert"), "join-problem")
        return
    go_to(view)


def list_joined(view: View, field: Field, name: str = "") -> None:
    """Show the joined names of a kind, or those of one name, with what parts them again."""
    archive = current_session().archive
    dimension = DIMENSIONS[field]
    try:
        held = [each for each in joined_names.read(archive) if each.field == dimension]
    except WireroomError as error:
        sheet(el("p", esc(str(error)), "problem", role="alert"), "joined")
        return
    if name:
        held = [each for each in held if ask(called, dimension, each.name) == name]
    if held:
        title = "Joined by you" if name else f"{field.capitalize()} that you joined"
        items = "".join(_item(each, field) for each in held)
        sheet(
            el("section", el("h3", esc(title)) + el("ul", items, "roll decided")), "joined",
            partial(_press, archive, {each.id for each in held}),
        )  # fmt: skip


def _item(each: Joined, field: Field) -> str:
    words = f"“{_said(field, each.name)}” is “{_said(field, each.to)}”."
    when = el("span", esc(instant(each.made_at, desk_zone())), "meta")
    undo = button("Undo", data_do=f"part {each.id}", aria_label=f"Undo: {words}")
    return el("li", el("span", f"{esc(words)} {when}") + el("span", undo, "actions"))


def _said(field: Field, name: str) -> str:
    return publisher_name(name) if field == "publishers" else name


def _press(archive: Path, held: set[str], word: str) -> None:
    """Part what was joined; a word that no button of this page sends does nothing."""
    do, _, number = word.partition(" ")
    if do == "part" and number in held:
        joined_names.undo(archive, number)
