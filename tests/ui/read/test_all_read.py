"""A page of the list is marked as read at once, and that can be taken back."""

from pathlib import Path

import pytest
import streamlit as st

from lib.store.files import marks
from lib.ui.read import page


def test_only_what_was_unread_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "archive.duckdb"
    marks.set_read(archive, "b", True)
    monkeypatch.setattr(st, "session_state", {})
    page._press(archive, ("a", "b", "c"), "all-read")
    assert marks.in_state(archive, "read") == ["a", "b", "c"]
    page._press(archive, ("a", "b", "c"), "undo-read")
    assert marks.in_state(archive, "read") == ["b"]
