"""What stands above or below the open story is marked as read at once, and that is taken back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.journal import marks
from lib.ui.read import all_read
from lib.ui.session import session
from lib.ui.view import View
from tests.builders import archive, article, parsed
from tests.ui.conftest import Sheets


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheets: Sheets) -> Path:
    """An archive of five stories, one a day."""
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(all_read, "sheet", sheets.take)
    days = ((n, datetime(2024, 4, n, 9, tzinfo=UTC)) for n in range(1, 6))
    texts = (article(f"Story {n}", f"Number {n}.", published_at=at) for n, at in days)
    return archive(tmp_path, *map(parsed, texts))


def test_above_and_below_are_those_of_the_list_and_are_counted_and_taken_back(
    path: Path, sheets: Sheets
) -> None:
    with open_for_reading(path) as db:
        ids = newest(db, Filter())["article_id"].tolist()
    marks.set_read(path, ids[0], True)
    view = View(page="read", criteria=Filter(), own={"article": ids[2]})
    with session(path):
        all_read.mark_buttons(view)
        assert "Mark 1 story above as read" in sheets["beside"]
        assert "Mark 2 stories below as read" in sheets["beside"]
        sheets.press("beside", "below")
        assert marks.in_state(path, "read") == sorted([ids[0], *ids[3:]])
        all_read.mark_buttons(view)
        assert "2 stories marked as read." in sheets["beside"] and "below" not in sheets["beside"]
        sheets.press("beside", "undo-read")
        assert marks.in_state(path, "read") == [ids[0]]
        sheets.press("beside", "above")
        assert marks.in_state(path, "read") == sorted(ids[:2])


def test_where_nothing_is_left_or_the_story_is_not_listed_that_is_said(path: Path, sheets: Sheets) -> None:
    with open_for_reading(path) as db:
        ids = newest(db, Filter())["article_id"].tolist()
    marks.set_read(path, ids[1:], True)
    with session(path):
        all_read.mark_buttons(View(page="read", criteria=Filter(), own={"article": ids[0]}))
        assert "All other stories of the list are read." in sheets["beside"]
        all_read.mark_buttons(View(page="read", criteria=Filter(text='"number 3"'), own={"article": ids[0]}))
        assert "This story is not in the list." in sheets["beside"]
