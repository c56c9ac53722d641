"""Answers are kept up to a number of bytes, by the state of the archive that gave them."""

from pathlib import Path

import pytest

from lib.ui.answer_store import Key, Store, state


def test_the_store_keeps_to_its_bytes_and_drops_what_was_used_least_recently() -> None:
    store, a, b, c, large = Store(10), *(Key(name, "archive", (1,)) for name in ("a", "b", "c", "large"))
    store.put(a, b"1234")
    store.put(b, b"1234")
    assert store.get(a) == b"1234"
    store.put(c, b"1234")
    assert (store.get(a), store.get(b), store.get(c), store.bytes) == (b"1234", None, b"1234", 8)
    store.put(a, b"12")
    assert store.bytes == 6
    store.put(large, b"1" * 11)
    assert store.bytes == 6 and store.get(large) is None
    store.put(a, b"1" * 11)
    assert store.bytes == 4 and store.get(a) is None


def test_a_log_that_goes_between_two_looks_changes_the_state_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, log = tmp_path / "archive.duckdb", tmp_path / "archive.duckdb.wal"
    file.write_bytes(b"archive")
    log.write_bytes(b"batch")
    before, exists = state(file), Path.exists

    def gone(self: Path, **options: bool) -> bool:
        there = exists(self, **options)
        log.unlink(missing_ok=True)
        return there

    monkeypatch.setattr(Path, "exists", gone)
    assert exists(log) and state(file) == before
    log.unlink()
    assert state(file) == before[:2]
