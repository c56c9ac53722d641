"""How the open story is set: face, size, measure and theme. The browser keeps the choice."""

from collections.abc import Mapping

import streamlit as st

from lib.ui.markup import button, el, esc
from lib.ui.sheet import sheet

# What can be chosen; sheet.js says what is usual, style.css what each does.
CHOICES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "face": ("Face", ("serif", "sans")),
    "size": ("Size", ("small", "medium", "large", "larger")),
    "measure": ("Lines", ("narrow", "usual", "wide")),
    "theme": ("Theme", ("system", "light", "dark")),
}


def menu() -> None:
    """Show the button that opens the choices."""
    with st.popover("Text", key="typeset"):
        rows = (
            el("div", el("dt", esc(label)) + "".join(el("dd", _choice(name, each)) for each in values))
            for name, (label, values) in CHOICES.items()
        )
        sheet(el("div", el("dl", "".join(rows)), "choices typeset"), "typeset-list")


def _choice(name: str, value: str) -> str:
    return button(value, data_type=f"{name}={value}", aria_pressed="false")
