"""The basket: figures of several views that are saved together."""

from functools import partial
from pathlib import Path

import streamlit as st

from lib import figures
from lib.charts.style import Preset
from lib.figures.drawing import Drawn
from lib.model.wording import count
from lib.store.files import marks
from lib.ui.jobs import exporting

FORMS = {
    "zip": ("pictures and data (ZIP)", "application/zip"),
    "pdf": ("a figure a page (PDF)", "application/pdf"),
}


def basket(drawn: Drawn, archive: Path, key: str, *, preset: Preset, able: bool) -> None:
    """Show the button that puts a chart into the basket, and once it holds some, what saves them."""
    own = f"{drawn.name}?{figures.address_of(drawn)}"
    held = sorted(marks.saved_items(archive, "figure"), key=lambda each: each.at)
    names = tuple(each.name for each in held)
    if own in names:
        out = partial(marks.drop, archive, "figure", own)
        st.button("Remove from the basket", key=f"{key}-out", on_click=out, width="stretch")
    else:
        put = partial(marks.keep, archive, "figure", own, drawn.title)
        st.button("Add to the basket", key=f"{key}-put", on_click=put, width="stretch")
    for suffix, (label, media_type) in FORMS.items():
        if held and (able or suffix != "pdf"):
            words = f"{count(len(held), 'figure')}: {label}"
            arguments = ["figures", "--archive", str(archive), "--preset", preset, "--palette", drawn.theme]
            arguments += [f"--figure={each}" for each in names]
            st.button(
                words, key=f"{key}-{suffix}", width="stretch", on_click=exporting.begin,
                args=(words, f"figures.{suffix}", media_type, arguments),
            )  # fmt: skip
    if held:
        st.button(
            "Empty the basket", key=f"{key}-empty", on_click=_empty, args=(archive, names), width="stretch"
        )


def _empty(archive: Path, names: tuple[str, ...]) -> None:
    for name in names:
        marks.drop(archive, "figure", name)
