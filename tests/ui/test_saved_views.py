"""What a saved view says of the stories that have come into it."""

import json
from contextlib import nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

from lib.mail import setup
from lib.mail.name import MailingName
from lib.query import new_since
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import marks, views
from lib.ui import saved_views
from lib.ui.session import session
from lib.ui.view import view_of
from tests import builders
from tests.mail.post_office import Post, account
from tests.papers import captures, story
from tests.ui.conftest import Sheets


def test_a_view_whose_search_is_refused_keeps_no_page_from_being_shown(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures())
    views.save(path, "Too much", f"q={'a*+' * 600}", batch=0)
    with session(path):
        ((link, number),) = saved_views.on_the_desk(view_of("", {}, "own"))
    assert (link.label, number) == ("Too much", 0) and link.href.startswith("/read?q=a%2A")


def test_what_comes_while_a_view_is_looked_at_is_told_too(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_views, "when", lambda moment: "today")
    monkeypatch.setattr("lib.ui.saved_views.st.session_state", {})
    path, view = builders.archive(tmp_path, *captures()), view_of("read", {"tags": ["Strike"]}, "own")
    with open_for_reading(path) as db:
        views.save(path, "Dock", "tags=Strike", batch=new_since.last_batch(db))
    text = ["nothing new", "1 story new since you looked", "2 stories new since you looked"]
    for number, words in enumerate([*text, text[-1]]):
        if 0 < number < len(text):
            later = story(f"Strike, day {number}", 13, f"Eva Roth spoke {number} times.", tags=("Strike",))
            save(path, [builders.parsed(later)])
        with session(path):
            saved_views.show_since_last_look(view)
        assert words in said[-1]


def test_a_look_is_at_the_view_of_one_archive(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.ui.saved_views.st.session_state", {})
    view = view_of("read", {"tags": ["Strike"]}, "own")
    for name, batch, words in (("own", 0, "new since you looked"), ("sample", 1, ", nothing new")):
        (tmp_path / name).mkdir()
        path = builders.archive(tmp_path / name, *captures())
        views.save(path, "Dock", "tags=Strike", batch=batch)
        with session(path):
            saved_views.show_since_last_look(view)
        assert words in said[-1]


def test_a_look_marks_all_views_of_the_selection_as_looked_at_now(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_views, "when", lambda moment: f"on the {moment.day}th")
    path, view = builders.archive(tmp_path, *captures()), view_of("read", {"tags": ["Strike"]}, "own")
    with open_for_reading(path) as db:
        batch = new_since.last_batch(db)
    for number, name in enumerate(["Alarm", "Dock"]):
        looked = {
            "address": "tags=Strike",
            "looked": f"2026-01-{8 + number:02}T08:00:00+00:00",
            "batch": batch,
        }
        marks.keep(path, "view", name, json.dumps(looked))
    for day, words in (
        (0, ", nothing new"),
        (1, f": 1 story new since you looked, on the {datetime.now(UTC).day}th"),
    ):
        if day:
            save(path, [builders.parsed(story("Strike again", 13, "Eva Roth spoke.", tags=("Strike",)))])
        monkeypatch.setattr("lib.ui.saved_views.st.session_state", {})  # a window of its own
        with session(path):
            saved_views.show_since_last_look(view)
            assert f"Saved views <b>Alarm and Dock</b>{words}." in said[-1]
            assert [number for _, number in saved_views.on_the_desk(view)] == [0, 0]


def test_a_view_is_mailed_from_its_menu_and_one_that_is_removed_no_longer(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.ui.saved_views.st.popover", lambda *words, **more: nullcontext())
    monkeypatch.setattr("lib.ui.saved_views.st.context", Mock(headers={}))
    monkeypatch.setattr(saved_views, "say", lambda *words: None)
    path, view = builders.archive(empty_home, *captures()), view_of("read", {}, "own")
    views.save(path, "Dock <b>", "tags=Strike", batch=0)
    with session(path):
        saved_views.menu(view)
        assert 'data-do="mail' not in sheets["views-list"]
        setup.change(path, asdict(account(Post(port=465))))
        saved_views.menu(view)
        assert 'aria-label="Mail Dock &lt;b&gt;">Mail</button>' in sheets["views-list"]
        sheets.press("views-list", "mail Dock <b>")
        assert setup.mailings_of(setup.read_checked(path)) == [MailingName("view", "Dock <b>")]
        saved_views.menu(view)
        assert ">Stop mail</button>" in sheets["views-list"]
        sheets.press("views-list", "remove Dock <b>")
    assert setup.mailings_of(setup.read_checked(path)) == [] and views.all_views(path) == []
