"""Many sources asked for news: what each brought, and when it is asked again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import accumulate

from lib.fetch.fetching import LIMITS
from lib.fetch.lanes import Lanes
from lib.fetch.news import News, read
from lib.fetch.outcome import Fetched, Limits, Outcome, Refused
from lib.fetch.source import Owed, Source
from lib.fetch.visitor import Visitor
from lib.model.feed import ReadFeed

SHARED = 32  # pages of a run that are kept for another feed that names them


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a refresh goes about it."""

    limits: Limits = LIMITS
    workers: int = 24
    pages: int = 20  # pages behind summaries that one source may cost in one run; the rest wait for the next
    patience: float = 180.0  # seconds of pauses between those pages, where their host asks for long ones
    page_tries: int = 3  # runs in which a page that fails for a passing reason is tried


TERMS = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page behind a summary, or why there is none."""

    link: str  # as the feed's item gives it
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What asking one source came to; `news.source` is to be kept once all that it brought is safe."""

    news: News
    pages: tuple[Page, ...] = ()

    @property
    def source(self) -> Source:
        """The source's state after this, the pages that are still owed included."""
        return self.news.source


@dataclass(slots=True)
class _Waiting:
    """A source whose pages are still on their way."""

    news: News
    asked: tuple[Owed, ...]
    pages: list[Page] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Came:
    """One page that came, and for which source."""

    url: str
    page: Page


def refresh(
    sources: Iterable[Source], visitor: Visitor, read_feed: ReadFeed, *, terms: Terms = TERMS
) -> Iterator[Refreshed]:
    """Ask every source for news and yield each as soon as it is done, the pages behind its summaries too.

    Hosts are asked side by side, each by one question at a time; no failure of a source touches another.
    Whether a source is due is the caller's to ask (`Source.is_due`). A source that is gone is not asked.
    """
    lanes: Lanes[News | _Came] = Lanes(
        workers=terms.workers, wait_for=visitor.wait_for, monotonic=visitor.clock.monotonic
    )
    for source in {source.url: source for source in sources}.values():
        if not source.gone:
            lanes.add(visitor.host(source.asks), partial(_ask, source, visitor, read_feed, terms))
    # Feeds of one site name the same pages: what came for one of them is there for the next.
    page = lru_cache(maxsize=SHARED)(partial(visitor.visit, limits=terms.limits, tries=2))
    waiting: dict[str, _Waiting] = {}
    for step in lanes.results():
        url = step.url if isinstance(step, _Came) else step.source.url
        if isinstance(step, _Came):
            waiting[url].pages.append(step.page)
        else:
            waiting[url] = _send_for_pages(step, lanes, visitor, terms, page)
        if len(waiting[url].pages) == len(waiting[url].asked):
            yield _finished(waiting.pop(url), terms)


def _ask(source: Source, visitor: Visitor, read_feed: ReadFeed, terms: Terms) -> News:
    outcome = visitor.visit(
        source.asks,
        known=source.validators,
        limits=terms.limits,
        tries=1 if source.errors_in_row else None,  # one that failed last time is not pressed
    )
    return read(source, outcome, visitor.clock.now(), read_feed)


def _send_for_pages(
    news: News, lanes: Lanes[News | _Came], visitor: Visitor, terms: Terms, page: Callable[[str], Outcome]
) -> _Waiting:
    asked = _asked_now(news.source, visitor, terms) if news.source.full_text else ()
    for owed in asked:
        lanes.add(visitor.host(owed.link), partial(_fetch_page, news.source.url, owed.link, page))
    return _Waiting(news, asked)


def _asked_now(source: Source, visitor: Visitor, terms: Terms) -> tuple[Owed, ...]:
    """Of the pages that a source owes those that this run fetches: as many as time allows, one at least."""
    pauses = accumulate(visitor.pause(owed.link) for owed in source.owed[: terms.pages])
    return source.owed[: max(1, sum(spent <= terms.patience for spent in pauses))]


def _fetch_page(url: str, link: str, page: Callable[[str], Outcome]) -> _Came:
    return _Came(url, Page(link=link, outcome=page(link)))


def _finished(waiting: _Waiting, terms: Terms) -> Refreshed:
    """Return the source with what it still owes.

    Pages not asked for yet, and those whose failure may pass.
    """
    failed = {page.link for page in waiting.pages if _may_come(page.outcome)}
    again = [replace(owed, tries=owed.tries + 1) for owed in waiting.asked if owed.link in failed]
    left = waiting.news.source.owed[len(waiting.asked) :]
    owed = (*left, *(each for each in again if each.tries < terms.page_tries))
    source = replace(waiting.news.source, owed=owed)
    return Refreshed(news=replace(waiting.news, source=source), pages=_in_order(waiting))


def _may_come(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and (outcome.passing or outcome.kind == "busy")


def _in_order(waiting: _Waiting) -> tuple[Page, ...]:
    place = {owed.link: number for number, owed in enumerate(waiting.asked)}
    return tuple(sorted(waiting.pages, key=lambda page: place[page.link]))


def pages_that_came(refreshed: Refreshed) -> tuple[Fetched, ...]:
    """Return the pages that can be captured; each keeps its address and time."""
    return tuple(page.outcome for page in refreshed.pages if isinstance(page.outcome, Fetched))
