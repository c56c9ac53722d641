"""Bringing in: what can be dropped, what is said of the work and of what failed."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from lib.fetch import Source, followed_sources
from lib.ui.intake import bring_in as intake
from lib.ui.intake import desk_settings, followed, going_on, inbox
from lib.ui.jobs import background, work
from lib.ui.jobs.work import Task
from tests.ui.conftest import Sheets, ended, failed, summary

BUSY = 1.0  # seconds between two looks of a page on which work goes on


def drawn(monkeypatch: pytest.MonkeyPatch) -> float | None:
    """Show the work that goes on; return how often the page looks by itself."""
    every: list[float | None] = []

    def fragment(shown: Callable[..., None], run_every: float | None) -> Callable[..., None]:
        every.append(run_every)
        return shown

    monkeypatch.setattr(st, "fragment", fragment)
    going_on.going_on()
    return every[0]


def test_every_format_can_be_dropped() -> None:
    assert {"html", "txt", "warc", "opml", "gz", "json", "xml", "csv"} <= set(intake.kinds())
    assert all(kind.isalnum() for kind in intake.kinds())


def test_what_this_session_handed_in_is_told_when_it_is_done(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = inbox.put([("page.html", b"x")])
    monkeypatch.setattr(st, "session_state", {intake.MINE: arrival})
    assert drawn(monkeypatch) == BUSY
    text = ended(summary(stored=1, refused=[{"kind": "NotAnArticle", "origin": "x", "message": "<b>."}]), 3)
    monkeypatch.setattr(work, "last_result", lambda name: text if name == "ingest" else None)
    inbox.finish([arrival], text)
    assert drawn(monkeypatch) is None
    words = sheets["taken"]
    assert "Added" in words and "&lt;b&gt;" in words and "NotAnArticle" not in words
    later = replace(text, ended_at="2024-04-09T07:31:00+00:00", event=summary(stored=9))
    monkeypatch.setattr(work, "last_result", lambda name: later if name == "ingest" else None)
    drawn(monkeypatch)
    assert "9 stories" not in sheets["taken"] and "1 story stored" in sheets["taken"]


def test_work_says_what_it_waits_for_and_what_it_begins_with(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(
        work, "submitted_at", lambda name: datetime.now(UTC) if name in ("check", "ingest") else None
    )
    monkeypatch.setattr(work, "is_waiting", lambda name: name == "check")
    assert drawn(monkeypatch) == BUSY
    assert "when the work before it has ended" in sheets["progress-check"]
    assert "language model" in sheets["progress-ingest"]


def test_what_lies_in_the_inbox_when_the_page_is_loaded_anew_is_followed_to_its_end(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival, state = inbox.put([("page.html", b"x")]), dict[str, str]()
    monkeypatch.setattr(st, "session_state", state)
    drawn(monkeypatch)
    assert state == {intake.MINE: arrival} and "Adding" in sheets["progress-ingest"]


def test_the_page_looks_by_itself_where_something_can_begin_by_itself(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_settings, "allowed", lambda: True)
    assert not going_on.begins_by_itself()
    followed_sources.follow(followed.sources_path(), Source(url="https://a.example/feed"))
    assert going_on.begins_by_itself()
    desk_settings.change(by_itself=False)
    assert not going_on.begins_by_itself()
    (empty_home / "saved").mkdir()
    desk_settings.watch(str(empty_home / "saved"))
    assert going_on.begins_by_itself()


def test_a_list_of_feeds_is_known_by_how_it_begins(begun: list[Task]) -> None:
    listed, page = io.BytesIO(b'<?xml version="1.0"?><opml version="2.0"></opml>'), io.BytesIO(b"<p>News")
    listed.name, page.name = "feeds.xml", "page.html"
    intake.take([listed, page])  # type: ignore[list-item]
    (task,) = begun
    assert task.name == "follow" and task.arguments[1].endswith("/feeds.xml")
    assert [Path(each).name for each in inbox.sources(inbox.waiting()[0])] == ["page.html"]


def test_what_is_stuck_can_be_tried_again(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = inbox.put([("page.html", b"x")])
    inbox.finish([arrival], ended(failed("The archive is damaged."), 1))
    going_on.show_stuck()
    assert "1 arrival could not be added, and waits" in sheets["stuck"]
    sheets.press("stuck", "nonsense")
    assert inbox.waiting() == []
    sheets.press("stuck", "again")
    assert inbox.waiting() == [arrival] and background.trouble() == ""


def test_a_list_of_feeds_leaves_the_inbox_and_its_feeds_are_asked(begun: list[Task]) -> None:
    arrival = inbox.put([("feeds.opml", b"<opml/>")], held=True)
    background.refresh_followed(arrival, ended(summary()))
    assert not inbox.is_known(arrival) and begun[0].arguments == ("refresh", "--due")
    background.refresh_followed(arrival, ended(failed("No list."), 1))
    assert len(begun) == 1
