"""A long export says how far it is, can be cancelled, and lies ready until the reader has done with it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.store.paths import work_path
from lib.ui.jobs import child, events
from tests.builders import archive, parsed

pytestmark = pytest.mark.process

SCRIPT = """
import streamlit as st
from lib.ui.jobs import exporting, tab_process
arguments = {arguments!r}
st.button("Go", on_click=exporting.begin, args=("A book", "a book.epub", "application/epub+zip", arguments))
if {waits} and (export := tab_process.process_of_tab(exporting.Export)):
    export.process.wait()
exporting.status()
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))


def begun(waits: bool, *arguments: str) -> AppTest:
    script = SCRIPT.format(arguments=list(arguments), waits=waits)
    return AppTest.from_string(script, default_timeout=60).run().button[0].click().run()


def files() -> list[str]:
    return sorted(each.name for each in work_path().glob("exports/*/*"))


def test_what_was_made_is_offered_and_deleted_when_it_is_closed(tmp_path: Path) -> None:
    app = begun(True, "articles", "--archive", str(archive(tmp_path / "news", parsed())))
    assert not app.exception and files() == ["a book.epub", "export.log"]
    assert app.get("download_button")[0].proto.label.startswith("Save a book.epub (")
    app.button(key="export-close").click().run()
    assert files() == [] and not app.get("download_button")


def test_what_was_deleted_after_a_day_is_made_again(tmp_path: Path) -> None:
    app = begun(True, "articles", "--archive", str(archive(tmp_path / "news", parsed())))
    shutil.rmtree(work_path() / "exports")
    app.run()
    assert not app.exception and not app.get("download_button")
    app.button(key="export-again").click().run()
    assert not app.exception and files() == ["a book.epub", "export.log"] and app.get("download_button")
    shutil.rmtree(work_path() / "exports")
    app.run().button(key="export-close").click().run()
    assert not app.exception and "export" not in app.session_state


def test_what_fails_is_told_in_its_own_words(tmp_path: Path) -> None:
    app = begun(True, "articles", "q=nowhere", "--archive", str(archive(tmp_path / "news", parsed())))
    assert files() == ["export.log"] and not app.get("download_button")
    said = events.sentence(app.session_state["export"].outcome)
    assert said.startswith("Nothing was written: no story fits the selection")


def test_a_cancelled_export_leaves_no_file_and_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(arguments: list[str], log: Path) -> subprocess.Popen[bytes]:
        log.parent.mkdir(parents=True)
        log.write_text('{"code": "exporting", "parameters": {"done": 3, "of": 9, "what": "stories"}}\n')
        log.with_name(".a book.epub.part").write_bytes(b"half")
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

    monkeypatch.setattr(child, "start", start)
    app = begun(False)
    export = app.session_state["export"]
    assert events.progress(export.said) == "3 of 9, stories"
    assert files() == [".a book.epub.part", "export.log"] and export.process.poll() is None
    app.button(key="export-cancel").click().run()
    assert files() == [] and export.process.poll() is not None and "export" not in app.session_state
