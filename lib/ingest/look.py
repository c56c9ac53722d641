"""Looks at captures without taking them in: what comes of each is told, and nothing is stored or kept."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lib.ingest.asking import Asks, asking
from lib.ingest.crew import Crew
from lib.ingest.parsing import Result, Source
from lib.ingest.run import sources_of
from lib.ingest.summary import Tally
from lib.ingest.web import fetched_by_address, is_address
from lib.ingest.worker import Orders


def look(
    sources: Iterable[str | Path], *, jobs: int | None = None, named: bool, asks: Asks = asking
) -> Iterator[Result]:
    """Yield what comes of each capture of the files, folders and addresses of the web, in their order."""
    # What is fetched has its inbox here, and so has what is learned of each site's robots.txt.
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        found = list(_found(sources, Path(scratch) / "archive.duckdb", asks))
        workers = max(1, min(jobs or os.cpu_count() or 1, len(found)))
        with Crew(workers, Orders(actors=named)) as crew:
            for _, results in crew.results(iter(found), lambda: False):
                yield from results


def _found(sources: Iterable[str | Path], scratch: Path, asks: Asks) -> Iterator[Source]:
    sources = list(sources)
    fetched = dict(fetched_by_address(scratch, [str(each) for each in sources if is_address(each)], asks))
    for each in sources:
        if is_address(each):
            yield fetched[str(each)]
        else:
            yield from sources_of([each], Tally())
