"""The open story, also as of an earlier moment."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from lib.model.filter import Filter
from lib.model.parsed import Parsed
from lib.query import one_story
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import marks
from lib.store.removal import remove
from lib.store.upkeep.backup import backup
from lib.ui.cache import ask
from lib.ui.component import perform
from lib.ui.jobs import job
from lib.ui.read import all_read, index, page, removed
from lib.ui.session import session
from lib.ui.view import View
from tests.builders import archive, article, parsed, stored_on
from tests.ui.conftest import Sheets


def capture(said: str, day: int, address: str = "https://harbour.example/1") -> Parsed:
    seen = datetime(2024, 4, day, 8, tzinfo=UTC)
    return parsed(article(f"Headline of {day}", said, canonical_url=address, captured_at=seen))


@pytest.fixture
def shown(sheets: Sheets, monkeypatch: pytest.MonkeyPatch) -> Sheets:
    """What a page's sheets show, the buttons left away."""
    for module in (page, removed):
        monkeypatch.setattr(module, "sheet", sheets.take)
    monkeypatch.setattr(page, "show_actions", lambda *_, **__: None)
    monkeypatch.setattr(st, "button", lambda *_, **__: False)
    monkeypatch.setattr(job, "status", lambda *_, **__: None)
    monkeypatch.setattr(page, "tabs", lambda view, *_, **__: view.own.get("tab", "article"))
    monkeypatch.setattr(removed, "picked_cuts", lambda *_: {"rule": "", "order": "page"})
    return sheets


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with a story that was revised, and one that came with the revision."""
    made = archive(tmp_path, capture("The ferry was safe, he said.", 9))
    later = capture("Wind came up on the coast.", 12, "https://harbour.example/2")
    save(made, [capture("The ferry was never safe, he said.", 11), later])
    stored_on(made, 9, 12)
    return made


def opened(path: Path, day: int | None, *, second: bool = False, tab: str = "article") -> None:
    with open_for_reading(path) as db:
        found = newest(db, Filter()).set_index("headline")["article_id"]
    then = Filter(as_of=datetime(2024, 4, day, tzinfo=UTC)) if day else Filter()
    own = {"article": str(found["Headline of 12" if second else "Headline of 11"]), "tab": tab}
    with session(path):
        page.open_story(View(page="read", criteria=then, own=own))


def test_as_of_a_moment_a_story_opens_in_its_text_of_then(path: Path, shown: Sheets) -> None:
    opened(path, 10)
    assert "<h1>Headline of 9</h1>" in shown["article"] and "was safe, he said" in shown["article"]
    assert "This is the text as of 10 April 2024. The story has been revised since." in shown["of-then"]
    assert ">Read today&#39;s text</a>" in shown["of-then"]
    assert shown["back"].count("<p") == 1  # a wide screen hides this sheet
    for day in (13, None):
        shown.clear()
        opened(path, day)
        assert "<h1>Headline of 11</h1>" in shown["article"] and "of-then" not in shown


def test_a_story_that_came_later_says_that_its_text_is_today_s(path: Path, shown: Sheets) -> None:
    opened(path, 10, second=True)
    assert "<h1>Headline of 12</h1>" in shown["article"]
    assert "The archive did not hold this story yet on 10 April 2024." in shown["of-then"]


def test_an_earlier_text_is_called_the_one_that_lists_show_and_is_not_corrected(
    path: Path, shown: Sheets
) -> None:
    opened(path, 10, tab="versions")
    new, old = shown["versions"].split("<section")[1:]
    assert "shown in lists" in old and "shown in lists" not in new
    opened(path, 10, tab="removed")
    assert "was safe, he said" in shown["removed"] and "<button" not in shown["removed"]
    opened(path, 13, tab="removed")
    assert "never safe" in shown["removed"] and "<button" in shown["removed"]


def test_a_story_that_another_tab_has_removed_is_said_to_be_gone(
    path: Path, shown: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "button", lambda *_, **__: True)
    with open_for_reading(path) as db:
        story = one_story.article(db, newest(db, Filter()).iloc[0]["article_id"])
    assert story
    remove(path, story.id)
    ask_whether = page.ask_before_removal.__wrapped__  # type: ignore[attr-defined]
    ask_whether(story, View(page="read", criteria=Filter()), path)
    assert f"There is no story {story.id}" in shown["not-removed-1"]


def test_the_question_before_a_removal_tells_of_the_backups(path: Path, shown: Sheets) -> None:
    with session(path):
        story = ask(one_story.article, ask(newest, Filter()).iloc[0]["article_id"])
        ask_whether = page.ask_before_removal.__wrapped__  # type: ignore[attr-defined]
        ask_whether(story, View(page="read", criteria=Filter()), path)
        assert "backups" not in shown["remove-question"]
        backup(path)
        ask_whether(story, View(page="read", criteria=Filter()), path)
    assert f"The backups in {path.parent / 'backups'} still hold it afterwards" in shown["remove-question"]


def test_only_what_was_unread_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "archive.duckdb"
    marks.set_read(archive, "b", True)
    monkeypatch.setattr(st, "session_state", {})
    perform(index.list_actions(archive, ("a", "b", "c")), "all-read")
    assert marks.in_state(archive, "read") == ["a", "b", "c"]
    perform(index.list_actions(archive, ("a", "b", "c")), "undo-read")
    assert marks.in_state(archive, "read") == ["b"]


def test_the_button_and_its_undoing_count_what_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, ids = tmp_path / "archive.duckdb", ("a", "b", "c")
    monkeypatch.setattr(st, "session_state", {})
    with session(archive):
        assert "Mark these 3 stories as read" in all_read.button(ids)
        marks.set_read(archive, "b", True)
        assert "Mark the 2 unread stories as read" in all_read.button(ids)
        perform(index.list_actions(archive, ids), "all-read")
        assert "2 stories marked as read" in all_read.button(ids)
        assert all_read.button(("b",)) == ""
        marks.set_read(archive, "c", False)
        assert "Mark this story as read" in all_read.button(("c",))
        assert "Mark the one unread story as read" in all_read.button(("b", "c"))
