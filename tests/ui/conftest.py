"""A home of a test's own, and children that say what they would have done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.ui import night_desk
from lib.ui.api_token import token
from lib.ui.server import middleware, routes


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing is, and nobody who works by himself."""
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_BACKGROUND", "off")
    monkeypatch.setattr(night_desk.NightDesk, "begin", lambda desk: None)
    return tmp_path


@pytest.fixture
def client(empty_home: Path) -> Iterator[TestClient]:
    """What programs speak to."""
    app = Starlette(routes=routes(), middleware=middleware())
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def key(empty_home: Path) -> dict[str, str]:
    """The header that opens the API."""
    return {"Authorization": f"Bearer {token()}"}
