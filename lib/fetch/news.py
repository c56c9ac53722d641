"""What is new in a followed feed, and what to remember of it for the next time."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from lib.fetch.discovery import feed_in, links_of
from lib.fetch.outcome import Fetched, Outcome, Refusal, Refused, Unchanged, permanent_address
from lib.fetch.source import PendingPage, Source, due_after_answer, due_after_error, next_interval
from lib.model.feed import Feed, Item, ReadFeed
from lib.model.wording import count

REMEMBERED = 5_000  # keys of items; twice a feed's own number where that is more
SHOWN = 500  # digests of items; twice a feed's own number where that is more
KEYED = 12  # characters of a hash
NewsResult = Literal["new items", "changed", "unchanged", "failed", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The result of requesting one source: its new state, a sentence, new items, and the feed if changed."""

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
        state = replace(_after_success(source, outcome, now), validators=outcome.validators)
        return _unchanged_news(state, now, outcome)
    try:
        feed = _parsed_feed(outcome, read_feed)
    except Refusal as refusal:
        news = Refused(url=source.request_url, kind=refusal.kind, message=refusal.message, at=now)
        return _failed(source, news, now)
    return _feed_news(source, outcome, feed, digest, now)


def _parsed_feed(fetched: Fetched, read_feed: ReadFeed) -> Feed:
    """Return the feed in a response; raises Refusal, which names the feeds of a page, if it is no feed."""
    if not fetched.body.strip():
        raise Refusal("protocol", f"{fetched.address} answered with nothing at all; a later try may help.")
    feed = feed_in(fetched, read_feed)
    if feed is not None:
        return feed
    offered = links_of(fetched)
    instead = f" It offers {', '.join(link.url for link in offered[:3])}." if offered else ""
    raise Refusal("content type", f"{fetched.address} is a page or a text and no feed.{instead}")


def _feed_news(source: Source, fetched: Fetched, feed: Feed, digest: str, now: datetime) -> News:
    """Return the new items of a feed, whose keys were not seen before, and the source's next state.

    Without new items the result is "changed" if the content of a known item changed, else "unchanged".
    """
    known = set(source.seen)
    new = tuple({item.key: item for item in feed.items if item.key not in known}.values())
    shown = [_digest(item) for item in feed.items]
    present = {digest[:KEYED] for digest in shown}
    others = [digest for digest in source.shown if digest[:KEYED] not in present]
    state = replace(
        _after_success(source, fetched, now), validators=fetched.validators, sha256=digest,
        shown=_remembered(others, shown, SHOWN), title=feed.title or source.title, every=feed.every,
        seen=_remembered(source.seen, [item.key for item in feed.items], REMEMBERED),
        pending=_pending_with_new(source, new),
    )  # fmt: skip
    news = replace(
        _unchanged_news(state, now, fetched),
        items=len(feed.items),
        notes=(*fetched.notes, *((feed.doubt,) if feed.doubt else ())),
    )
    if new:
        return replace(
            news,
            source=_with_next_due(state, fetched.fetched_at, fetched, new=len(new)),
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
    """Return the keys in the feed, then earlier ones: up to `most`, or twice as many as the feed has.

    `before` are the keys remembered so far, `present` those in the feed.
    """
    return tuple(dict.fromkeys([*present, *before]))[: max(most, 2 * len(present))]


def _pending_with_new(source: Source, new: Sequence[Item]) -> tuple[PendingPage, ...]:
    """Return the pages to fetch behind summaries: the source's pending ones, then those of new items.

    () if the source does not fetch full texts.
    """
    if not source.full_text:
        return ()
    links = dict.fromkeys(item.link for item in new if item.thin and item.link)
    known = {pending.link for pending in source.pending}
    return (*source.pending, *(PendingPage(link=link) for link in links if link and link not in known))


def _after_success(source: Source, outcome: Fetched | Unchanged, now: datetime) -> Source:
    """Return the source after a successful response: without errors, at its new address if it has one."""
    moved = permanent_address(outcome.hops) or source.address
    return replace(
        source, address="" if moved == source.url else moved, last_asked=now, last_success=now,
        last_error=None, errors_in_row=0,
    )  # fmt: skip


def _unchanged_news(state: Source, now: datetime, outcome: Fetched | Unchanged) -> News:
    return News(source=_with_next_due(state, now, outcome, new=0), result="unchanged", message="Nothing new.")


def _with_next_due(state: Source, now: datetime, outcome: Fetched | Unchanged, *, new: int) -> Source:
    """Return the source with its next interval, by the number of new items, and when it is due."""
    interval = next_interval(state.interval, new=new)
    wishes = (state.every, outcome.fresh_for)
    return replace(
        state, interval=interval, next_due=due_after_answer(now, interval, wishes=wishes, url=state.url)
    )


def _failed(source: Source, refused: Refused, now: datetime) -> News:
    """Return the result of a failed request; the source goes back to the address it was followed under."""
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
