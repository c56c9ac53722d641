"""What other sources of a page say of a field, where they do not agree with the source that won."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from lib.clean.dates.dates import Instant
from lib.clean.fields.headline import alike
from lib.clean.html.votes import folded

MOST = 2  # dissenting sources that are told
LONGEST = 120  # characters of what one of them says
APART = timedelta(minutes=5)  # two times that carry their zones
APART_UNZONED = timedelta(hours=15)  # two times of which one does not
APART_DAYS = timedelta(hours=39)  # a day alone, begun in any zone, and a time

Told = tuple[str, str]  # what a source says, and its name


def with_dissent(source: str, told: Iterable[Told]) -> str:
    """Return the winning source, and behind semicolons what others say instead."""
    notes: dict[str, str] = {}
    for text, where in told:
        notes.setdefault(folded(text), f'{where} says "{text[:LONGEST]}"')
    return "; ".join([source, *list(notes.values())[:MOST]])


def other_titles(headline: str | None, told: Iterable[Told]) -> Iterator[Told]:
    """Yield the titles that are worded otherwise than the headline: not only longer or shorter.

    The title element is written for search engines: it tells only where it is of another story.
    """
    own = folded(headline or "")
    for title, where in told:
        fold = folded(title)
        if not own or not fold or own in fold or fold in own:
            continue
        if where != "title" or not alike(headline or "", title):
            yield title, where


def other_authors(authors: Sequence[str], lists: Iterable[tuple[Sequence[str], str]]) -> Iterator[Told]:
    """Yield the lists that name somebody else, or nobody of the authors."""
    own = set(map(folded, authors))
    for names, where in lists:
        if set(map(folded, names)) - own:
            yield ", ".join(names), where


def other_times(at: datetime | None, day_only: bool, told: Iterable[Instant]) -> Iterator[Told]:
    """Yield the instants that are not the one that was chosen (UTC)."""
    for each in told if at is not None else ():
        aware = each.moment.tzinfo is not None
        moment = each.moment.astimezone(UTC) if aware else each.moment.replace(tzinfo=UTC)
        if at is not None and abs(moment - at) > _apart(day_only or each.day_only, aware):
            yield each.printed[:40], each.source


def _apart(day_only: bool, aware: bool) -> timedelta:
    return APART_DAYS if day_only else APART if aware else APART_UNZONED


def other_words(chosen: str | None, told: Iterable[Told]) -> Iterator[Told]:
    """Yield what is written otherwise than a chosen word or two."""
    for text, where in told:
        if chosen and folded(text) != folded(chosen):
            yield text, where
