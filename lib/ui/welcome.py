"""The welcome of a reader without an archive: the sample, or captures of their own."""

import streamlit as st

from lib.store.paths import archive_path, sample_path
from lib.store.prepared import is_there
from lib.ui.component import draw, say
from lib.ui.jobs import child
from lib.ui.render import Link
from lib.ui.view import ARCHIVE, View


def welcome(view: View) -> None:
    """Show a new reader how to begin: open the sample or add captures."""
    unasked = view.archive_name == "sample" and is_there(archive_path())
    draw("page/welcome.html", "welcome", unasked=unasked)
    if sample_path().exists():
        say("welcome-sample", Link(f"/?{ARCHIVE}=sample", "Open the sample"), css_class="welcome")
    elif st.button("Lay out the sample", type="primary", key="lay-sample"):
        with st.spinner("Cleaning the sample’s pages and finding who is named; this takes about a minute."):
            ended = child.finish(["sample"])
        if ended.good:
            st.query_params.from_dict({ARCHIVE: "sample"})
            st.rerun()
        say("welcome-problem", ended.sentence, css_class="problem", role="alert")
