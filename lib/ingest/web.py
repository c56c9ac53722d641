"""Addresses of the web that are taken in once: fetched into the inbox, then read like any other source."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from lib.fetch import Fetched, HttpClient, Outcome, Refused, Visitor, state
from lib.fetch.host_queues import HostQueues
from lib.ingest import inbox
from lib.ingest.parsing import WorkItem
from lib.model.capture import Rejected
from lib.store.files.home import files

Asks = Callable[[Path], AbstractContextManager[Visitor]]  # opens a visitor for the reader of an archive
WORKERS = 24


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
            learned = {
                origin: rules for origin, rules in visitor.robots.items() if known.get(origin) != rules
            }
            if learned:
                state.keep_robots(sources, learned)
            if visitor.resting != resting:
                state.keep_resting(sources, visitor.resting, visitor.clock.now())


def is_address(source: str | Path) -> bool:
    """Return whether a source is an address of the web and no file."""
    return str(source).casefold().startswith(("http://", "https://"))


def fetched_sources(archive: Path, urls: Sequence[str], asks: Asks) -> Iterator[WorkItem]:
    """Yield each address as a file of the inbox, or why nothing came; hosts are asked side by side."""
    yield from (source for _, source in fetched_by_address(archive, urls, asks))


def fetched_by_address(archive: Path, urls: Sequence[str], asks: Asks) -> Iterator[tuple[str, WorkItem]]:
    """Yield each address with its file of the inbox, or why nothing came."""
    if not urls:
        return
    with asks(archive) as visitor:
        queues: HostQueues[tuple[str, WorkItem]] = HostQueues(
            workers=min(WORKERS, len(urls)), wait_for=visitor.wait_for, monotonic=visitor.clock.monotonic
        )
        for url in dict.fromkeys(urls):
            queues.add(visitor.host(url), partial(_asked, archive, url, visitor))
        yield from queues.results()


def _asked(archive: Path, url: str, visitor: Visitor) -> tuple[str, WorkItem]:
    return url, _source(archive, url, visitor.visit(url))


def _source(archive: Path, url: str, outcome: Outcome) -> WorkItem:
    if isinstance(outcome, Fetched):
        return WorkItem(path=str(inbox.put(archive, [outcome])), fetched=True)
    message = outcome.message if isinstance(outcome, Refused) else f"{url} says that nothing has changed."
    return WorkItem(path=url, refusal=Rejected(origin=url, sha256=None, kind="NotFetched", message=message))
