"""The stories before and after the open one, over pages, folds and what leaves the list."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.journal import marks
from lib.ui.event_folds import Fold
from lib.ui.read import story_list
from lib.ui.read.story_list import neighbours
from lib.ui.session import session
from lib.ui.view import View
from tests.builders import archive, article, parsed

LISTED = ["Story 5", "Story 4", "Story 3", "Story 2", "Story 1"]  # as the list has them


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of five stories of five days, in pages of two."""
    monkeypatch.setattr(story_list, "PAGE", 2)
    monkeypatch.setattr(st, "session_state", {})
    days = ((n, datetime(2024, 4, n, 9, tzinfo=UTC)) for n in range(1, 6))
    texts = (article(f"Story {n}", f"Number {n} of five.", published_at=at) for n, at in days)
    return archive(tmp_path, *map(parsed, texts))


def ids(path: Path) -> dict[str, str]:
    with open_for_reading(path) as db:
        return {str(row.headline): str(row.article_id) for row in newest(db, Filter()).itertuples()}


def beside(path: Path, headline: str, criteria: Filter = Filter(), **own: str) -> list[tuple[str, str]]:  # noqa: B008
    """Return headline and page of the stories before and after one."""
    known = ids(path)
    called = {story: each for each, story in known.items()}
    with session(path):
        both = neighbours(View(page="read", criteria=criteria, own={"article": known[headline], **own}))
    given = [parse_qs(urlsplit(each).query) for each in both]
    return [(called.get(each.get("article", [""])[0], ""), each.get("page", ["1"])[0]) for each in given]


def test_neighbours_are_those_of_the_list_over_its_pages(path: Path) -> None:
    assert beside(path, "Story 5") == [("", "1"), ("Story 4", "1")]
    assert beside(path, "Story 4") == [("Story 5", "1"), ("Story 3", "2")]
    assert beside(path, "Story 3", page="2") == [("Story 4", "1"), ("Story 2", "2")]
    assert beside(path, "Story 1", page="3") == [("Story 2", "2"), ("", "1")]
    assert beside(path, "Story 1", sort="oldest") == [("", "1"), ("Story 2", "1")]
    assert beside(path, "Story 5", Filter(text='"number 3"')) == [("", "1"), ("", "1")]  # outside of it


def test_a_story_that_is_opened_from_elsewhere_stands_on_its_own_page(path: Path) -> None:
    assert beside(path, "Story 2") == [("Story 3", "2"), ("Story 1", "3")]
    with session(path):
        found = story_list.story_list(
            View(page="read", criteria=Filter(), own={"article": ids(path)["Story 1"]})
        )
    assert found.pages.number == 3 and found.ids == (ids(path)["Story 1"],)


def test_a_read_story_that_has_left_the_unread_keeps_its_neighbours(path: Path) -> None:
    unread, known = Filter(read="unread"), ids(path)
    for headline, before, after in (("Story 5", "", "Story 4"), ("Story 4", "Story 5", "Story 3")):
        assert [each for each, _ in beside(path, headline, unread)] == [before, after]
        marks.set_read(path, known[headline], True)
        assert [each for each, _ in beside(path, headline, unread)] == [before, after]
    assert beside(path, "Story 5", Filter(read="unread", text="five")) == [("", "1"), ("", "1")]


def test_the_unread_are_read_on_from_the_middle_of_their_list_over_its_pages(path: Path) -> None:
    unread, known, page = Filter(read="unread"), ids(path), "1"
    for at, headline in enumerate(LISTED[1:4], 1):
        own = {"page": page} if page != "1" else {}
        both = beside(path, headline, unread, **own)
        assert [each for each, _ in both] == [LISTED[at - 1], LISTED[at + 1]]
        marks.set_read(path, known[headline], True)
        assert beside(path, headline, unread, **own) == both
        page = both[1][1]


def test_folded_stories_are_passed_over_until_one_of_them_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {})
    path = archive(tmp_path, *(parsed(article(f"Story {n}", f"Number {n}.")) for n in range(1, 5)))
    first, second, third, fourth = (ids(path)[f"Story {n}"] for n in (4, 3, 2, 1))
    folds = [Fold(first, "and one more", (second,)), Fold(third), Fold(fourth)]
    monkeypatch.setattr(story_list, "folds", lambda *_: iter(folds))
    assert beside(path, "Story 4")[1][0] == "Story 2"
    assert [each for each, _ in beside(path, "Story 3")] == ["Story 4", "Story 2"]
    assert beside(path, "Story 2")[0][0] == "Story 4"
