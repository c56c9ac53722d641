"""A page of the list is marked as read at once, and that can be taken back."""

from pathlib import Path

import pytest
import streamlit as st

from lib.store.journal import marks
from lib.ui.cache import session
from lib.ui.component import perform
from lib.ui.read import page


def test_only_what_was_unread_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "archive.duckdb"
    marks.set_read(archive, "b", True)
    monkeypatch.setattr(st, "session_state", {})
    perform(page.list_actions(archive, ("a", "b", "c")), "all-read")
    assert marks.in_state(archive, "read") == ["a", "b", "c"]
    perform(page.list_actions(archive, ("a", "b", "c")), "undo-read")
    assert marks.in_state(archive, "read") == ["b"]


def test_the_button_and_its_undoing_count_what_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, ids = tmp_path / "archive.duckdb", ("a", "b", "c")
    monkeypatch.setattr(st, "session_state", {})
    with session(archive):
        assert "Mark these 3 stories as read" in page.all_read(ids)
        marks.set_read(archive, "b", True)
        assert "Mark the 2 unread stories as read" in page.all_read(ids)
        perform(page.list_actions(archive, ids), "all-read")
        assert "2 stories marked as read" in page.all_read(ids)
        assert page.all_read(("b",)) == ""
        marks.set_read(archive, "c", False)
        assert "Mark this story as read" in page.all_read(("c",))
        assert "Mark the one unread story as read" in page.all_read(("b", "c"))
