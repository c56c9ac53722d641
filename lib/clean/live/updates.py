"""Writes down the updates of a live blog: what the page prints, then what only JSON-LD holds."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lib.clean.dates.timezones import NOT_KNOWN
from lib.clean.html.declared_text import DeclaredUpdate
from lib.clean.live.blog import LEVEL
from lib.clean.live.boxes import Entry
from lib.clean.live.times import NO_STAMP, Moment, Stamp, dated, with_instant
from lib.model.article import Block, Timezone, Update

if TYPE_CHECKING:
    from lib.clean.html.story import HtmlStory


_APART = frozenset({"headline", "deck", "byline"})  # zones of the page's head


def printed_clock(story: "HtmlStory") -> Timezone:
    """Return the zone of a clock that the page prints without one; else that of the page's own date."""
    found, own = story.clock(), story.published.timezone
    if found is not NOT_KNOWN or own is None or own.assumed or own.name == "UTC":
        return found
    reason = f"The page gives no zone here; its own date is given at {own.name}, and so is this time taken."
    return Timezone(name=own.name, assumed=True, reason=reason)


def unprinted(story: "HtmlStory") -> Iterator[Block]:
    """Yield the text that only JSON-LD holds, without a place on the page.

    That of updates headline by headline.
    """
    end = len(story.page.source.text)
    of_updates = {line for told in story.live.told for line in (told.headline, *told.paragraphs)}
    for text in story.layout.body.unprinted:
        if text not in of_updates:
            yield Block(zone="body", text=text, at=end, end=end)
    for told in story.live.unprinted:
        yield from _told_blocks(told, end)


def _told_blocks(told: DeclaredUpdate, end: int) -> Iterator[Block]:
    if told.headline:
        yield Block(zone="body", text=told.headline, at=end, end=end, level=LEVEL)
    for text in told.paragraphs:
        yield Block(zone="body", text=text, at=end, end=end)


def updates(story: "HtmlStory", blocks: Sequence[Block]) -> tuple[Update, ...]:
    """Return the updates in page order, each with the number of its first block."""
    entries, told = story.live.entries, story.live.unprinted
    starts = [_first(story, blocks, entry) for entry in entries]
    place = len(blocks) - sum(_length(each) for each in told)
    for each in told:
        starts.append(place if _length(each) else None)
        place += _length(each)
    stamps = [entry.stamp for entry in entries]
    moments = _dated(story, stamps) + _dated(story, [with_instant(NO_STAMP, t.instant) for t in told])
    return tuple(
        Update(block=start, published_at=moment.at, published_as=moment.printed, timezone=moment.zone)
        for start, moment in zip(starts, moments, strict=True)
        if start is not None
    )


def _length(told: DeclaredUpdate) -> int:
    return bool(told.headline) + len(told.paragraphs)


def _first(story: "HtmlStory", blocks: Sequence[Block], entry: Entry) -> int | None:
    """Return the number of an update's first block; None where all of it was cut."""
    pieces = story.page.pieces
    at, end = pieces[entry.first].at, pieces[entry.stop - 1].end
    held = (n for n, block in enumerate(blocks) if at <= block.at < end and block.zone not in _APART)
    return next(held, None)


def _dated(story: "HtmlStory", stamps: Sequence[Stamp]) -> list[Moment]:
    capture = story.page.capture
    return dated(
        stamps,
        clock=lambda: printed_clock(story),
        published=story.published.at,
        updated=story.updated,
        captured=capture.captured_at if capture.captured_assumed is None else None,
    )
