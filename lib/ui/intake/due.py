"""The sources that are followed, and when they are asked again."""

from datetime import datetime
from pathlib import Path

from lib.fetch import state
from lib.fetch.source import Source
from lib.store.files.home import archive_path, files


def sources_path() -> Path:
    """Return where the sources are kept."""
    return files(archive_path()).sources


def followed() -> list[Source]:
    """Return the sources, by title."""
    return sorted(
        state.sources(sources_path()).values(), key=lambda each: (each.title or each.url).casefold()
    )


def any_due(now: datetime) -> bool:
    """Tell whether a source is to be asked at this hour."""
    return any(each.is_due(now) for each in followed())


def next_run(now: datetime) -> datetime | None:
    """Return when the next source is due; None when nothing is followed."""
    hours = [each.next_due or now for each in followed() if not each.gone]
    return max(min(hours), now) if hours else None
