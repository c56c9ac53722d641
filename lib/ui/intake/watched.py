"""Folders that are watched: which of their files are new and have stopped growing.

The reader's files are only ever read. What was handed over is remembered by size and time, so that a file
that is saved again comes again.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lib.capture import folder as files_of
from lib.model.capture import Skipped
from lib.store.files.home import work_path

UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".partial", ".opdownload")
MOST = 200  # files that one ingest is handed by name
FARTHEST = 100_000  # files and folders that are looked at in one watched folder
STEP = 100  # of them between two questions whether to go on

Mark = tuple[int, int]  # size, time of change in nanoseconds


@dataclass(slots=True)
class Watch:
    """What is known of the watched folders between two looks."""

    taken: dict[str, Mark] = field(default_factory=dict)
    growing: dict[str, Mark] = field(default_factory=dict)  # seen once: taken when they look the same again

    def arrived(
        self, folders: Iterable[str], goes_on: Callable[[str], bool] = lambda _: True
    ) -> dict[str, Mark]:
        """Return the files that are new and looked the same at the last look.

        `goes_on` is asked of a folder now and then, so that the walk through a large one can be given up.
        """
        found = {path: mark for each in folders for path, mark in _marks(each, goes_on)}
        new = {path: mark for path, mark in found.items() if self.taken.get(path) != mark}
        still = [(path, mark) for path, mark in new.items() if self.growing.get(path) == mark]
        self.growing = new
        return dict(still[:MOST])

    def take(self, arrived: Mapping[str, Mark]) -> None:
        """Remember that these files were taken in as they were then."""
        self.taken |= arrived
        _keep(self.taken)


def remembered() -> Watch:
    """Return what an earlier run has noted."""
    try:
        told = json.loads(_note().read_text(encoding="utf-8"))
        return Watch(taken={str(path): (int(mark[0]), int(mark[1])) for path, mark in told.items()})
    except (OSError, ValueError, TypeError, LookupError, AttributeError):  # everything is new then
        return Watch()


def there(folder: str) -> bool:
    """Tell whether a folder can be looked into now."""
    try:
        with os.scandir(folder):
            return True
    except OSError:
        return False


def _marks(folder: str, goes_on: Callable[[str], bool]) -> Iterator[tuple[str, Mark]]:
    for number, path in enumerate(files_of.paths(folder) if there(folder) else ()):
        if number == FARTHEST or (number % STEP == 0 and not goes_on(folder)):
            return
        if isinstance(path, Skipped) or path.name.casefold().endswith(UNFINISHED):
            continue
        try:
            status = path.stat()
        except OSError:
            continue  # gone between two looks
        if status.st_size:
            yield os.fspath(path), (status.st_size, status.st_mtime_ns)


def _keep(taken: Mapping[str, Mark]) -> None:
    _note().parent.mkdir(parents=True, exist_ok=True)
    fresh = _note().with_suffix(".new")
    fresh.write_text(json.dumps(taken, ensure_ascii=False), encoding="utf-8")
    fresh.replace(_note())


def _note() -> Path:
    return work_path() / "watched.taken.json"
