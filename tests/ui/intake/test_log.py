"""The last lines of the log stand on the Intake page."""

from pathlib import Path

from lib.store.files import log
from lib.store.paths import archive_path, files
from lib.ui.intake.log import LINES, last_lines


def test_the_newest_line_of_the_log_comes_first(empty_home: Path) -> None:
    assert last_lines(files(archive_path()).log) == []
    for number in range(LINES + 20):
        log.note(archive_path(), f"Event {number}")
    lines = last_lines(files(archive_path()).log)
    assert len(lines) == LINES
    assert lines[0].endswith(f"Event {LINES + 19}") and lines[-1].endswith("Event 20")
