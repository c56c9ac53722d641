"""The log holds one line an event and begins anew when it is long."""

import re
from pathlib import Path

import pytest

from lib.store.files import log
from lib.store.paths import files


def test_an_event_is_one_line_with_its_time(tmp_path: Path) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    log.note(archive, "Two\nlines\r\nof Größe \udcff.")
    log.note(archive, "Another.")
    first, second = files(archive).log.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC  Two lines of Größe \\udcff\.", first)
    assert second.endswith("  Another.")


def test_a_long_log_is_kept_beside_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "archive.duckdb"
    monkeypatch.setattr(log, "LARGEST", 60)
    for number in range(6):
        log.note(archive, f"Event {number}.")
    now, before = files(archive).log, tmp_path / "log.old.txt"
    text = [line[-2] for path in (before, now) for line in path.read_text().splitlines()]
    assert text == ["2", "3", "4", "5"]  # of two files each is whole, and what is older is gone
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.old.txt", "log.txt"]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    files(archive).log.mkdir()
    log.note(archive, "Lost.")
    assert list(files(archive).log.iterdir()) == []
