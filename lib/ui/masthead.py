"""What every page begins and ends with."""

from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st

from lib.ui.answers import two_archives
from lib.ui.markup import button, el, esc, link
from lib.ui.sheet import sheet
from lib.ui.view import ARCHIVE, View

_HERE = Path(__file__).parent


@cache
def _css() -> str:
    return (_HERE / "style.css").read_text(encoding="utf-8")


def style() -> None:
    """Load the one style sheet."""
    st.html(f"<style>{_css()}</style>")


def theme() -> Literal["light", "dark"]:
    """Return the theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def masthead(view: View, titles: list[str]) -> None:
    """Show the name, the pages and which archive is open."""
    items = "".join(f"<li>{_entry(view, title, first=i == 0)}</li>" for i, title in enumerate(titles))
    name = link(view.to(""), "Wireroom", "name")
    top = el("div", name + _archive(view), "top")
    nav = el("nav", el("ul", items), aria_label="Pages")
    skip = '<a class="skip" href="#content">Skip to the page</a>'
    sheet(
        skip + el("header", top + nav, "masthead") + _keys() + '<div id="content" tabindex="-1"></div>',
        "masthead",
    )


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


def _keys() -> str:
    """Return the list of keys and of what can be searched for, which ? opens."""
    items = "".join(
        el("dt", " ".join(key if key == "then" else el("kbd", key) for key in keys.split())) + el("dd", does)
        for keys, does in KEYS.items()
    )
    searches = "".join(el("dt", el("code", esc(typed))) + el("dd", does) for typed, does in SEARCHES.items())
    close = el("form", el("button", "Close", "quiet"), method="dialog")
    lists = el("h2", "Keys") + el("dl", items) + el("h2", "Search") + el("dl", searches)
    return el("dialog", lists + close, id="keys", aria_label="Keys and search")


def _entry(view: View, title: str, *, first: bool) -> str:
    page = "" if first else title.lower()
    current = {"aria_current": "page"} if page == view.page else {}
    return link(view.to(page), title, **current)


def _archive(view: View) -> str:
    words = "Sample archive: October 1962" if view.archive_name == "sample" else "Your archive"
    other = "own" if view.archive_name == "sample" else "sample"
    switch = ""
    if two_archives():
        label = "Open your archive" if other == "own" else "Open the sample"
        switch = link(f"/?{ARCHIVE}={other}", label)
    elif view.archive_name == "sample":
        switch = link("/intake", "Add your own captures")
    return f'<p class="shelf"><span>{esc(words)}</span>{switch}</p>'


SAMPLE = "The sample’s stories were written for Wireroom from the public record; their papers never existed. "
ALONE = (
    "Wireroom runs on this computer. It goes online only to check the sources you follow and to fetch "
    "pictures you ask for."
)


def colophon(view: View) -> None:
    """Close the page."""
    words = (SAMPLE if view.archive_name == "sample" else "") + ALONE
    sheet(el("footer", esc(words) + " " + button("Keys and search", data_keys="1"), "colophon"), "colophon")
