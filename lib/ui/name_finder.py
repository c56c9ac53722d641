"""A field in which the name of an actor is typed, with suggestions over all names and spellings."""

from collections.abc import Callable, Collection
from contextlib import nullcontext

import streamlit as st

from lib.model.errors import WireroomError
from lib.query.actor_names import Suggested, matching_actors
from lib.ui.cache import ask
from lib.ui.component import draw, say
from lib.ui.error_pages import trouble
from lib.ui.named_lists import NamedList
from lib.ui.render import Link
from lib.ui.session import has_session, session
from lib.ui.view import View, go_to


@st.fragment
def name_finder(
    label: str, view: View, key: str, opened: Callable[[str], View], *, but: Collection[str] = (),
    new: bool = False,
) -> None:  # fmt: skip
    """Show the field, and below it a link for each actor that may be meant.

    `opened` returns the view that a link leads to, from the actor's key. The key Enter opens the first
    suggestion. Actors of `but` are not suggested; with `new`, a name that no actor has can be chosen, too.
    """
    typed, entered = f"{key}-{label}-typed", f"{key}-{label}-entered"

    def keep_typed(words: str) -> None:
        st.session_state[typed] = words.strip()

    def open_first(words: str) -> None:
        keep_typed(words)
        st.session_state[entered] = True

    draw("page/name_finder.html", f"{key}-field", {"typed": keep_typed, "entered": open_first}, label=label)
    like = st.session_state.get(typed, "")
    if not like:
        return
    try:
        with nullcontext() if has_session() else session(view.archive):
            found = [each for each in ask(matching_actors, like=like) if each.key not in but]
            found += [Suggested(like, f"“{like}”", "a new name", 0, "")] if new else []
            views = [opened(each.key) for each in found]
    except (WireroomError, OSError) as error:
        trouble(error, view)
        return
    if st.session_state.pop(entered, False) and found:
        del st.session_state[typed]
        go_to(views[0])
    if not found:
        say(f"{key}-none", f"No name or spelling in the archive begins with “{like}”.", role="status")
        return
    entries = []
    for each, own in zip(found, views, strict=True):
        spelling = f" (“{each.spelling}”)" if each.spelling else ""
        entries.append((Link(own.href(), f"{each.name}, {each.kind}{spelling}"), each.stories))
    title = f"Names with “{like}”, and their stories"
    draw("browse/beside.html", f"{key}-names", lists=[NamedList(title, tuple(entries))])
