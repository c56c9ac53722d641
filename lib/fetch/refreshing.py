"""Refreshing followed feeds, many hosts at a time, with the pages that their summaries link to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import accumulate

from lib.fetch.fetching import LIMITS
from lib.fetch.host_queues import HostQueues
from lib.fetch.news import News, news_of
from lib.fetch.outcome import Fetched, Limits, Outcome, Refused
from lib.fetch.polite_client import PoliteClient
from lib.fetch.source import PendingPage, Source
from lib.model.feed import ReadFeed

SHARED = 32  # pages of a run that are kept for another feed that names them


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshOptions:
    """Limits of one refresh: of a response, workers, pages of a source, pauses between them, tries."""

    limits: Limits = LIMITS
    workers: int = 24
    pages: int = 20  # full pages that one source may fetch in one run; the rest wait for the next
    patience: float = 180.0  # seconds of pauses between those pages, where their host demands long ones
    page_tries: int = 3  # runs in which a page that fails for a passing reason is tried


DEFAULT_OPTIONS = RefreshOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """The fetched page of a feed item that has only a summary, or why it could not be fetched."""

    link: str  # as the feed's item gives it
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """The result of one source with its fetched pages; save `source` only after all of them are stored."""

    news: News
    pages: tuple[FetchedPage, ...] = ()

    @property
    def source(self) -> Source:
        """The source's new state, with the pages that are still to be fetched."""
        return self.news.source


@dataclass(slots=True)
class _Waiting:
    """A source whose linked pages are still being fetched, with its news and the pages so far."""

    news: News
    requested: tuple[PendingPage, ...]
    pages: list[FetchedPage] = field(default_factory=list)


_Came = tuple[str, News | FetchedPage]  # the address of a source, and the feed or one of its pages


def refresh(
    sources: Iterable[Source],
    client: PoliteClient,
    read_feed: ReadFeed,
    *,
    options: RefreshOptions = DEFAULT_OPTIONS,
) -> Iterator[Refreshed]:
    """Request every source; yield each as soon as it is done, with the pages that its summaries link to.

    Hosts work in parallel, with one request at a time each; a failed source affects no other. The caller
    decides whether a source is due (`Source.is_due`). A source that is gone is not requested.
    """
    queues: HostQueues[_Came] = HostQueues(workers=options.workers, wait_for=client.wait_for)
    for source in {source.url: source for source in sources}.values():
        if not source.gone:
            asked = partial(_requested_news, source, client, read_feed, options)
            queues.add(client.host(source.request_url), asked)
    # Feeds of one site name the same pages: what came for one of them is there for the next.
    page = lru_cache(maxsize=SHARED)(partial(client.visit, limits=options.limits, tries=2))
    waiting: dict[str, _Waiting] = {}
    for url, came in queues.results():
        if isinstance(came, FetchedPage):
            waiting[url].pages.append(came)
        else:
            requested = _pages_now(came.source, client, options) if came.source.full_text else ()
            for pending in requested:
                queues.add(client.host(pending.link), partial(_fetched_page, url, pending.link, page))
            waiting[url] = _Waiting(came, requested)
        if len(waiting[url].pages) == len(waiting[url].requested):
            yield _finished(waiting.pop(url), options)


def _requested_news(
    source: Source, client: PoliteClient, read_feed: ReadFeed, options: RefreshOptions
) -> _Came:
    """Request a source; return its address, and what is new in it or why it could not be read."""
    outcome = client.visit(
        source.request_url,
        known=source.validators,
        limits=options.limits,
        tries=1 if source.errors_in_row else None,  # one that failed last time is tried once
    )
    return source.url, news_of(source, outcome, datetime.now(UTC), read_feed)


def _pages_now(source: Source, client: PoliteClient, options: RefreshOptions) -> tuple[PendingPage, ...]:
    """Return the pending pages to fetch in this run, at least one: as many as their pauses leave time for."""
    pauses = accumulate(client.pause(pending.link) for pending in source.pending[: options.pages])
    return source.pending[: max(1, sum(spent <= options.patience for spent in pauses))]


def _fetched_page(url: str, link: str, page: Callable[[str], Outcome]) -> _Came:
    return url, FetchedPage(link=link, outcome=page(link))


def _finished(waiting: _Waiting, options: RefreshOptions) -> Refreshed:
    """Return the source's result with its fetched pages; its new state lists the pages still to be fetched.

    They are the pages not requested yet, and those that failed temporarily and have tries left.
    """
    pages = {page.link: page for page in waiting.pages}
    retried = [
        replace(pending, tries=pending.tries + _is_try(outcome, waiting.news))
        for pending in waiting.requested
        if isinstance(outcome := pages[pending.link].outcome, Refused)
        and (outcome.passing or outcome.kind == "busy")
    ]
    left = waiting.news.source.pending[len(waiting.requested) :]
    pending = (*left, *(each for each in retried if each.tries < options.page_tries))
    return Refreshed(
        news=replace(waiting.news, source=replace(waiting.news.source, pending=pending)),
        pages=tuple(pages[each.link] for each in waiting.requested),
    )


def _is_try(refused: Refused, news: News) -> bool:
    """Return whether a page was really requested.

    It was not if its host rests, or if its feed failed too, as when this machine is offline.
    """
    return news.result != "failed" and not (refused.kind == "busy" and refused.status is None)


def pages_that_came(refreshed: Refreshed) -> tuple[Fetched, ...]:
    """Return the pages that were fetched, without those that were refused."""
    return tuple(page.outcome for page in refreshed.pages if isinstance(page.outcome, Fetched))
