"""One sheet of our own markup: links change the address without a reload, buttons reach Python.

A list of fifty stories as fifty Streamlit containers takes twice as long to repaint as one sheet. Links are
real (`<a href>`), so they can be copied or opened in a new tab; a plain click pushes the address and tells
Streamlit, which reruns with it. A button with `data-do` sends its word to Python as the trigger `do`.
Only markup made by our own templates, with everything foreign escaped, may be given to it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "wireroom_sheet",
        html='<div class="sheet"></div>',
        js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("keys.js", "sheet.js")),
        isolate_styles=False,
    )


def sheet(markup: str, key: str, on_do: Callable[[str], None] | None = None) -> None:
    """Show the markup; `on_do` gets each word of pressed buttons and keys before the page runs again."""

    def pressed() -> None:
        word = st.session_state[key].get("do")
        if word and on_do:
            for each in word.split("\n"):
                on_do(each)

    _component()(data={"markup": markup}, key=key, on_do_change=pressed)
