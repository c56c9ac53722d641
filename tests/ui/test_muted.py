"""Muted stories leave the Desk, the lists and what is new; charts and addresses count them, and say so."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lib.model.filter import Filter
from lib.query import desk, facets, new_since, stories
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import arrival_rules, highlights, marks, views
from lib.ui import muted, notes, nothing_found, saved_views, so_far
from lib.ui.cache import ask
from lib.ui.chips import chips
from lib.ui.read.story_list import in_order, story_list
from lib.ui.session import session
from lib.ui.view import EVERYTHING, View, view_of
from tests import builders
from tests.papers import captures, story
from tests.running import opened
from tests.ui.conftest import Sheets

NEWS = story("Strike ends", 13, "Eva Roth signed.", tags=("Strike",))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive whose newest story is muted."""
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    made = builders.archive(tmp_path, *captures())
    views.save(made, "Dock", "tags=Strike", batch=1)
    held = views.view_named(made, "Dock")
    assert held
    arrival_rules.make(made, held, "mute")
    save(made, [builders.parsed(NEWS)])
    with open_for_reading(made) as db:
        arrived = list(new_since.since(db, EVERYTHING, 1)["article_id"])
    arrival_rules.act(made, arrival_rules.all_rules(made)[0], arrived)
    assert len(marks.in_state(made, "muted")) == 1
    return made


def listed(view: View) -> set[str]:
    found = story_list(view)
    assert len(in_order(view, found)) == len(found.ids) == found.pages.of
    return set(found.frame["headline"])


def test_the_reader_mutes_one_story_which_then_leaves_what_leads_to_it(
    tmp_path: Path, said: list[str]
) -> None:
    made = builders.archive(tmp_path, *captures())
    with session(made):
        frame = ask(stories.newest, EVERYTHING)
        first, second = frame["article_id"][:2]
        highlights.add(made, first, quote="x", before="", after="")
        found = frame.head(2)
        found.attrs["of"] = 9
        for is_muted in (False, True):
            if is_muted:
                marks.mute(made, first)
            shown = muted.unmuted(found)
            assert list(shown["article_id"]) == ([second] if is_muted else [first, second])
            assert shown.attrs["of"] == 9 - is_muted
            said.clear()
            notes.page(view_of("notes", {}, "own"))
            assert ("There are no notes here yet" in said[-1]) is is_muted
        assert muted.muted_stories(EVERYTHING) == 1
        marks.unmute(made, first)
        assert muted.muted_stories(EVERYTHING) == 0


def test_the_days_so_far_are_those_of_unmuted_stories(
    path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    asked: list[Filter] = []
    monkeypatch.setattr(so_far, "so_far", lambda db, criteria: asked.append(criteria) or ())
    with session(path):
        so_far.show(view_of("timeline", {}, "own"))
    assert asked == [replace(EVERYTHING, unmuted=True)]


def test_a_muted_story_is_listed_only_where_it_is_asked_for(path: Path) -> None:
    strike = view_of("read", {"tags": ["Strike"]}, "own")
    with session(path):
        assert "Strike ends" not in listed(view_of("read", {}, "own"))
        assert len(listed(strike)) == 3 and muted.muted_stories(strike.criteria) == 1
        for address in ({"read": ["muted"]}, {"q": ["is:muted"]}):
            assert listed(view_of("read", address, "own")) == {"Strike ends"}
        front = ask(desk.desk, muted.without_muted(EVERYTHING))
        shown = {*front.lead["headline"], *front.newest["headline"], *front.coverage["headline"]}
        assert "Strike ends" not in shown and str(front.day) == "2024-04-12"
        marks.unmute(path, *marks.in_state(path, "muted"))
        assert "Strike ends" in listed(strike) and muted.muted_stories(EVERYTHING) == 0
        assert muted.without_muted(EVERYTHING) is EVERYTHING


def test_what_is_muted_is_not_new(path: Path) -> None:
    with session(path):
        ((_, new),) = saved_views.on_the_desk(view_of("", {}, "own"))
        assert new == 0
        marks.unmute(path, *marks.in_state(path, "muted"))
        ((_, new),) = saved_views.on_the_desk(view_of("", {}, "own"))
    assert new == 1


def test_a_chip_leads_to_what_is_muted_and_charts_say_that_they_count_it(path: Path, said: list[str]) -> None:
    view = view_of("timeline", {"tags": ["Strike"]}, "own")
    with session(path):
        chips(view)
        assert muted.muted_note(view) == "1 muted story is counted"
        assert muted.chip(view_of("read", {"tags": ["Weather"]}, "own")) is None
    assert "<b>4</b> of 12 stories" in said[0]
    assert 'href="/read?q=is%3Amuted&amp;tags=Strike"' in said[0] and ">1 muted</a>" in said[0]


def test_an_open_story_is_unmuted_by_its_button(
    path: Path, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(path.parent))
    (story_id,) = marks.in_state(path, "muted")
    assert not opened("2_Read", {"article": story_id}).exception
    assert ">Unmute</button>" in sheets["actions"]
    sheets.press("actions", "unmute")
    assert marks.in_state(path, "muted") == []
    assert not opened("2_Read", {"article": story_id}).exception
    assert "Unmute" not in sheets["actions"]


def test_a_selection_of_muted_stories_alone_says_so(path: Path, said: list[str]) -> None:
    view = view_of("read", {"tags": ["Strike"], "since": ["2024-04-13"]}, "own")
    with session(path):
        assert listed(view) == set()
        nothing_found.show_nothing_found(view)
        nothing_found.show_nothing_found(view_of("read", {"read": ["muted"], "tags": ["Ice"]}, "own"))
    assert "All stories of this selection are muted" in said[0] and "No stories" in said[1]


def test_filters_addresses_and_the_api_count_it_as_before(
    path: Path, client: TestClient, key: dict[str, str]
) -> None:
    with open_for_reading(path) as db:
        counts = facets.counts(db, (EVERYTHING, Filter(read="muted"), Filter(unmuted=True)))
    assert counts == (12, 1, 11)
    assert client.get("/api/stories", headers=key).json()["total"] == 12
    assert client.get("/api/stories?read=muted", headers=key).json()["total"] == 1
