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
            sample=view.archive_name == "sample", switch=_switch(view), keys=KEYS, searches=SEARCHES,
        ),
        "masthead",
    )  # fmt: skip


KEYS = {
    "j k": "next and previous story; opens it where a story is open",
    "n p": "next and previous headline of the list, without opening",
    "o Enter": "open the story",
    "v": "original page of the open story",
    "m": "mark as read or unread",
    "s f": "star, or remove the star",
    "l": "labels of the open story",
    "h": "highlight the words that are selected in the open story",
    "Shift+A": "mark the stories of this list page as read",
    "/": "search",
    "g then d r t a b w i": "go to Desk, Read, Timeline, Actors, Browse, Workbench, Intake",
    "g then u s": "go to the unread, the starred stories",
    "?": "open and close this list",
}
SEARCHES = {
    "sanctions oil": "both words, in any order; sanction finds sanctions too",
    '"military aid"': "these words in this order, whole",
    '"aid port"~5': "two to four words near each other, at most five others between two",
    "-oil": "without the word",
    "oil OR gas": "one of them; brackets group",
    "author:doyle tag:cuba": "also title: source: lang: actor: and a comma for or",
    "with:Kennedy,Thant": "both named in one sentence",
    "zone:caption quay": "the word in a caption",
    "after:2024-04-09": "also before: and date:2024-04; date:none is without a date",
    "is:unread": "also is:read and is:starred",
}


def _switch(view: View) -> Link | None:
    """Return a link to the other archive, or to the Intake page if there is no other."""
    other = "own" if view.archive_name == "sample" else "sample"
    if two_archives():
        return Link(f"/?{ARCHIVE}={other}", "Open your archive" if other == "own" else "Open the sample")
    return Link("/intake", "Add your own captures") if view.archive_name == "sample" else None


SAMPLE = "The sample’s stories were written for Wireroom from the public record; their papers never existed. "
ALONE = (
    "Wireroom runs on this computer. It goes online only to check the sources you follow and to fetch "
    "pictures you ask for."
)


def colophon(view: View) -> None:
    """Show the footer."""
    words = (SAMPLE if view.archive_name == "sample" else "") + ALONE
    keys = Button("Keys and search", {"keys": "1"})
    sheet(render("page/colophon.html", words=words, keys=keys), "colophon")
