"""The sources that the reader follows, and when the next one is due."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from lib.fetch import followed_sources
from lib.fetch.source import Source
from lib.store.paths import archive_path, files


def sources_path() -> Path:
    """Return the path of the file in which the followed sources are stored."""
    return files(archive_path()).sources


def followed() -> list[Source]:
    """Return the followed sources, sorted by title."""
    sources = followed_sources.sources(sources_path()).values()
    return sorted(sources, key=lambda source: title_of(source).casefold())


def title_of(source: Source) -> str:
    """Return a source's title; for one without, the host of its address, without "www."."""
    return source.title or (urlsplit(source.url).hostname or source.url).removeprefix("www.")


def any_due(now: datetime) -> bool:
    """Return whether a followed source is due."""
    return any(source.is_due(now) for source in followed())


def next_run(now: datetime) -> datetime | None:
    """Return when the next source is due, `now` if one is already; None if no source is to be asked again."""
    hours = [now if each.is_due(now) else each.next_due or now for each in followed() if not each.gone]
    return min(hours, default=None)
