"""Fetches web addresses into the inbox: politely, many hosts at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lib.fetch import Fetched, HttpClient, PoliteClient, Refused, followed_sources
from lib.fetch.host_queues import HostQueues
from lib.ingest import inbox
from lib.ingest.work_item import WorkItem
from lib.model.capture import Rejected
from lib.store.paths import files
from lib.store.upkeep import user_files

WORKERS = 24  # hosts asked at the same time, each one page after another

Opener = Callable[[Path], AbstractContextManager[PoliteClient]]  # for the reader of an archive


@contextmanager
def open_client(archive: Path, *, http: Callable[[], HttpClient] = HttpClient) -> Iterator[PoliteClient]:
    """Yield a polite HTTP client that knows the saved robots.txt rules and host pauses.

    What the client learns is saved at the end, beside what other clients have saved meanwhile.
    """
    user_files.bring_back(archive)
    sources = files(archive).sources
    with http() as opened:
        known = followed_sources.robots(sources)
        resting = followed_sources.paused_hosts(sources, datetime.now(UTC))
        client = PoliteClient(opened, known=known, resting=resting)
        try:
            yield client
        finally:
            if learned := dict(client.robots.items() - known.items()):
                followed_sources.save_robots(sources, learned)
            if paused := dict(client.resting.items() - resting.items()):
                followed_sources.save_paused_hosts(sources, paused, datetime.now(UTC))


def is_address(source: str | Path) -> bool:
    """Return whether a source is a web address (http, https) instead of a file."""
    return str(source).casefold().startswith(("http://", "https://"))


def fetched_by_address(archive: Path, urls: Sequence[str], opener: Opener) -> Iterator[tuple[str, WorkItem]]:
    """Fetch the addresses; yield each, when done, with a work item: the file in the inbox, or the refusal."""
    if not urls:
        return
    with opener(archive) as client:
        queues: HostQueues[tuple[str, WorkItem]] = HostQueues(
            workers=min(WORKERS, len(urls)), wait_for=client.wait_for
        )
        for url in dict.fromkeys(urls):
            queues.add(client.host(url), partial(_fetched_into_inbox, archive, url, client))
        yield from queues.results()


def _fetched_into_inbox(archive: Path, url: str, client: PoliteClient) -> tuple[str, WorkItem]:
    outcome = client.visit(url)
    if isinstance(outcome, Fetched):
        return url, WorkItem(path=str(inbox.put(archive, [outcome])), fetched=True)
    message = outcome.message if isinstance(outcome, Refused) else f"{url} says that nothing has changed."
    refusal = Rejected(origin=url, sha256=None, kind="NotFetched", message=message)
    return url, WorkItem(path=url, refusal=refusal)
