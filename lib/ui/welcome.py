"""The first page of an empty house: it offers the sample and a place for captures."""

import streamlit as st

from lib.store.files.home import sample_path
from lib.ui.jobs import child
from lib.ui.markup import link
from lib.ui.sheet import sheet
from lib.ui.view import SHELF, View


def offer(view: View) -> None:
    """Say that nothing is here yet and offer what to do about it."""
    sheet(
        '<section class="welcome"><h1>A newsroom with nothing on the wire yet</h1>'
        "<p>Wireroom turns captured news pages into articles you can trust, and shows who is named with "
        f"whom, when, and in which sentence. {link('/intake', 'Add captures')} of your own, or begin "
        "with the sample: thirteen days of October 1962, from a paper that never existed.</p></section>",
        "welcome",
    )
    if sample_path().exists():
        sheet(f'<p class="welcome">{link(f"/?{SHELF}=sample", "Open the sample")}</p>', "welcome-sample")
    elif st.button("Lay out the sample", type="primary", key="lay-sample"):
        _lay()


def _lay() -> None:
    with st.spinner("Cleaning the sample’s pages and finding who is named; this takes about a minute."):
        done = child.finish(["sample"])
    if done.ok:
        st.query_params.from_dict({SHELF: "sample"})
        st.rerun()
    sheet(f'<p class="problem" role="alert">{done.sentence}</p>', "welcome-problem")
