"""The progress of an ingest: a bar on a terminal, a line now and then in a log or pipe."""

import shutil
import sys
import time
from dataclasses import asdict, replace
from typing import TextIO

from lib.cli import events
from lib.ingest.summary import Progress

TERMINAL_SECONDS = 0.1  # between two pictures of the bar
LOG_SECONDS = 1.0  # between two lines of a log or pipe
CLEAR_LINE = "\r\x1b[K"  # of a terminal: go to its start, erase to its end
WIDTH = 24  # signs between the brackets of the bar
ESTIMATE_AFTER = 5.0  # seconds; what came before is mostly the start of workers


class Bar:
    """Shows progress on a stream, or as events for another program; erases the bar when its block ends."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.begun = self.shown = time.monotonic()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self.terminal:
            self.stream.write(CLEAR_LINE)
            self.stream.flush()

    def __call__(self, progress: Progress) -> None:
        """Show the progress, or write it as an event, unless that was done less than a second ago."""
        now = time.monotonic()
        if now - self.shown < (TERMINAL_SECONDS if self.terminal else LOG_SECONDS):
            return
        self.shown = now
        progress = replace(progress, left=_seconds_left(progress, now - self.begun))
        if events.listening():
            events.report("progress", **asdict(progress))
            return
        if self.terminal:
            columns = shutil.get_terminal_size().columns - 1
            full = WIDTH * progress.done // max(progress.total, 1)
            line = f"[{'#' * full}{'.' * (WIDTH - full)}] {progress.sentence}"
            self.stream.write(f"{CLEAR_LINE}{line[:columns]}")
        else:
            self.stream.write(progress.sentence + "\n")
        self.stream.flush()


def _seconds_left(progress: Progress, seconds: float) -> float:
    """Return an estimate of the seconds left, from the `seconds` taken; 0 in the first five seconds."""
    if seconds < ESTIMATE_AFTER or not progress.done:
        return 0.0
    return seconds / progress.done * (progress.total - progress.done)
