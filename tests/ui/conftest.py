"""A home of a test's own, and children that say what they would have done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.ui import component
from lib.ui.api.token import token
from lib.ui.component import Actions, perform
from lib.ui.jobs import background, work
from lib.ui.jobs.child import Ended
from lib.ui.jobs.events import Event
from lib.ui.jobs.work import Task
from lib.ui.server import middleware, routes


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing is, and nobody who works by himself."""
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_BACKGROUND", "off")
    monkeypatch.setattr(background.Worker, "begin", lambda worker: None)
    return tmp_path


@pytest.fixture
def client(empty_home: Path) -> Iterator[TestClient]:
    """What programs speak to."""
    app = Starlette(routes=routes(), middleware=middleware())
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def key(empty_home: Path) -> dict[str, str]:
    """The header that opens the API."""
    return {"Authorization": f"Bearer {token()}"}


@pytest.fixture
def folder(empty_home: Path) -> Path:
    """A folder of the reader's."""
    made = empty_home / "saved"
    made.mkdir()
    return made


MORNING = "2024-04-09T06:31:00+00:00"


def summary(**more: Any) -> Event:
    """Return the report of an ingest; `more` are its counts, and what was rejected."""
    counts = {
        "stored": 0, "briefs": 0, "revised": 0, "known": 0, "removed": 0, "rejected": 0, "skipped": {},
        "seconds": 2.0, "stopped": False,
    }  # fmt: skip
    rejected = more.pop("refused", [])
    return Event(
        code="ingested",
        parameters={"counts": {**counts, "rejected": len(rejected), **more}, "rejected": rejected},
    )


def failed(message: str, **more: Any) -> Event:
    """Return the report of a failure."""
    return Event(code="failed", parameters={"message": message, "subject": "", "remedies": [], **more})


def ended(event: Event, code: int = 0, *, name: str = "ingest", at: str = MORNING) -> Ended:
    """Return the end of some work."""
    return Ended(name=name, code=code, ended_at=at, event=event)


class Sheets(dict[str, str]):
    """The markup that a page's parts have shown, by the keys of its sheets, and their buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: dict[str, Actions] = {}

    def take(self, markup: str, key: str, on_do: Actions | None = None) -> None:
        """Stand in for `sheet`."""
        self[key], self._actions[key] = markup, on_do or {}

    def press(self, key: str, word: str) -> None:
        """Press the button of a word."""
        perform(self._actions[key], word)


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> Sheets:
    """Takes the place of the sheets of a page's parts."""
    taken = Sheets()
    monkeypatch.setattr(component, "sheet", taken.take)
    return taken


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> list[Task]:
    """Tasks that were begun from a new session; none of them runs."""
    monkeypatch.setattr(st, "session_state", {})
    tasks: list[Task] = []
    monkeypatch.setattr(work, "submit", lambda task, on_end=None: not tasks.append(task))
    return tasks


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said on a page of the home in the folder."""
    shown: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: shown.append(markup))
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    return shown
