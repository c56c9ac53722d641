"""The instants of stories as the tables store them, and the days under which they are counted."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from lib.model.article import Article

EPOCH = date(1970, 1, 1)  # days are stored as numbers from it


def archive_day(moment: datetime | None, zone: tzinfo) -> date | None:
    """Return the day of an instant in the archive's timezone `zone`; None if there is no instant."""
    return aware(moment).astimezone(zone).date() if moment else None


def day_of(article: Article, zone: ZoneInfo) -> date | None:
    """Return the day under which an article is counted; None if the article has no time.

    It is the day in the archive's timezone `zone`; but a day printed without a time is taken as printed.
    """
    if article.published_precision != "day":
        return archive_day(article.published_at, zone)
    return archive_day(article.published_at, article.published_zone.clock if article.published_zone else UTC)


def aware(moment: datetime) -> datetime:
    """Return an instant in UTC; one without a timezone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def naive(moment: datetime | None) -> datetime | None:
    """Return an instant in UTC without its timezone, as the tables store it; None if there is no instant."""
    return aware(moment).replace(tzinfo=None) if moment else None
