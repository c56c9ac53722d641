"""From elsewhere: the bookmark that sends the page one looks at, and the API with its token."""

import streamlit as st

from lib.store.files.home import token_path
from lib.ui.api.send import bookmarklet
from lib.ui.api.token import renew, token
from lib.ui.markup import button, el, esc, link
from lib.ui.pieces import section

RENEWED = "token renewed"
NEW = "A new token was made; programs that show the former are refused from now on."


def elsewhere() -> None:
    """Show both, and the token only when it is asked for."""
    address = f"http://{st.context.headers.get('Host', '127.0.0.1:8501')}"
    panels = el("div", _bookmark(address), "panel") + el("div", _api(address), "panel")
    section("elsewhere", "From elsewhere", el("div", panels, "two"), _do)


def _do(word: str) -> None:
    if word == "renew":
        renew()
        st.session_state[RENEWED] = True


def _bookmark(address: str) -> str:
    drag = el("a", "Send to Wireroom", "bookmark", href=bookmarklet(address))
    words = (
        "Drag this to your browser’s bookmarks bar. Pressed on any page, it opens a window that shows what "
        "came, and takes the page in, as you see it, when you say yes. It works while Wireroom runs."
    )
    title = el("h3", "A bookmark that sends the page you look at")
    return title + el("p", drag) + el("p", esc(words), "note")


def _api(address: str) -> str:
    secret = token()
    buttons = button("Copy the token", "copy", data_copy=secret)
    buttons += button("Make a new one", "copy", data_do="renew")
    shown = el("details", el("summary", "Show the token") + el("code", esc(secret)), "folded")
    words = (
        f"Programs of this machine bring captures in and read stories at {address}/api, with this token. "
        f"It is kept in {token_path().name} in your data folder, which only you can read; a new one shuts "
        "out whoever has the old. "
    )
    fresh = el("p", NEW, "note", role="status") if st.session_state.pop(RENEWED, False) else ""
    about = esc(words) + link("/api", "How to use it", target="_blank") + "."
    return el("h3", "For programs") + el("p", about, "note") + el("p", buttons, "actions") + fresh + shown
