"""Where everything lies, and that no two archives share a file."""

from pathlib import Path

import pytest

from lib.store import paths


def test_the_home_is_beside_the_app_whatever_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WIREROOM_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert (paths.home().parent / "app.py").is_file()


def test_the_home_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    assert paths.archive_path() == tmp_path / "archive.duckdb"
    assert paths.sample_path() == tmp_path / "sample.duckdb"
    assert paths.inbox_path() == tmp_path / "inbox"
    assert paths.files(paths.archive_path()).journal == tmp_path / "journal.sqlite"


def test_no_two_archives_share_a_file() -> None:
    own, sample = paths.files(Path("d/archive.duckdb")), paths.files(Path("d/sample.duckdb"))
    assert own.originals == Path("d/originals")
    assert sample.receipts == Path("d/sample-receipts.jsonl")
    assert own.keys == sample.keys  # which are the home's
    apart = [vars(archive).items() for archive in (own, sample)]
    names = [path for files in apart for name, path in files if name != "keys"]
    assert len(names) == len(set(names))
