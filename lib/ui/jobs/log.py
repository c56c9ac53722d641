"""The last lines of the app's log, shown on the Intake page."""

from pathlib import Path

from lib.model.wording import count
from lib.store.durable import tail
from lib.store.paths import archive_path, files
from lib.ui.component import sheet
from lib.ui.render import render

LINES, BYTES = 100, 60_000


def log_path() -> Path:
    """Return the path of the log."""
    return files(archive_path()).log


def last_lines(path: Path) -> list[str]:
    """Return the last lines of a file, newest first."""
    return tail(path, BYTES).splitlines()[-LINES:][::-1]


def log_section() -> None:
    """Show the last lines of the log, folded."""
    lines = last_lines(log_path())
    if not lines:
        return
    sheet(render("intake/log.html", number=count(len(lines), "line"), lines="\n".join(lines)), "log")
