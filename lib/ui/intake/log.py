"""The Intake section with the last lines of the log."""

from pathlib import Path

from lib.model.wording import count
from lib.store.durable import tail
from lib.store.paths import archive_path, files
from lib.ui.component import draw

LINES, BYTES = 100, 60_000  # of the log, from its end


def last_lines(path: Path) -> list[str]:
    """Return the last lines of a file, newest first, 100 at most."""
    return tail(path, BYTES).splitlines()[-LINES:][::-1]


def log_section() -> None:
    """Show the last lines of the log, folded."""
    if lines := last_lines(files(archive_path()).log):
        draw("intake/log.html", "log", number=count(len(lines), "line"), lines="\n".join(lines))
