"""The reader's choice of typeface, size, line length and theme, kept by the browser."""

from collections.abc import Mapping

import streamlit as st

from lib.ui.component import sheet
from lib.ui.render import render

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
        sheet(render("read/typeset.html", choices=CHOICES), "typeset-list")
