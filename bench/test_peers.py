"""SQLite and polars give Wireroom's answers, and an answer that differs is told."""

import sqlite3
from pathlib import Path

import pytest

from bench import peers, scale, timing
from bench.generate import make
from lib.model.filter import Choice, Filter

FILTERS = scale.OF_PEERS


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that each question is asked once."""
    monkeypatch.setattr(timing, "ROUNDS", 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("peers") / "archive.duckdb"
    make(path, 300)
    return path


def test_peers_answer_as_wireroom_does(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with peers.engines(archive, tmp_path / "peer.sqlite", scale.PAIR) as asking:
        costs, differs = peers.measured(archive, asking, FILTERS, scale.PAIR)
        assert differs == []
        peers.show(costs)
        out = capsys.readouterr().out.splitlines()
        assert out[0].split() == ["CPU", "ms,", "SQLite,", "polars", *" ".join(FILTERS).split()]
        assert [line.split()[0] for line in out[1:]] == [*peers.SQL, "all"]
        assert all(
            asking["SQLite"](question, FILTERS["1 actor"])[0][-1] for question in peers.SQL
        )  # none is empty


def test_a_row_that_is_missing_is_told(archive: Path, tmp_path: Path) -> None:
    with peers.engines(archive, tmp_path / "peer.sqlite", scale.PAIR) as asking:
        with sqlite3.connect(tmp_path / "peer.sqlite") as kept:
            kept.execute("delete from article_tag where rowid = 1")
        kept.close()
        filters = {"2 tags": Filter(tags=Choice(any=("tag 3", "tag 12"))), "none": Filter()}
        _, differs = peers.measured(archive, asking, filters, scale.PAIR)
        assert any(
            note.startswith("SQLite answers tags (none) otherwise: 50 rows of 50, ") for note in differs
        )
        assert not any(note.startswith("polars") for note in differs)
