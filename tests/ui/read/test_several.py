"""Several stories of a list are chosen and marked at once."""

import json
from pathlib import Path

import pytest
import streamlit as st

from lib.store.journal import marks
from lib.ui.read import several
from lib.ui.view import view_of

IDS = ("a", "b", "c")


def said(monkeypatch: pytest.MonkeyPatch, archive: Path, do: str, *ids: str, label: str = "") -> str:
    """Press a button with some stories chosen, and return what the page says then."""
    monkeypatch.setattr("lib.ui.view.archive_path", lambda: archive)
    monkeypatch.setattr(st, "session_state", {})
    several.act(archive, IDS, json.dumps({"do": do, "ids": ids, "label": label}))
    return several.bar(view_of("read", {several.PICK: ["1"]}, "own"))


def test_the_chosen_stories_of_the_page_are_marked_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive.duckdb"
    assert "No story is chosen" in said(monkeypatch, archive, "read")
    assert "2 stories starred." in said(monkeypatch, archive, "star", "a", "c", "of-another-page")
    assert marks.in_state(archive, "starred") == ["a", "c"]
    said(monkeypatch, archive, "unstar", "a")
    said(monkeypatch, archive, "read", "a", "b")
    assert "1 story marked as unread." in said(monkeypatch, archive, "unread", "b")
    assert (marks.in_state(archive, "starred"), marks.in_state(archive, "read")) == (["c"], ["a"])


def test_a_label_leads_to_the_list_of_its_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "archive.duckdb"
    bar = said(monkeypatch, archive, "label", "a", "b", label="  for \u200b Mon\u00adday ")
    assert "2 stories labelled “for Monday”." in bar and 'href="/read?labels=for+Monday"' in bar
    assert marks.labelled_stories(archive, ["for Monday"]) == ["a", "b"]
    assert marks.labelled_stories(archive, [""]) == []
    assert said(monkeypatch, archive, "label", "a").count("<p") == 0
    assert "<p" not in said(monkeypatch, archive, "label", "a", label="\u200b")
