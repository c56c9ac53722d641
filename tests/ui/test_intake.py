"""Bringing in: what can be dropped, what is said of the work and of what failed."""

from pathlib import Path

import pytest

from lib.ui import inbox, intake, night_desk, work
from lib.ui.child import finish
from lib.ui.work import Ended, Task
from tests.ui.conftest import Sheets


def ended(code: int, words: str) -> Ended:
    """The end of an ingest."""
    return Ended(name="ingest", code=code, began_at="", ended_at="2024-04-09T06:31:00+00:00", words=words)


def test_a_failed_verb_ends_in_a_sentence() -> None:
    done = finish(["doctor", "--archive", "nowhere/none.duckdb"])
    assert not done.ok and done.sentence.strip()


def test_every_format_can_be_dropped() -> None:
    assert {"html", "txt", "warc", "opml", "gz"} <= set(intake.kinds())
    assert all(kind.isalnum() for kind in intake.kinds())


def test_the_inbox_is_not_named_in_what_is_said(empty_home: Path) -> None:
    arrival = inbox.lay([("page.html", b"x")])
    words = f"Rejected: {inbox.folder_of(arrival)}/page.html holds no story."
    assert intake._plain(words) == "Rejected: page.html holds no story."


def test_what_this_session_handed_in_is_told_when_it_is_done(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = inbox.lay([("page.html", b"x")])
    monkeypatch.setattr(intake.st, "session_state", {intake.MINE: arrival})
    assert intake._busy() == ["ingest"]
    told = ended(3, "Rejected: <b>.\n1 story stored, 1 rejected; 1.0 seconds.")
    monkeypatch.setattr(work, "last", lambda name: told if name == "ingest" else None)
    inbox.settle([arrival], told)
    assert intake._busy() == []
    intake._now(intake._ends())
    words = sheets.markup("taken")
    assert "Taken in" in words and "&lt;b&gt;" in words and "Read the new stories" in words


def test_what_is_stuck_can_be_tried_again(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = inbox.lay([("page.html", b"x")])
    inbox.settle([arrival], ended(1, "The archive is damaged."))
    intake._stuck()
    assert "1 arrival could not be taken in, and waits" in sheets.markup("stuck")
    sheets.press("stuck", "nonsense")
    assert inbox.waiting() == []
    sheets.press("stuck", "again")
    assert inbox.waiting() == [arrival] and night_desk.trouble() == ""


def test_a_list_of_feeds_leaves_the_inbox_and_its_feeds_are_asked(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Task] = []
    monkeypatch.setattr(work, "submit", lambda task, heard=None: not begun.append(task))
    arrival = inbox.lay([("feeds.opml", b"<opml/>")], held=True)
    intake._ask_them(arrival, ended(0, "Followed."))
    assert not inbox.known(arrival) and begun[0].arguments == ("refresh", "--due")
    intake._ask_them(arrival, ended(1, "No list."))
    assert len(begun) == 1
