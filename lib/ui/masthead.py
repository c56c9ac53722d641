"""The top and the bottom of every page: name, menu, archive switch, footer."""

from typing import Literal

import streamlit as st

from lib.store.paths import archive_path
from lib.store.prepared import is_there
from lib.ui.component import draw
from lib.ui.paths import pages
from lib.ui.render import Button, Link
from lib.ui.view import ARCHIVE, View


def theme() -> Literal["light", "dark"]:
    """Return whether the reader's browser shows the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def masthead(view: View) -> None:
    """Show the app's name, links to the pages, and which archive is open."""
    links = [Link(view.to(path), title, current=path == view.page) for title, (path, _) in pages().items()]
    is_sample, switch = view.archive_name == "sample", None
    if is_there(archive_path()):
        other, words = ("own", "Open your archive") if is_sample else ("sample", "Open the sample")
        switch = Link(f"/?{ARCHIVE}={other}", words)
    elif is_sample:
        switch = Link("/intake", "Add your own captures")
    name = Link(view.to(""), "Wireroom", "name")
    draw("page/masthead.html", "masthead", name=name, pages=links, sample=is_sample, switch=switch)


def colophon(view: View) -> None:
    """Show the footer."""
    keys = Button("Keys and search", {"keys": "1"})
    draw("page/colophon.html", "colophon", sample=view.archive_name == "sample", keys=keys)
