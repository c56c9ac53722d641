"""Refreshing followed feeds: which items are new, what to remember of each feed, when it is due again."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial
from itertools import accumulate
from typing import Literal

from lib.fetch.discovery import feed_in, links_of
from lib.fetch.fetching import LIMITS
from lib.fetch.host_queues import HostQueues
from lib.fetch.outcome import Fetched, Limits, Outcome, Refusal, Refused, Unchanged, permanent_address
from lib.fetch.polite_client import PoliteClient
from lib.fetch.source import PendingPage, Source, due_after_answer, due_after_error, next_interval
from lib.model.feed import Feed, Item, ReadFeed
from lib.model.wording import count

REMEMBERED, SHOWN = 5_000, 500  # keys and digests of items; twice a feed's own number when that is more
KEYED = 12  # characters of a hash

NewsResult = Literal["new items", "changed", "unchanged", "failed", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The result of requesting one source: its new state, a sentence, its new items, the feed if changed."""

    source: Source  # its state after this
    result: NewsResult
    message: str  # a sentence
    new: tuple[Item, ...] = ()  # in the feed's order
    items: int = 0  # of the feed in all
    fetched: Fetched | None = None  # the feed's own bytes, when something in it is new or has changed
    notes: tuple[str, ...] = ()  # sentences on what was odd


def news_of(source: Source, outcome: Outcome, now: datetime, read_feed: ReadFeed) -> News:
    """Return the new items and new state of a source from the response to its request."""
    if isinstance(outcome, Refused):
        return _failed(source, outcome, now)
    digest = source.sha256 if isinstance(outcome, Unchanged) else hashlib.sha256(outcome.body).hexdigest()
    if isinstance(outcome, Unchanged) or digest == source.sha256:
        state = replace(_answered(source, outcome, now), validators=outcome.validators)
        return _unchanged(state, now, outcome)
    try:
        feed = _feed(outcome, read_feed)
    except Refusal as refusal:
        news = Refused(url=source.request_url, kind=refusal.kind, message=refusal.message, at=now)
        return _failed(source, news, now)
    return _feed_news(source, outcome, feed, digest, now)


def _feed(fetched: Fetched, read_feed: ReadFeed) -> Feed:
    if not fetched.body.strip():
        raise Refusal("protocol", f"{fetched.address} answered with nothing at all; a later try may help.")
    feed = feed_in(fetched, read_feed)
    if feed is not None:
        return feed
    offered = links_of(fetched)
    instead = f" It offers {', '.join(link.url for link in offered[:3])}." if offered else ""
    raise Refusal("content type", f"{fetched.address} is a page or a text and no feed.{instead}")


def _feed_news(source: Source, fetched: Fetched, feed: Feed, digest: str, now: datetime) -> News:
    known = set(source.seen)
    new = tuple({item.key: item for item in feed.items if item.key not in known}.values())
    shown = [_digest(item) for item in feed.items]
    present = {digest[:KEYED] for digest in shown}
    others = [digest for digest in source.shown if digest[:KEYED] not in present]
    state = replace(
        _answered(source, fetched, now),
        validators=fetched.validators,
        sha256=digest,
        shown=_remembered(others, shown, SHOWN),
        title=feed.title or source.title,
        every=feed.every,
        seen=_remembered(source.seen, [item.key for item in feed.items], REMEMBERED),
        pending=_pending_after(source, new),
    )
    news = replace(
        _unchanged(state, now, fetched),
        items=len(feed.items),
        notes=(*fetched.notes, *((feed.doubt,) if feed.doubt else ())),
    )
    if new:
        return replace(
            news,
            source=_scheduled(state, fetched.fetched_at, fetched, new=len(new)),
            result="new items",
            message=f"{len(new)} new of {count(news.items, 'item')}.",
            new=new,
            fetched=fetched,
        )
    # A corrected story comes under its old key, and so does the rest of one whose feed was cut short.
    if set(source.shown) - {*others, *shown}:
        return replace(news, result="changed", message="No new item, but known ones differ.", fetched=fetched)
    return news


def _digest(item: Item) -> str:
    """Return short hashes of an item's key and content, joined; its position in the feed does not count."""
    parts = (item.key, repr(replace(item, position=0)))
    return "".join(hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:KEYED] for part in parts)


