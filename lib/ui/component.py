"""Showing our own HTML: links change the address without a reload, buttons call Python.

A list of fifty stories as fifty Streamlit containers takes twice as long to repaint as one component. Links
are real (`<a href>`), so they can be copied or opened in a new tab; a plain click pushes the address and
informs Streamlit, which reruns with it. A button with `data-do` sends its word to Python as the trigger `do`,
numbered, and again until it is done: each word is done once. Only `Markup` of our own templates, with
everything foreign escaped, is accepted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from lib.ui.attempt import attempted
from lib.ui.render import Button, Link, Markup, paragraph, render
from lib.ui.view import number_in

_HERE = Path(__file__).parent
Actions = Mapping[str, Callable[[str], object]]  # by the first part of a word: a function of its rest
T = TypeVar("T")
SCRIPTS = ("keys.js", "listen.js", "places.js", "popovers.js", "sheet.js", "network.js", "lost.js")


@st.cache_resource
def component(
    name: str = "sheet", template: str = "page/sheet.html", scripts: Sequence[str] = SCRIPTS
) -> Any:
    """Return a Streamlit component of a template and of scripts beside this module, registered once."""
    js = "\n".join((_HERE / each).read_text(encoding="utf-8") for each in scripts)
    html = str(render(template))
    return st.components.v2.component(f"wireroom_{name}", html=html, js=js, isolate_styles=False)


def draw(template: str, key: str, on_do: Actions | None = None, **values: object) -> None:
    """Show a template filled with the values as the element `key`; its buttons call actions of `on_do`."""
    sheet(render(template, **values), key, on_do)


def say(key: str, *words: str | Link | Button, css_class: str = "note", role: str = "") -> None:
    """Show a paragraph of text, links and buttons."""
    sheet(paragraph(*words, css_class=css_class, role=role), key)


def sheet(markup: Markup, key: str, on_do: Actions | None = None) -> None:
    """Show the HTML as the element `key`; words that its buttons and keys send call the actions of `on_do`.

    Actions run before the page does. Unknown words do nothing; if an action fails, the page says why.
    """

    done = f"{key}-done"  # number of the last word that was done

    def perform_new_words() -> None:
        for line in (st.session_state[key].get("do") or "").split("\n"):
            number, _, word = line.partition(" ")
            if word and int(number) > st.session_state.get(done, 0):
                st.session_state[done] = int(number)
                attempted(perform)(on_do or {}, word)

    data = {"markup": str(markup), "done": st.session_state.get(done, 0)}
    component()(data=data, key=key, on_do_change=perform_new_words)


def perform(actions: Actions, word: str) -> None:
    """Call the action for a word that a button sent, "undo 2": `actions["undo"]("2")`; nothing if unknown."""
    verb, _, rest = word.partition(" ")
    if verb in actions:
        actions[verb](rest)


def on_items(
    items: Sequence[T], verbs: Iterable[str], act: Callable[[str, T], object]
) -> dict[str, Callable[[str], object]]:
    """Return actions for words such as "undo 2", which call `act` with "undo" and item 2, counted from 0."""

    def on_item(verb: str, number: str) -> None:
        index = number_in(number)
        if index is not None and index < len(items):
            act(verb, items[index])

    return {verb: partial(on_item, verb) for verb in verbs}
