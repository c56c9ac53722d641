"""What import files of other programs hold: bookmarks with notes and highlights, feed lists, site maps."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A passage that a reader highlighted in another program, with the note on it and the time."""

    quote: str  # the words marked, as that program kept them; may be empty for a note on the page as a whole
    note: str | None = None
    made_at: datetime | None = None  # UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One address of an import file, with what the file says of its page and the reader's marks on it."""

    url: str  # http or https
    origin: str  # the file, then #record
    title: str | None = None
    tags: tuple[str, ...] = ()  # the reader's own; a folder of the other program is one of them
    added_at: datetime | None = None  # UTC: when the reader kept it
    published_at: datetime | None = None  # UTC: when the publisher says it came out
    language: str | None = None
    publisher: str | None = None
    read: bool | None = None  # None: the list does not say
    archived: bool | None = None
    starred: bool | None = None
    note: str | None = None
    highlights: tuple[Highlight, ...] = ()
    sha256: str | None = None  # of the capture that the list itself holds; None: the page is only named


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of an imported list of feeds (OPML): title, address, site and folder."""

    title: str
    feed_url: str
    site_url: str | None = None
    folder: tuple[str, ...] = ()  # from the outermost in


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMap:
    """The page addresses and further sitemaps that a sitemap lists, and a doubt if some may be missing."""

    entries: tuple[Imported, ...] = ()
    more: tuple[str, ...] = ()  # where further lists lie
    doubt: str | None = None  # why some may be missing
