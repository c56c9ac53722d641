"""The basket: figures that the reader collects, to save them together."""

from functools import partial
from pathlib import Path

import streamlit as st

from lib import figures
from lib.charts.printed import Preset
from lib.figures.drawn import Drawn
from lib.model.wording import count
from lib.store.journal import marks
from lib.ui.attempt import attempted
from lib.ui.downloads import export_button

BASKETS = {"zip": "pictures and data (ZIP)", "pdf": "a figure a page (PDF)"}


def basket(drawn: Drawn, archive: Path, key: str, *, preset: Preset, able: bool) -> None:
    """Show the buttons that add a chart to the basket or remove it, and that save or empty the basket.

    `preset` is the size of the saved pictures; unless `able`, no PDF can be saved.
    """
    own = f"{drawn.name}?{figures.address_of(drawn)}"
    held = sorted(marks.saved_items(archive, "figure"), key=lambda each: each.at)
    names = tuple(each.name for each in held)
    if own in names:
        out = partial(marks.drop, archive, "figure", own)
        st.button("Remove from the basket", key=f"{key}-out", on_click=attempted(out), width="stretch")
    else:
        put = partial(marks.keep, archive, "figure", own, drawn.title)
        st.button("Add to the basket", key=f"{key}-put", on_click=attempted(put), width="stretch")
    for suffix, label in BASKETS.items():
        if held and (able or suffix != "pdf"):
            words = f"{count(len(held), 'figure')}: {label}"
            arguments = ["figures", "--archive", str(archive), "--preset", preset, "--palette", drawn.theme]
            arguments += [f"--figure={each}" for each in names]
            export_button(words, f"figures.{suffix}", arguments, f"{key}-{suffix}")

    def empty_basket() -> None:
        for name in names:
            marks.drop(archive, "figure", name)

    if held:
        st.button("Empty the basket", key=f"{key}-empty", on_click=attempted(empty_basket), width="stretch")
