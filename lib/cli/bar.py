"""The progress of an ingest: a bar on a terminal, a line now and then in a log or pipe."""

import shutil
import sys
import time
from dataclasses import asdict, replace
from typing import TextIO

from lib.cli import events
from lib.ingest.summary import Progress

PERIOD = {True: 0.1, False: 1.0}  # seconds between two pictures; on a terminal or not
WIDTH = 24
SURE = 5.0  # seconds after which an estimate is worth showing


class Bar:
    """Shows progress on a stream; a context manager that erases the bar at the end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.begun = self.shown = time.monotonic()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self.terminal:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def __call__(self, progress: Progress) -> None:
        """Show the progress, or report it as an event, unless that was done a moment ago."""
        now = time.monotonic()
        if now - self.shown < PERIOD[self.terminal]:
            return
        self.shown = now
        progress = replace(progress, left=_seconds_left(progress, now - self.begun))
        if events.listening():
            events.report("progress", **asdict(progress))
            return
        if self.terminal:
            columns = shutil.get_terminal_size().columns - 1
            self.stream.write(f"\r\x1b[K{_drawn_bar(progress)} {progress.sentence}"[: columns + 4])
        else:
            self.stream.write(progress.sentence + "\n")
        self.stream.flush()


def _drawn_bar(progress: Progress) -> str:
    full = WIDTH * progress.done // max(progress.total, 1)
    return "[" + "#" * full + "." * (WIDTH - full) + "]"


def _seconds_left(progress: Progress, seconds: float) -> float:
    """Return an estimate of the seconds that are left; 0 in the first five seconds."""
    return seconds / progress.done * (progress.total - progress.done) if seconds >= SURE else 0.0
