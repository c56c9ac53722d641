"""Answers of the archive kept in memory up to a number of bytes, the least recently used dropped first."""

import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

MOST = 64_000_000  # bytes of answers that one server process keeps


class Key(NamedTuple):
    """The key of an answer: the question's name, the archive's path and state, the question's arguments."""

    name: str
    archive: str
    state: tuple[int, ...]
    about: tuple[object, ...] = ()


def state(file: Path) -> tuple[int, ...]:
    """Return the sizes and times of change of a file and its write-ahead logs, if these exist."""
    parts: list[int] = []
    for each in (file, file.with_name(file.name + ".wal"), file.with_name(file.name + "-wal")):
        with suppress(FileNotFoundError):  # a writer's log comes and goes
            found = each.stat()
            parts += (found.st_size, found.st_mtime_ns)
    return tuple(parts)


class Store:
    """A least-recently-used cache of pickled answers, so that no reader changes another's."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._held: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        """Return the pickled answer; None if it is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Key, value: bytes) -> None:
        """Keep a pickled answer of up to `most` bytes; drop the least recently used ones until all fit."""
        with self._lock:
            self.bytes -= len(self._held.pop(key, b""))
            if len(value) > self.most:
                return
            self.bytes += len(value)
            self._held[key] = value
            while self.bytes > self.most:
                _, dropped = self._held.popitem(last=False)
                self.bytes -= len(dropped)

    def drop_former(self, archive: str, state: tuple[int, ...]) -> None:
        """Drop answers of other states of an archive, which changes all day: they are not asked for again."""
        with self._lock:
            for key in [each for each in self._held if each.archive == archive and each.state != state]:
                self.bytes -= len(self._held.pop(key))


STORE = Store(MOST)
