"""Running the command line as a child process, as such work must not run inside the server."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.store.paths import EVENTS
from lib.ui.jobs import events
from lib.ui.jobs.events import Event

ROOT = Path(__file__).parents[3]
GOOD = (0, 3)  # 3: done, with some captures rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child process, or the ingest of an arrival, ended: exit code, time and last event."""

    name: str  # of its kind of work, or the id of an arrival
    code: int
    ended_at: str  # ISO 8601, UTC
    event: Event

    @property
    def good(self) -> bool:
        """Whether the work was done, even if some captures were rejected."""
        return self.code in GOOD

    @property
    def busy(self) -> bool:
        """Whether its last event says that it failed because another program used the archive."""
        return bool(self.event.parameters.get("busy"))

    @property
    def sentence(self) -> str:
        """The result of the work in words, as one paragraph."""
        return events.sentence(self.event)


def command(arguments: Sequence[str], module: str = "lib") -> list[str]:
    """Return as a list the command line that runs a command of Wireroom, or another module."""
    return [sys.executable, "-m", module, *arguments]


def _popen_options() -> dict[str, Any]:
    """Return the options of a child process, except its output: folder, environment, no input."""
    env = {**os.environ, EVENTS: "1", "PYTHONUNBUFFERED": "1"}
    return {"cwd": ROOT, "env": env, "stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT}


def start(arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a command that outlives the page and return its process; its output goes to the log file."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        return subprocess.Popen(command(arguments), stdout=out, start_new_session=True, **_popen_options())


def finish(arguments: Sequence[str], timeout: float = 900, module: str = "lib") -> Ended:
    """Run a command, or another module; return how it ended: as failed if it took over `timeout` seconds."""
    out, words = subprocess.PIPE, command(arguments, module)
    try:
        ended = subprocess.run(words, stdout=out, timeout=timeout, check=False, **_popen_options())
    except subprocess.TimeoutExpired:
        message = f"“{arguments[0]}” did not end within {timeout:.0f} seconds; try it in a terminal."
        code, event = 1, Event(code="failed", parameters={"message": message})
    else:
        code, event = ended.returncode, events.last(ended.stdout.decode("utf-8", "replace"))
    return Ended(name=arguments[0], code=code, ended_at=datetime.now(UTC).isoformat(), event=event)
