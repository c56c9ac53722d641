"""The Intake section with the bookmarklet, which sends pages from a browser, and the API's token."""

import streamlit as st

from lib.store.paths import token_path
from lib.ui.api.send import bookmarklet
from lib.ui.api.token import renew, token
from lib.ui.render import render
from lib.ui.widgets import section

RENEWED = "token renewed"


def elsewhere() -> None:
    """Show the bookmarklet and the API's address, and its token on demand."""
    address = f"http://{st.context.headers.get('Host', '127.0.0.1:8501')}"
    shown = render(
        "intake/elsewhere.html",
        bookmark=bookmarklet(address),
        api=f"{address}/api",
        kept_in=token_path().name,
        token=token(),
        renewed=st.session_state.pop(RENEWED, False),
    )

    def renew_token(_: str) -> None:
        renew()
        st.session_state[RENEWED] = True

    section("elsewhere", "From elsewhere", shown, {"renew": renew_token})
