"""Marking several stories of a list at once: as read, starred or labelled."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from lib.model.filter import Filter
from lib.model.wording import count
from lib.store.journal import marks
from lib.ui.render import Button, Link, Markup, RichText, render, stack
from lib.ui.story_marks import MARKS
from lib.ui.view import View

PICK = "pick"  # the address's own choice that shows the boxes
SAID = "what was done with several stories"
LABEL = "label"
PICKS = {"all": "All on this page", "above": "All above", "below": "All below"}  # of the ticked ones
# What a button does, its words, and what is said afterwards.
DEEDS: Mapping[str, tuple[str, str]] = {
    "read": ("Mark as read", "marked as read"), "unread": ("Mark as unread", "marked as unread"),
    "star": ("Star", "starred"), "unstar": ("Remove the star", "without a star"),
}  # fmt: skip


def switch(view: View) -> Link:
    """Return the link that shows or hides the check boxes of a list."""
    shown = bool(view.own.get(PICK))
    return Link(view.here(**{PICK: None if shown else "1"}), "Done" if shown else "Select several")


def bar(view: View) -> Markup:
    """Return the row of buttons for the checked stories and the last one's result; empty without boxes."""
    if not view.own.get(PICK):
        return stack()
    buttons = [Button(words, {"pick": which}) for which, words in PICKS.items()]
    buttons += [Button(words, {"with": deed}) for deed, (words, _) in DEEDS.items()]
    held, add = marks.all_labels(view.archive), Button("Add label", {"with": LABEL})
    return render("read/several.html", buttons=buttons, labels=held, add=add, done=_done(view))


def _done(view: View) -> RichText:
    """Return a sentence on what was last done with checked stories; () for nothing."""
    number, deed, label = st.session_state.pop(SAID, (0, "", ""))
    if not deed:
        return ()
    if not number:
        return ("No story is chosen: tick the boxes beside the headlines first.",)
    done = DEEDS[deed][1] if deed in DEEDS else f"labelled “{label}”"
    words = f"{count(number, 'story', 'stories')} {done}."
    shelf = Link(view.to("read", Filter(labels=(label,))), "Open them as a list, to save them")
    return (f"{words} ", shelf, ".") if label else (words,)


def act(archive: Path, ids: Sequence[str], sent: str) -> None:
    """Mark the checked stories as a button of the row asks, in JSON."""
    asked = json.loads(sent)
    chosen, deed = [each for each in ids if each in asked["ids"]], str(asked["do"])
    label = " ".join(str(asked.get(LABEL, "")).split()) if deed == LABEL else ""
    if deed in MARKS:
        mark, value = MARKS[deed]
        mark(archive, chosen, value)
    elif label:
        marks.add_label(archive, chosen, label)
    st.session_state[SAID] = (len(chosen), deed, label) if deed in MARKS or label else (0, "", "")
