"""Follows and unfollows feeds: finds the feed of an address, imports and exports lists of feeds (OPML)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.capture.feeds import opml
from lib.capture.feeds.parse import parse
from lib.fetch import FeedLink, Source, discover, followed_sources
from lib.ingest.addresses import Opener, open_client
from lib.model.imported import Subscription
from lib.store.files import log
from lib.store.paths import files
from lib.store.upkeep import user_files


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedFeed:
    """The outcome of following an address: the feed's address, a sentence, and other feeds of the page."""

    url: str | None  # of the feed; None: there is none
    sentence: str
    others: tuple[FeedLink, ...] = ()  # further feeds of the same page


def follow(
    archive: Path, address: str, *, full_text: bool = False, opener: Opener = open_client
) -> FollowedFeed:
    """Follow the feed at an address, or the first feed of a page; return the outcome.

    Feeds of comments come last.
    """
    with opener(archive) as client:
        found = discover(address, client, parse)
    if not found.feeds:
        return FollowedFeed(url=None, sentence=found.message)
    first, *others = sorted(found.feeds, key=lambda each: "comment" in f"{each.url} {each.title}".lower())
    new = follow_feed(archive, first.url, title=first.title, full_text=full_text)
    name = f"{first.title} ({first.url})" if first.title else first.url
    if new:
        words = f"{name} is followed now."
    elif full_text:
        words = f"{name} was followed already; `refresh --full-text` fetches the pages behind its summaries."
    else:
        words = f"{name} was followed already."
    return FollowedFeed(url=first.url, sentence=words, others=tuple(others))


def follow_feed(archive: Path, url: str, *, title: str = "", full_text: bool = False) -> bool:
    """Follow a feed without fetching it; return False if it is followed already.

    A feed that has moved is known by its former address, too.
    """
    user_files.bring_back(archive)
    path = files(archive).sources
    if any(url == source.request_url for source in followed_sources.sources(path).values()):
        return False
    return _begin_to_follow(archive, Source(url=url, title=title, full_text=full_text))


def _begin_to_follow(archive: Path, source: Source) -> bool:
    new = followed_sources.follow(files(archive).sources, source)
    if new:
        log.note(archive, f"{source.url} is followed now.")
    return new


def unfollow(archive: Path, url: str) -> bool:
    """Stop following a source and keep its stories; return False if it was not followed.

    `url` is the address that it was followed under, or its present one.
    """
    path = files(archive).sources
    followed = followed_sources.sources(path)
    moved = [former for former, source in followed.items() if source.request_url == url]
    left = [url] if url in followed else moved
    for each in left:
        followed_sources.unfollow(path, each)
        log.note(archive, f"{each} is no longer followed.")
    return bool(left)


def follow_list(archive: Path, data: bytes, origin: str) -> tuple[Sequence[Subscription], int]:
    """Follow every feed of an OPML list; return all its feeds and how many of them are new."""
    user_files.bring_back(archive)
    listed = opml.feeds(data, origin)
    known = {source.request_url for source in followed_sources.sources(files(archive).sources).values()}
    strange = [Source(url=each.feed_url, title=each.title) for each in listed if each.feed_url not in known]
    return listed, sum(_begin_to_follow(archive, each) for each in strange)


def as_list(archive: Path) -> bytes:
    """Return the followed sources as an OPML list for any feed reader."""
    sources = followed_sources.sources(files(archive).sources).values()
    named = ((source.title or source.request_url, source.request_url) for source in sources)
    feeds = (Subscription(title=title, feed_url=url) for title, url in named)
    return opml.to_opml(feeds, title="Sources of Wireroom")
