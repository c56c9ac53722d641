"""What the answer of one source means: what is new, what to remember, when to ask again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from lib.fetch import schedule
from lib.fetch.discovery import links_of
from lib.fetch.feeds import feed_in
from lib.fetch.outcome import Fetched, Outcome, Refusal, Refused, Unchanged, permanent_address
from lib.fetch.source import Owed, Source
from lib.model.feed import Feed, Item, ReadFeed

REMEMBERED, SHOWN = 5_000, 500  # keys and digests of items; twice a feed's own number when that is more
KEYED = 12  # characters of a hash

Result = Literal["new items", "changed", "unchanged", "failed", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one source brought."""

    source: Source  # its state after this
    result: Result
    message: str  # a sentence
    new: tuple[Item, ...] = ()  # in the feed's order
    items: int = 0  # of the feed in all
    fetched: Fetched | None = None  # the feed's own bytes, when something in it is new or has changed
    notes: tuple[str, ...] = ()  # sentences on what was odd


def read(source: Source, outcome: Outcome, now: datetime, read_feed: ReadFeed) -> News:
    """Return what the answer means for the source."""
    if isinstance(outcome, Unchanged):
        state = replace(_answered(source, outcome, now), validators=outcome.validators)
        return _unchanged(state, now, outcome)
    if isinstance(outcome, Refused):
        return _failed(source, outcome, now)
    digest = hashlib.sha256(outcome.body).hexdigest()
    if digest == source.sha256:
        state = replace(_answered(source, outcome, now), validators=outcome.validators)
        return _unchanged(state, now, outcome)
    try:
        feed = _feed(outcome, read_feed)
    except Refusal as refusal:
        told = Refused(url=source.asks, kind=refusal.kind, message=refusal.message, at=now)
        return _failed(source, told, now)
    return _brought(source, outcome, feed, digest, now)


def _feed(fetched: Fetched, read_feed: ReadFeed) -> Feed:
    if not fetched.body.strip():
        raise Refusal("protocol", f"{fetched.address} answered with nothing at all; a later try may help.")
    feed = feed_in(fetched, read_feed)
    if feed is not None:
        return feed
    offered = links_of(fetched)
    instead = f" It offers {', '.join(link.url for link in offered[:3])}." if offered else ""
    raise Refusal("content type", f"{fetched.address} is a page or a text and no feed.{instead}")


def _brought(source: Source, fetched: Fetched, feed: Feed, digest: str, now: datetime) -> News:
    known = set(source.seen)
    new = tuple({item.key: item for item in feed.items if item.key not in known}.values())
    shown = [_digest(item) for item in feed.items]
    others = _others(source.shown, shown)
    state = replace(
        _answered(source, fetched, now),
        validators=fetched.validators,
        sha256=digest,
        shown=_remembered(others, shown, SHOWN),
        title=feed.title or source.title,
        every=feed.every,
        seen=_remembered(source.seen, [item.key for item in feed.items], REMEMBERED),
        owed=_owing(source, new),
    )
    told = replace(
        _unchanged(state, now, fetched),
        items=len(feed.items),
        notes=(*fetched.notes, *((feed.doubt,) if feed.doubt else ())),
    )
    if new:
        return _with_new(told, state, fetched, new)
    # A corrected story comes under its old key, and so does the rest of one whose feed was cut short.
    if set(source.shown) - {*others, *shown}:
        return replace(told, result="changed", message="No new item, but known ones differ.", fetched=fetched)
    return told


def _with_new(told: News, state: Source, fetched: Fetched, new: tuple[Item, ...]) -> News:
    return replace(
        told,
        source=_scheduled(state, fetched.fetched_at, fetched, new=len(new)),
        result="new items",
        message=f"{len(new)} new of {told.items} items.",
        new=new,
        fetched=fetched,
    )


def _digest(item: Item) -> str:
    """Return an item's key and its words, wherever it stands in its feed, each as the beginning of a hash."""
    parts = (item.key, repr(replace(item, position=0)))
    return "".join(hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:KEYED] for part in parts)


def _others(before: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Of the hashes of earlier items those of items that are not shown now."""
    present = {each[:KEYED] for each in shown}
    return [each for each in before if each[:KEYED] not in present]


def _remembered(before: Sequence[str], present: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the feed's own items first; those that left it stay for a while, for some come back."""
    return tuple(dict.fromkeys([*present, *before]))[: max(most, 2 * len(present))]


def _owing(source: Source, new: Sequence[Item]) -> tuple[Owed, ...]:
    if not source.full_text:
        return ()
    links = dict.fromkeys(item.link for item in new if item.thin and item.link)
    known = {owed.link for owed in source.owed}
    return (*source.owed, *(Owed(link=link) for link in links if link and link not in known))


def _answered(source: Source, outcome: Fetched | Unchanged, now: datetime) -> Source:
    """Return the source after a good answer; its new address is remembered where redirects were for good."""
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
    interval = schedule.learned(state.interval, new=new)
    wishes = (state.every, outcome.fresh_for)
    return replace(
        state, interval=interval, next_due=schedule.due(now, interval, wishes=wishes, url=state.url)
    )


def _failed(source: Source, refused: Refused, now: datetime) -> News:
    """Return the source after a failure; one that fails at its new address is asked at its old one next."""
    if refused.kind == "busy" and refused.status is None:  # its host rests: it was not asked itself
        state = replace(source, last_error=refused.message, next_due=refused.retry_at)
        return News(source=state, result="failed", message=refused.message)
    errors = source.errors_in_row + 1
    # Only where the address itself says so, or leads on for good: what a passing redirect led to may be gone.
    gone = refused.kind == "gone" and not source.address and all(hop.permanent for hop in refused.hops)
    message = f"{refused.message} It is not asked again." if gone else refused.message
    state = replace(
        source,
        address="",
        gone=gone,
        last_asked=now,
        last_error=message,
        errors_in_row=errors,
        next_due=None
        if gone
        else schedule.due_after_error(
            now, source.interval, errors=errors, retry_at=refused.retry_at, heard=refused.kind != "name"
        ),
    )
    return News(source=state, result="gone" if gone else "failed", message=message)
