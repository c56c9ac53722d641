"""Folders that are watched: which of their files are new and have stopped growing.

The reader's files are only ever read. What was handed over is remembered by size and time, so that a file
that is saved again comes again.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lib.capture import folder as files_of
from lib.model.capture import Skipped
from lib.store.home import work_path

UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".partial", ".opdownload")
MOST = 200  # files that one ingest is handed by name

Mark = tuple[int, int]  # size, time of change in nanoseconds


@dataclass(slots=True)
class Watch:
    """What is known of the watched folders between two looks."""

    taken: dict[str, Mark] = field(default_factory=dict)
    growing: dict[str, Mark] = field(default_factory=dict)  # seen once: taken when they look the same again

    def arrived(self, folders: Iterable[str]) -> dict[str, Mark]:
        """Return the files that are new and looked the same at the last look."""
        found = {path: mark for each in folders for path, mark in _marks(Path(each))}
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


def _marks(folder: Path) -> Iterator[tuple[str, Mark]]:
    for path in files_of.paths(folder) if folder.is_dir() else ():
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
