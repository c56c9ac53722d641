"""The collector of reference cycles, paused while work makes many objects that all live to its end."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Pause:
    """A pause that several threads can hold: the collector is one of the whole process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._was_on = False

    def begin(self) -> None:
        with self._lock:
            if not self._holders:
                self._was_on = gc.isenabled()
                gc.disable()
            self._holders += 1

    def end(self) -> None:
        with self._lock:
            self._holders -= 1
            if not self._holders and self._was_on:
                gc.enable()


_PAUSE = _Pause()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector off within the block, and off until the last of overlapping blocks has ended."""
    _PAUSE.begin()
    try:
        yield
    finally:
        _PAUSE.end()
