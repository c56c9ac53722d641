"""Pausing Python's garbage collector while a task makes many objects that all live until its end."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_HOLDERS: list[bool] = []  # a pause each, with whether the collector was on when it began


@contextmanager
def collector_paused() -> Iterator[None]:
    """Disable the garbage collector until the block, and all blocks that overlap it, have ended."""
    with _LOCK:
        _HOLDERS.append(_HOLDERS[0] if _HOLDERS else gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            if _HOLDERS.pop() and not _HOLDERS:
                gc.enable()
