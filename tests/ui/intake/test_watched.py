"""The Intake section on watched folders."""

import re
from contextlib import nullcontext
from pathlib import Path

import pytest
import streamlit as st

from lib.ui.intake import desk_settings, watched
from lib.ui.jobs import work
from tests.ui.conftest import Sheets, ended, summary


@pytest.fixture
def shown(sheets: Sheets, monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> Sheets:
    """The sheets, without Streamlit's form."""
    monkeypatch.setattr(st, "form_submit_button", lambda *text, **more: False)
    monkeypatch.setattr(st, "form", lambda *text, **more: nullcontext())
    monkeypatch.setattr(watched, "one_line", lambda key: nullcontext())
    return sheets


def test_a_folder_is_listed_and_let_go(shown: Sheets, tmp_path: Path) -> None:
    folder = tmp_path / "saved <pages>"
    folder.mkdir()
    assert desk_settings.watch(str(folder)) == ""
    watched.show_watched_folders()
    assert "saved &lt;pages&gt;" in shown["watched-folders"]
    assert "not there now" not in shown["watched-folders"]
    folder.rmdir()
    watched.show_watched_folders()
    assert "It is not there now, or cannot be read" in shown["watched-folders"]
    for nonsense in ("stop 0", "stop x", "stop", ""):
        shown.press("watched-folders", nonsense)
    assert desk_settings.settings().watched == (str(folder),)
    shown.press("watched-folders", f"stop {folder}")
    assert desk_settings.settings().watched == ()


def test_the_last_arrival_and_a_sleeping_desk_are_told(
    shown: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = ended(summary(stored=1), name="watched")
    monkeypatch.setattr(work, "last_result", lambda name: last)
    watched.show_watched_folders()
    words = shown["watched-folders"]
    assert "1 story stored; 2.0 seconds." in words and "started with WIREROOM_BACKGROUND=off" in words


def test_a_folder_is_stopped_by_its_path_whatever_another_tab_has_stopped_before(
    shown: Sheets, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        assert desk_settings.watch(str(folder)) == ""
    watched.show_watched_folders()
    words = re.findall(r'data-do="(stop [^"]+)"', shown["watched-folders"])
    desk_settings.unwatch(str(first))  # in another tab
    shown.press("watched-folders", words[0])
    assert desk_settings.settings().watched == (str(second),)
