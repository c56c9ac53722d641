"""Marking several stories of a list at once: as read, starred or labelled."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from lib.model.controls import in_one_line
from lib.model.filter import Filter
from lib.model.wording import count
from lib.store.journal import marks
from lib.ui.render import Button, Link, Markup, RichText, render, stack
from lib.ui.story_marks import MARKS
from lib.ui.view import View

PICK = "pick"  # the address's own choice that shows the boxes
DONE = "what was done with several stories"  # the key of a Done in the session
LABEL = "label"
PICKS = {"all": "All on this page", "above": "All above", "below": "All below"}  # of the ticked ones
# By the words of MARKS: the label of the button, and what the stories are afterwards.
DEEDS: Mapping[str, tuple[str, str]] = {
    "read": ("Mark as read", "marked as read"), "unread": ("Mark as unread", "marked as unread"),
    "star": ("Star", "starred"), "unstar": ("Remove the star", "without a star"),
}  # fmt: skip


class Done(NamedTuple):
    """What was done with how many stories; the label that they got, "" if they got none."""

    number: int
    words: str
    label: str = ""


def switch(view: View) -> Link:
    """Return the link that shows or hides the check boxes of a list."""
    shown = bool(view.own.get(PICK))
    return Link(view.here(**{PICK: None if shown else "1"}), "Done" if shown else "Select several")


def bar(view: View) -> Markup:
    """Return the row of buttons for the checked stories and the last one's result; empty without boxes."""
    if not view.own.get(PICK):
        return stack()
    buttons = [Button(words, {"pick": which}) for which, words in PICKS.items()]
    buttons += [Button(name, {"with": word}) for word, (name, _) in DEEDS.items()]
    held, add = marks.all_labels(view.archive), Button("Add label", {"with": LABEL})
    return render("read/several.html", buttons=buttons, labels=held, add=add, done=_done(view))


def _done(view: View) -> RichText:
    """Return a sentence on what was last done with checked stories; () for nothing."""
    done: Done | None = st.session_state.pop(DONE, None)
    if done is None:
        return ()
    if not done.number:
        return ("No story is chosen: tick the boxes beside the headlines first.",)
    words = f"{count(done.number, 'story', 'stories')} {done.words}."
    shelf = Link(view.to("read", Filter(labels=(done.label,))), "Open them as a list, to save them")
    return (f"{words} ", shelf, ".") if done.label else (words,)


def act(archive: Path, ids: Sequence[str], sent: str) -> None:
    """Mark the stories of `ids` that are checked, as the page sends in JSON: {"ids", "do", "label"}."""
    asked = json.loads(sent)
    chosen, word = [each for each in ids if each in asked["ids"]], str(asked["do"])
    label = in_one_line(str(asked.get(LABEL, "")))
    if word in MARKS:
        mark, value = MARKS[word]
        mark(archive, chosen, value)
        st.session_state[DONE] = Done(len(chosen), DEEDS[word][1])
    elif word == LABEL and label:
        marks.add_label(archive, chosen, label)
        st.session_state[DONE] = Done(len(chosen), f"labelled “{label}”", label)
