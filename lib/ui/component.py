"""One sheet of our own markup: links change the address without a reload, buttons reach Python.

A list of fifty stories as fifty Streamlit containers takes twice as long to repaint as one sheet. Links are
real (`<a href>`), so they can be copied or opened in a new tab; a plain click pushes the address and tells
Streamlit, which reruns with it. A button with `data-do` sends its word to Python as the trigger `do`,
numbered, and again until it is done: each word is done once.
Only what our own templates made, with everything foreign escaped, can be given to it: `Markup`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from lib.ui.render import Markup, render

_HERE = Path(__file__).parent
SCRIPTS = ("keys.js", "sheet.js", "network.js", "lost.js")


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "wireroom_sheet",
        html=str(render("page/sheet.html")),
        js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in SCRIPTS),
        isolate_styles=False,
    )


def sheet(markup: Markup, key: str, on_do: Callable[[str], None] | None = None) -> None:
    """Show the markup; `on_do` gets each word of pressed buttons and keys before the page runs again."""

    done = f"{key}-done"  # number of the last word that was done

    def pressed() -> None:
        for line in (st.session_state[key].get("do") or "").split("\n"):
            number, _, word = line.partition(" ")
            if word and int(number) > st.session_state.get(done, 0):
                st.session_state[done] = int(number)
                if on_do:
                    on_do(word)

    data = {"markup": str(markup), "done": st.session_state.get(done, 0)}
    _component()(data=data, key=key, on_do_change=pressed)
