"""A job runs as a child process, one at a time, and the page says how it ended."""

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.jobs import events, job

SCRIPT = """
import streamlit as st
from lib.ui.jobs import job
if st.button("Go"):
    job.begin("here", "Listing", ["ledger", "--archive", {archive!r}], {{"ego": "person/lee"}})
    job.begin("here", "Twice", ["doctor"])
st.write("at work" if job.running() else "idle")
if job.running():
    job.running().process.wait()
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
    ended = app.session_state["job"]
    assert (ended.place, ended.is_done) == ("here", True)
    assert events.sentence(ended.outcome).startswith("You have decided nothing about actors")
    assert [*(tmp_path / "work" / "jobs").iterdir()] == []
    assert app.query_params["ego"] in ("person/lee", ["person/lee"])
    assert app.markdown[0].value == "idle"


def test_what_the_disk_keeps_from_beginning_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    (tmp_path / "work").write_bytes(b"no folder")
    app = AppTest.from_string(SCRIPT.format(archive=str(tmp_path / "archive.duckdb")), default_timeout=60)
    app.run().button[0].click().run()
    ended = app.session_state["job"]
    assert not app.exception and not ended.is_done
    assert events.sentence(ended.outcome).startswith("The work could not start (")


@pytest.mark.process
def test_a_change_that_a_verb_ended_in_part_is_not_called_done() -> None:
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    ended.wait()
    assert not job.Change(words="Listing", place="", then={}, process=ended).is_done
