"""What has come since the reader was last at the Desk."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib.store.journal import marks
from lib.ui.visit import Visit, record_visit

FIRST = datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_a_return_within_the_hour_is_the_same_visit(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    assert record_visit(archive, 3, FIRST) is None
    assert record_visit(archive, 4, FIRST + timedelta(minutes=50)) is None
    day = FIRST + timedelta(days=1)
    assert record_visit(archive, 7, day) == Visit(at=FIRST.isoformat(), batch=3)
    assert record_visit(archive, 9, day + timedelta(minutes=10)) == Visit(at=FIRST.isoformat(), batch=3)
    later = day + timedelta(hours=2)
    assert record_visit(archive, 9, later) == Visit(at=day.isoformat(), batch=7)
    assert record_visit(archive, 9, FIRST) == Visit(at=later.isoformat(), batch=9)  # the clock was set back
    marks.keep(archive, "visit", "desk", '{"last": {"at": "2020-01-02T03:04", "batch": 2}}')  # of no zone
    before = record_visit(archive, 3, FIRST)
    assert before and before.batch == 2


@pytest.mark.parametrize("note", [
    "", "[]", "{}", pytest.param("[" * 100_000, id="deep"), '{"last": 0}', '{"last": {}}', '{"last": 3}',
    '{"last": {"at": "noon", "batch": 1}}',
    '{"last": {"at": "0001-01-01T00:00", "batch": 1}}', '{"last": {"at": "2020-01-02T03:04", "batch": "x"}}',
    '{"last": {"at": "2020-01-02T03:04", "batch": 2}, "before": {"at": "noon", "batch": 1}}',
])  # fmt: skip
def test_a_note_that_cannot_be_read_is_as_none(tmp_path: Path, note: str) -> None:
    archive = tmp_path / "archive.duckdb"
    marks.keep(archive, "visit", "desk", note)
    assert record_visit(archive, 3, FIRST) is None
    assert record_visit(archive, 4, FIRST + timedelta(days=1)) == Visit(at=FIRST.isoformat(), batch=3)
