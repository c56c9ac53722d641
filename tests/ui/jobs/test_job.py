"""A job runs as a child process, one at a time, and the page says how it ended."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from lib.ui.jobs import job
if st.button("Go"):
    job.begin("here", "Listing", ["ledger", "--archive", {archive!r}], {{"ego": "person/lee"}})
    job.begin("here", "Twice", ["doctor"])
st.write("at work" if job.running() else "idle")
if job.running():
    st.session_state[job.RUNNING].process.wait()
job.status("here")
"""


@pytest.mark.process
def test_what_was_done_is_told_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    app = AppTest.from_string(SCRIPT.format(archive=str(tmp_path / "archive.duckdb")), default_timeout=60)
    assert app.run().markdown[0].value == "idle"
    app.button[0].click().run()
    place, ok, words = app.session_state["job outcome"]
    assert (place, ok) == ("here", True) and words.startswith("You have decided nothing about actors")
    assert app.query_params["ego"] in ("person/lee", ["person/lee"])
    assert app.markdown[0].value == "idle"
