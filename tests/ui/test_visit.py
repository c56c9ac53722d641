"""What has come since the reader was last at the Desk."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from lib.ui.visit import Visit, last_visit

FIRST = datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_a_return_within_the_hour_is_the_same_visit(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    assert last_visit(archive, 3, FIRST) is None
    assert last_visit(archive, 4, FIRST + timedelta(minutes=50)) is None
    day = FIRST + timedelta(days=1)
    assert last_visit(archive, 7, day) == Visit(at=FIRST.isoformat(), batch=3)
    assert last_visit(archive, 9, day + timedelta(minutes=10)) == Visit(at=FIRST.isoformat(), batch=3)
    later = day + timedelta(hours=2)
    assert last_visit(archive, 9, later) == Visit(at=day.isoformat(), batch=7)
    assert last_visit(archive, 9, FIRST) == Visit(at=later.isoformat(), batch=9)  # the clock was set back
