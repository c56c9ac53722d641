"""How far an ingest is: a bar on a terminal, a line now and then elsewhere."""

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
    """Shows progress on a stream; to be used as a context, which leaves the line clean."""

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
        """Show how far it is, if it is time to."""
        now = time.monotonic()
        if now - self.shown < PERIOD[self.terminal]:
            return
        self.shown = now
        progress = replace(progress, left=_left(progress, now - self.begun))
        if events.listening():
            events.report("progress", **asdict(progress))
            return
        if self.terminal:
            columns = shutil.get_terminal_size().columns - 1
            self.stream.write(f"\r\x1b[K{_picture(progress)} {progress.sentence}"[: columns + 4])
        else:
            self.stream.write(progress.sentence + "\n")
        self.stream.flush()


def _picture(progress: Progress) -> str:
    full = WIDTH * progress.done // max(progress.total, 1)
    return "[" + "#" * full + "." * (WIDTH - full) + "]"


def _left(progress: Progress, seconds: float) -> float:
    """Return about how many seconds are left; 0 while that is not worth showing."""
    return seconds / progress.done * (progress.total - progress.done) if seconds >= SURE else 0.0
