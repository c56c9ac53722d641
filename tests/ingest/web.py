"""A way to the test server for whatever asks the web in the room of ingest: to it, and to nothing else."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from lib.fetch import HttpClient, PoliteClient, followed_sources
from lib.fetch.dialer import Dialer
from lib.ingest.addresses import Opener
from lib.store.paths import files
from tests.fetch.conftest import HURRIED, to_loopback


def asks_at(port: int) -> Opener:
    """Ask the server at a port of this machine, under every name that ends in .test."""

    def client() -> HttpClient:
        exemptions = frozenset({("127.0.0.1", port)})
        return HttpClient(dialer=Dialer(resolve=to_loopback, exemptions=exemptions))

    @contextmanager
    def asking(archive: Path) -> Iterator[PoliteClient]:
        with client() as opened:
            visitor = PoliteClient(
                opened, pace=HURRIED, known=followed_sources.robots(files(archive).sources)
            )
            yield visitor
            followed_sources.save_robots(files(archive).sources, visitor.robots)

    def asks(archive: Path) -> AbstractContextManager[PoliteClient]:
        return asking(archive)

    return asks
