"""A visitor of the web for one run, with what earlier runs learned: robots.txt, and who asked for a rest."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from lib.fetch import HttpClient, Visitor, state
from lib.store.files.home import files

Asks = Callable[[Path], AbstractContextManager[Visitor]]  # opens a visitor for the reader of an archive


@contextmanager
def asking(archive: Path, *, client: Callable[[], HttpClient] = HttpClient) -> Iterator[Visitor]:
    """Return a visitor; what it learns of each site is kept at the end."""
    sources = files(archive).sources
    with client() as opened:
        known, resting = state.robots(sources), state.resting(sources, opened.clock.now())
        visitor = Visitor(opened, known=known, resting=resting)
        try:
            yield visitor
        finally:
            learned = {origin: told for origin, told in visitor.robots.items() if known.get(origin) != told}
            if learned:
                state.keep_robots(sources, learned)
            if visitor.resting != resting:
                state.keep_resting(sources, visitor.resting, visitor.clock.now())
