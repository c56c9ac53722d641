"""A feed (RSS, Atom, JSON Feed) and its items as the publisher sent them, before they become captures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

SUMMARY = "the feed gives only a summary of this story"  # why an item's capture is a part of its story


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed: key, address, title, text, times, authors, tags, and whether it is a summary."""

    key: str = ""  # the same whenever the item comes again; "" for what is no feed's
    guid: str | None = None  # as printed
    link: str | None  # http or https, absolute
    title: str  # plain text, in one line
    published_at: datetime | None = None  # UTC
    position: int = 0  # its place in the feed
    thin: bool = False  # only a summary: the story itself is on its page
    text: str = ""  # markup, or plain text where `plain`
    plain: bool = False
    deck: str = ""  # a summary that stands beside the text and is no beginning of it; plain text, in one line
    dated: str = ""  # the time of publication in ISO form; without an offset where the feed gives none
    updated: str = ""  # that of the last change, where it is another
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""  # of the item or of its feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and its items in its own order, with a doubt if it is damaged."""

    title: str
    items: tuple[Item, ...]
    every: timedelta | None = None  # how often its publisher says that it changes
    doubt: str | None = None  # a sentence, when it is not well formed
    cut: bool = False  # its end is missing


class ReadFeed(Protocol):
    """Reads an answer of the web as a feed."""

    def __call__(self, data: bytes, address: str, media_type: str, charset: str | None, /) -> Feed | None:
        """Return the feed in the bytes of a response from an address; None if they are no feed.

        The media type and the encoding are those that the server declares. Raises CaptureError for a feed
        that cannot be read.
        """
