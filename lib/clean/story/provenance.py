"""Records the source of each field of a story, and what other sources on the page say instead."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from lib.clean.found import Claim, Found
from lib.clean.says.instants import Instant
from lib.clean.says.titles import alike
from lib.clean.story.story import Story
from lib.model.folding import folded

MOST = 2  # dissenting sources that are named
LONGEST = 120  # characters of what one of them says
APART = timedelta(minutes=5)  # two times that carry their zones
APART_UNZONED = timedelta(hours=15)  # two times of which one does not
APART_DAYS = timedelta(hours=39)  # a day alone, begun in any zone, and a time


def sources(story: Story, place: Found[str | None], wire: Found[str | None]) -> dict[str, str]:
    """Return for each field with a source a remark: the source, then what others say, after semicolons."""
    fields: dict[str, Found[Any]] = {
        "authors": story.authors, "published_at": story.published, "section": story.section,
        "headline": story.headline, "tags": story.tags, "language": story.language,
        "canonical_url": story.address, "byline": story.byline, "kicker": story.kicker,
        "dateline": place, "wire": wire, "publisher": story.publisher,
        "updated_at": story.updated,
    }  # fmt: skip
    found = {name: with_dissent(each.source, each.claims) for name, each in fields.items() if each.source}
    return found | dict(story.remarks)


def with_dissent(source: str, claims: Iterable[Claim]) -> str:
    """Return the source, followed by what at most two others say instead, after semicolons."""
    notes: dict[str, str] = {}
    for text, where in claims:
        notes.setdefault(folded(text), f'{where} says "{text[:LONGEST]}"')
    return "; ".join([source, *list(notes.values())[:MOST]])


def other_titles(headline: str | None, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the titles, with source, that neither contain the headline nor are a part of it.

    The title element is written for search engines: it counts only if it is of another story.
    """
    own = folded(headline or "")
    for title, where in claims:
        fold = folded(title)
        if not own or not fold or own in fold or fold in own:
            continue
        if where != "title" or not alike(headline or "", title):
            yield title, where


def other_times(at: datetime | None, day_only: bool, instants: Iterable[Instant]) -> Iterator[Claim]:
    """Yield the times, as printed and with their source, that differ clearly from the chosen one (UTC)."""
    for each in instants if at is not None else ():
        aware = each.moment.tzinfo is not None
        moment = each.moment.astimezone(UTC) if aware else each.moment.replace(tzinfo=UTC)
        apart = APART_DAYS if day_only or each.day_only else APART if aware else APART_UNZONED
        if at is not None and abs(moment - at) > apart:
            yield each.printed[:40], each.source
