"""Takes in what lies in the inbox: a file leaves it only after the commit that stores what it holds."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lib.ingest.clearing import clear_away
from lib.ingest.inbox import SUFFIX
from lib.ingest.intake import Intake, Told, take
from lib.ingest.parsing import Source
from lib.ingest.run import make_if_missing
from lib.ingest.summary import Summary
from lib.ingest.taken import Settled, Taken
from lib.model.errors import ArchiveBusy
from lib.store.files.lock import writer_lock

PATIENCE = 900.0  # seconds that what was fetched waits for another ingest to end
PAUSE = 0.25


def take_in(
    archive: Path,
    sources: Sequence[Source],
    *,
    jobs: int | None = None,
    apart: bool = True,
    progress: Told = lambda _: None,
    settled: Settled = lambda _: None,
) -> Summary:
    """Store what the files of the inbox hold; each is cleared away or laid aside once that is done.

    `settled` is told before that, so that a kill in between only has the file taken in once more.
    """

    def clear(done: Sequence[Taken]) -> None:
        settled(done)
        clear_away(archive, done)

    intake = Intake(
        archive=archive, jobs=jobs or os.cpu_count() or 1, apart=apart, progress=progress, settled=clear
    )
    with _patiently(archive):
        make_if_missing(archive, None)
        return take(sources, intake)


def fetched(paths: Sequence[Path]) -> list[Source]:
    """Return files of the inbox as sources of an ingest."""
    return [
        Source(path=str(path), fetched=path.suffix == SUFFIX, piped=path.suffix != SUFFIX) for path in paths
    ]


@contextmanager
def _patiently(archive: Path) -> Iterator[None]:
    """Return the writer's lock, waited for: what was fetched is not fetched again for want of a moment."""
    until = time.monotonic() + PATIENCE
    while True:
        lock = writer_lock(archive)
        try:
            lock.__enter__()
            break
        except ArchiveBusy:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE)
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
