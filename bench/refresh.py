"""Times a refresh of many feeds against a server of this machine: `python -m bench.refresh`.

The server is a process of its own and not counted; a feed a host. First every item is new and is stored, then
nothing has changed.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from lib.fetch import Source, followed_sources
from lib.ingest.refresh import Round, refresh
from lib.store.paths import files
from tests.fetch.server import running
from tests.ingest.web import asks_at

FEEDS, ITEMS = 500, 20
WHOLE, EACH = 60.0, 0.002  # seconds: of wall for all with storing; of processor for an unchanged feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One refresh, timed."""

    done: Round
    wall: float
    own: float  # seconds of processor, of this process
    requests: int


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 when one is over its limit."""
    feeds = int(arguments[0]) if arguments else FEEDS
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    server.start()
    there.close()  # else a server that died would be waited for
    try:
        with tempfile.TemporaryDirectory(prefix="wireroom-bench-") as folder:
            return _measure(Path(folder) / "archive.duckdb", here, feeds)
    finally:
        here.send(None)
        server.join()


def _serve(pipe: Connection) -> None:
    with running() as server:
        pipe.send(server.port)
        while pipe.recv():
            pipe.send(server.asked.total())


def _measure(archive: Path, server: Connection, feeds: int) -> int:
    port = server.recv()
    urls = [f"http://post{number}.test:{port}/desk/{ITEMS}" for number in range(feeds)]
    for url in urls:
        followed_sources.follow(files(archive).sources, Source(url=url))
    load = os.getloadavg()[0]
    first = _timed(archive, port, server)
    again = _timed(archive, port, server)
    stored = first.done.summary.counts.stored if first.done.summary else 0
    each = again.own / feeds
    print(
        f"{feeds} feeds of {ITEMS} items, all new: {first.wall:.1f} s wall ({first.own:.1f} s of processor "
        f"outside the workers); {stored:,} stories stored, {first.requests:,} requests, load before "
        f"{load:.1f} on {os.cpu_count()} cores"
    )
    print(
        f"the same, unchanged: {again.wall:.1f} s wall, {1000 * each:.2f} ms of processor and "
        f"{again.requests / feeds:.2f} requests each"
    )
    sound = stored == feeds * ITEMS and again.requests == feeds
    print("" if sound else "Not all items were stored, or an unchanged feed cost more than one request.")
    return 0 if sound and first.wall < WHOLE and each < EACH else 1


def _timed(archive: Path, port: int, server: Connection) -> Timed:
    before, wall, own = _asked(server), time.monotonic(), time.process_time()
    done = refresh(archive, every=True, opener=asks_at(port))
    return Timed(
        done=done, wall=time.monotonic() - wall, own=time.process_time() - own,
        requests=_asked(server) - before,
    )  # fmt: skip


def _asked(server: Connection) -> int:
    server.send(True)
    return int(server.recv())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
