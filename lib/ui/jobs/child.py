"""Work that must not run inside the server: the command line as a child process, and what it reported."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lib.store.paths import EVENTS
from lib.ui.jobs import events
from lib.ui.jobs.events import Event

ROOT = Path(__file__).parents[3]
GOOD = (0, 3)  # 3: done, with some captures rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a child process ended."""

    ok: bool
    event: Event

    @property
    def sentence(self) -> str:
        """What came of it."""
        return events.sentence(self.event)


def command(arguments: Sequence[str], module: str = "lib") -> list[str]:
    """Return the command line of one of our verbs, or of another module that can be run."""
    return [sys.executable, "-m", module, *arguments]


def _streams() -> dict[str, Any]:
    """Return where a child runs and what it reads and writes: events, line by line."""
    env = {**os.environ, EVENTS: "1", "PYTHONUNBUFFERED": "1"}
    return {"cwd": ROOT, "env": env, "stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT}


def start(arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a verb that goes on when the page is left; its output goes to the log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        return subprocess.Popen(command(arguments), stdout=out, start_new_session=True, **_streams())


def finish(arguments: Sequence[str], timeout: float = 900, module: str = "lib") -> Done:
    """Run a verb, or another module, to its end."""
    out, words = subprocess.PIPE, command(arguments, module)
    try:
        ended = subprocess.run(words, stdout=out, timeout=timeout, check=False, **_streams())
    except subprocess.TimeoutExpired:
        message = f"“{arguments[0]}” did not end within {timeout:.0f} seconds; try it in a terminal."
        return Done(ok=False, event=Event(code="failed", parameters={"message": message}))
    return Done(ok=ended.returncode in GOOD, event=events.last(ended.stdout.decode("utf-8", "replace")))
