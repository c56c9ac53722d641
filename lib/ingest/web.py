"""Addresses of the web that are taken in once: fetched into the inbox, then read like any other source."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from lib.fetch import Fetched, Outcome, Refused, Visitor
from lib.fetch.host_queues import HostQueues
from lib.ingest import inbox
from lib.ingest.asking import Asks
from lib.ingest.parsing import Source
from lib.model.capture import Rejected

WORKERS = 24


def is_address(source: str | Path) -> bool:
    """Return whether a source is an address of the web and no file."""
    return str(source).casefold().startswith(("http://", "https://"))


def fetched_sources(archive: Path, urls: Sequence[str], asks: Asks) -> Iterator[Source]:
    """Yield each address as a file of the inbox, or why nothing came; hosts are asked side by side."""
    yield from (source for _, source in fetched_by_address(archive, urls, asks))


def fetched_by_address(archive: Path, urls: Sequence[str], asks: Asks) -> Iterator[tuple[str, Source]]:
    """Yield the same, with the address that was asked for."""
    if not urls:
        return
    with asks(archive) as visitor:
        queues: HostQueues[tuple[str, Source]] = HostQueues(
            workers=min(WORKERS, len(urls)), wait_for=visitor.wait_for, monotonic=visitor.clock.monotonic
        )
        for url in dict.fromkeys(urls):
            queues.add(visitor.host(url), partial(_asked, archive, url, visitor))
        yield from queues.results()


def _asked(archive: Path, url: str, visitor: Visitor) -> tuple[str, Source]:
    return url, _source(archive, url, visitor.visit(url))


def _source(archive: Path, url: str, outcome: Outcome) -> Source:
    if isinstance(outcome, Fetched):
        return Source(path=str(inbox.put(archive, [outcome])), fetched=True)
    message = outcome.message if isinstance(outcome, Refused) else f"{url} says that nothing has changed."
    return Source(path=url, refusal=Rejected(origin=url, sha256=None, kind="NotFetched", message=message))
