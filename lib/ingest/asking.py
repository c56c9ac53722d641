"""A visitor of the web for one run, with what earlier runs learned of each site's robots.txt."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from lib.fetch import Visitor, Wire, state
from lib.store.home import files

Asks = Callable[[Path], AbstractContextManager[Visitor]]  # opens a visitor for the reader of an archive


@contextmanager
def asking(archive: Path, *, wire: Callable[[], Wire] = Wire) -> Iterator[Visitor]:
    """A visitor; what it learns of robots.txt is kept at the end."""
    sources = files(archive).sources
    known = state.robots(sources)
    with wire() as opened:
        visitor = Visitor(opened, known=known)
        try:
            yield visitor
        finally:
            learned = {origin: told for origin, told in visitor.robots.items() if known.get(origin) != told}
            if learned:
                state.keep_robots(sources, learned)
