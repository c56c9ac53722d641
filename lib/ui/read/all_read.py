"""Marking many stories as read, a page of the list or all above or below the open one, and undoing that."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from lib.model.wording import count
from lib.store.journal import marks
from lib.ui.component import Actions, sheet
from lib.ui.read.story_list import in_order, story_list
from lib.ui.render import Button, Markup, paragraph, stack
from lib.ui.session import current_session
from lib.ui.story_marks import NO_MARK
from lib.ui.view import View

LAST = "stories marked as read last"  # the key of a Last in the session


class Last(NamedTuple):
    """The stories that were marked as read last, and the place of the button that did it."""

    place: Hashable
    ids: list[str]


def button(ids: tuple[str, ...]) -> Markup:
    """Return the button that marks the page's stories as read, then one to undo it; empty if all are read."""
    if said := _undo(ids):
        return said
    left = len(unread(current_session().archive, ids))
    if not left:
        return stack()
    these = f"these {len(ids)}" if left == len(ids) else f"the {left} unread"
    these = f"{these} stories" if left > 1 else "this story" if len(ids) == 1 else "the one unread story"
    return paragraph(Button(f"Mark {these} as read", {"do": "all-read"}), css_class="")


def mark_buttons(view: View) -> None:
    """Show buttons that mark the stories above or below the open one in the list as read."""
    archive, opened = current_session().archive, view.own["article"]
    ids = in_order(view, story_list(view))
    at = ids.index(opened) if opened in ids else None
    parts = {} if at is None else {"above": ids[:at], "below": ids[at + 1 :]}
    numbers = {where: len(unread(archive, part)) for where, part in parts.items()}
    buttons = [
        paragraph(Button(f"Mark {count(number, 'story', 'stories')} {where} as read", {"do": where}))
        for where, number in numbers.items()
        if number
    ]
    none = "This story is not in the list." if at is None else "All other stories of the list are read."
    shown = stack(_undo(opened), *buttons) or paragraph(none)
    sheet(shown, "beside", actions(archive, parts, opened))


def actions(archive: Path, parts: Mapping[str, Sequence[str]], place: Hashable) -> Actions:
    """Return {word: action that marks stories as read}, with the stories of `parts`, and "undo-read".

    Only at `place`, where the buttons are, the last marking can be undone.
    """

    def mark_as_read(ids: Sequence[str], _: str) -> None:
        changed = unread(archive, ids)
        marks.set_read(archive, changed, True)
        st.session_state[LAST] = Last(place, changed)

    def mark_as_unread(_: str) -> None:
        if last := st.session_state.pop(LAST, None):
            marks.set_read(archive, last.ids, False)

    return {**{word: partial(mark_as_read, ids) for word, ids in parts.items()}, "undo-read": mark_as_unread}


def unread(archive: Path, ids: Sequence[str]) -> list[str]:
    """Return the ids of stories that are not read, among these."""
    marked = marks.marks_by_story(archive, ids)
    return [each for each in ids if not marked.get(each, NO_MARK).read]


def _undo(place: Hashable) -> Markup:
    """Return words: how many stories were last marked here, with a button that undoes it; () for none."""
    last: Last | None = st.session_state.get(LAST)
    if last is None or last.place != place:
        return stack()
    words = f"{count(len(last.ids), 'story', 'stories')} marked as read. "
    return paragraph(words, Button("Undo", {"do": "undo-read"}), role="status")
