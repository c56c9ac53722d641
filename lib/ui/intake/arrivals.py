"""Finding new files in watched folders, once they have stopped growing."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lib.capture import paths
from lib.model.capture import Skipped
from lib.store.paths import work_path

UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".partial", ".opdownload")
MOST = 200  # files that one ingest is handed by name
FARTHEST = 100_000  # new files of one watched folder that are held in mind between two looks
STEP = 100  # files and folders between two questions whether to go on

Mark = tuple[int, int]  # size, time of change in nanoseconds


@dataclass(slots=True)
class Watch:
    """The files of watched folders between two scans: those taken, and those that may still grow."""

    taken: dict[str, Mark] = field(default_factory=dict)
    growing: dict[str, Mark] = field(default_factory=dict)  # seen once: taken when they look the same again

    def arrived(
        self, folders: Iterable[str], goes_on: Callable[[str], bool] = lambda _: True
    ) -> dict[str, Mark]:
        """Return up to 200 new files that are as at the last scan: {path: size and time of change}.

        `goes_on` is called with the folder now and then, so that the scan of a large one can be stopped.
        """
        new: dict[str, Mark] = {}
        for folder in folders:
            unknown = (each for each in _marks(folder, goes_on) if self.taken.get(each[0]) != each[1])
            new |= islice(unknown, FARTHEST)  # those behind them follow once they were taken
        still = [(path, mark) for path, mark in new.items() if self.growing.get(path) == mark]
        self.growing = new
        return dict(still[:MOST])

    def take(self, arrived: Mapping[str, Mark]) -> None:
        """Record files as ingested, with their size and time of change, also on the disk."""
        self.taken |= arrived
        _taken_path().parent.mkdir(parents=True, exist_ok=True)
        with _taken_path().open("ab") as file:  # a line of its own, also behind one that a kill has cut short
            file.write(f"\n{json.dumps(dict(arrived))}\n".encode())  # in ASCII: a path may be of any bytes


def remembered() -> Watch:
    """Return a Watch with the files taken by an earlier run.

    A file whose line is unreadable counts as new.
    """
    watch = Watch()
    with suppress(OSError):
        for line in _taken_path().read_bytes().splitlines():  # one that a kill has cut short is none
            with suppress(ValueError, TypeError, LookupError, AttributeError):
                kept = json.loads(line)
                watch.taken |= {path: (int(mark[0]), int(mark[1])) for path, mark in kept.items()}
    return watch


def is_readable(folder: str) -> bool:
    """Return whether a folder can be read now."""
    try:
        with os.scandir(folder):
            return True
    except OSError:
        return False


def _marks(folder: str, goes_on: Callable[[str], bool]) -> Iterator[tuple[str, Mark]]:
    """Yield the path, size and time of each complete file of a folder, until `goes_on` returns False."""
    for number, path in enumerate(paths(folder) if is_readable(folder) else ()):
        if number % STEP == 0 and not goes_on(folder):
            return
        if isinstance(path, Skipped):
            continue
        if any(part.casefold().endswith(UNFINISHED) for part in path.relative_to(folder).parts):
            continue  # a download of Safari is a folder until it is complete
        try:
            status = path.stat()
        except OSError:
            continue  # gone between two looks
        if status.st_size:
            yield os.fspath(path), (status.st_size, status.st_mtime_ns)


def _taken_path() -> Path:
    return work_path() / "watched.taken.json"
