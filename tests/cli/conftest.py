"""A data home with one small story in it, and a way to run verbs in this process."""

import sys
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from lib.cli import main
from tests.builders import archive, article, parsed
from tests.running import read_here

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def here() -> Iterator[None]:
    """Nobody waits for workers, which tests/ingest/test_workers.py watches."""
    with read_here():
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data home."""
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir(mode=0o700)  # as a run before would have left it
    return tmp_path / "home"


@pytest.fixture
def filled(home: Path) -> Path:
    """A data home with an archive of two stories."""
    one = article("Fog over Norway", "Norway met Sweden.", tags=("War",), authors=("Ann Lee",))
    pages = [parsed(one, names={"Norway": "country", "Sweden": "country"}), parsed(article("=Rain"))]
    archive(home, *pages)
    return home


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; gives its status, standard output and standard error."""

    def go(*arguments: str, answer: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(answer.encode())))
        try:
            status = main(arguments)
        except SystemExit as wrong:
            status = int(wrong.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return go
