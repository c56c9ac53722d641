"""The top and the bottom of every page: name, menu, archive switch, footer."""

from pathlib import Path
from typing import Literal

import streamlit as st

from lib.ui.cache import two_archives
from lib.ui.component import sheet
from lib.ui.parts import Button, Link
from lib.ui.render import render
from lib.ui.view import ARCHIVE, View

_HERE = Path(__file__).parent


def style() -> None:
    """Load the style sheet."""
    st.html(_HERE / "style.css")


def theme() -> Literal["light", "dark"]:
    """Return whether the reader's browser shows the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def masthead(view: View, titles: list[str]) -> None:
    """Show the app's name, links to the pages, and which archive is open."""
    pages = ["" if place == 0 else title.lower() for place, title in enumerate(titles)]
    links = [
        Link(view.to(page), title, current=page == view.page)
        for page, title in zip(pages, titles, strict=True)
    ]
    sheet(
        render(
            "page/masthead.html", name=Link(view.to(""), "Wireroom", "name"), pages=links,
            sample=view.archive_name == "sample", switch=_switch(view),
        ),
        "masthead",
    )  # fmt: skip


def _switch(view: View) -> Link | None:
    """Return a link to the other archive, or to the Intake page if there is no other."""
    other = "own" if view.archive_name == "sample" else "sample"
    if two_archives():
        return Link(f"/?{ARCHIVE}={other}", "Open your archive" if other == "own" else "Open the sample")
    return Link("/intake", "Add your own captures") if view.archive_name == "sample" else None


def colophon(view: View) -> None:
    """Show the footer."""
    keys = Button("Keys and search", {"keys": "1"})
    sheet(render("page/colophon.html", sample=view.archive_name == "sample", keys=keys), "colophon")