def _remembered(before: Sequence[str], present: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the feed's present items, then earlier ones up to a limit, as some come back later."""
    return tuple(dict.fromkeys([*present, *before]))[: max(most, 2 * len(present))]


def _pending_after(source: Source, new: Sequence[Item]) -> tuple[PendingPage, ...]:
    if not source.full_text:
        return ()
    links = dict.fromkeys(item.link for item in new if item.thin and item.link)
    known = {pending.link for pending in source.pending}
    return (*source.pending, *(PendingPage(link=link) for link in links if link and link not in known))


def _answered(source: Source, outcome: Fetched | Unchanged, now: datetime) -> Source:
    """Return the source after a successful response; permanent redirects change its address."""
    moved = permanent_address(outcome.hops) or source.address
    return replace(
        source,
        address="" if moved == source.url else moved,
        last_asked=now,
        last_success=now,
        last_error=None,
        errors_in_row=0,
    )


def _unchanged(state: Source, now: datetime, outcome: Fetched | Unchanged) -> News:
    return News(source=_scheduled(state, now, outcome, new=0), result="unchanged", message="Nothing new.")


def _scheduled(state: Source, now: datetime, outcome: Fetched | Unchanged, *, new: int) -> Source:
    interval = next_interval(state.interval, new=new)
    wishes = (state.every, outcome.fresh_for)
    return replace(
        state, interval=interval, next_due=due_after_answer(now, interval, wishes=wishes, url=state.url)
    )


def _failed(source: Source, refused: Refused, now: datetime) -> News:
    """Return the result of a failed request; if the new address fails, the old one is used again."""
    if refused.kind == "busy" and refused.status is None:  # its host is paused: no request was made
        state = replace(source, last_error=refused.message, next_due=refused.retry_at)
        return News(source=state, result="failed", message=refused.message)
    errors = source.errors_in_row + 1
    # Only the address itself or a permanent redirect counts: the target of a temporary one may be gone.
    gone = refused.kind == "gone" and not source.address and all(hop.permanent for hop in refused.hops)
    message = f"{refused.message} It is not requested again." if gone else refused.message
    state = replace(
        source,
        address="",
        gone=gone,
        last_asked=now,
        last_error=message,
        errors_in_row=errors,
        next_due=None
        if gone
        else due_after_error(
            now, source.interval, errors=errors, retry_at=refused.retry_at, reached=refused.kind != "name"
        ),
    )
    return News(source=state, result="gone" if gone else "failed", message=message)


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


@dataclass(frozen=True, slots=True)
class _PageCame:
    """One fetched page and the source it belongs to."""

    url: str
    page: FetchedPage


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
    queues: HostQueues[News | _PageCame] = HostQueues(
        workers=options.workers, wait_for=client.wait_for, monotonic=client.clock.monotonic
    )
    for source in {source.url: source for source in sources}.values():
        if not source.gone:
            queues.add(
                client.host(source.request_url),
                partial(_requested_news, source, client, read_feed, options),
            )
    # Feeds of one site name the same pages: what came for one of them is there for the next.
    page = lru_cache(maxsize=SHARED)(partial(client.visit, limits=options.limits, tries=2))
    waiting: dict[str, _Waiting] = {}
    for step in queues.results():
        url = step.url if isinstance(step, _PageCame) else step.source.url
        if isinstance(step, _PageCame):
            waiting[url].pages.append(step.page)
        else:
            requested = _pages_now(step.source, client, options) if step.source.full_text else ()
            for pending in requested:
                queues.add(
                    client.host(pending.link), partial(_fetch_page, step.source.url, pending.link, page)
                )
            waiting[url] = _Waiting(step, requested)
        if len(waiting[url].pages) == len(waiting[url].requested):
            yield _finished(waiting.pop(url), options)


def _requested_news(
    source: Source, client: PoliteClient, read_feed: ReadFeed, options: RefreshOptions
) -> News:
    outcome = client.visit(
        source.request_url,
        known=source.validators,
        limits=options.limits,
        tries=1 if source.errors_in_row else None,  # one that failed last time is tried once
    )
    return news_of(source, outcome, client.clock.now(), read_feed)


def _pages_now(source: Source, client: PoliteClient, options: RefreshOptions) -> tuple[PendingPage, ...]:
    """Return the pending pages to fetch in this run, as many as number and pauses allow, at least one."""
    pauses = accumulate(client.pause(pending.link) for pending in source.pending[: options.pages])
    return source.pending[: max(1, sum(spent <= options.patience for spent in pauses))]


def _fetch_page(url: str, link: str, page: Callable[[str], Outcome]) -> _PageCame:
    return _PageCame(url, FetchedPage(link=link, outcome=page(link)))


def _finished(waiting: _Waiting, options: RefreshOptions) -> Refreshed:
    """Return the source's result with its fetched pages; its state names the pages still to be fetched.

    These are pages not requested yet and those whose failure was temporary, up to so many tries.
    """
    failed = {
        page.link
        for page in waiting.pages
        if isinstance(page.outcome, Refused) and (page.outcome.passing or page.outcome.kind == "busy")
    }
    again = [
        replace(pending, tries=pending.tries + 1) for pending in waiting.requested if pending.link in failed
    ]
    left = waiting.news.source.pending[len(waiting.requested) :]
    pending = (*left, *(retry for retry in again if retry.tries < options.page_tries))
    source = replace(waiting.news.source, pending=pending)
    place = {pending.link: number for number, pending in enumerate(waiting.requested)}
    return Refreshed(
        news=replace(waiting.news, source=source),
        pages=tuple(sorted(waiting.pages, key=lambda page: place[page.link])),
    )


def pages_that_came(refreshed: Refreshed) -> tuple[Fetched, ...]:
    """Return the pages that were fetched, without those that were refused."""
    return tuple(page.outcome for page in refreshed.pages if isinstance(page.outcome, Fetched))
