"""Writes down the updates of a live blog: what the page prints, then what only JSON-LD holds."""

from collections.abc import Iterator, Sequence

from lib.clean.dates.timezones import NOT_KNOWN
from lib.clean.fields.reading import Reading
from lib.clean.html.declared_text import DeclaredUpdate
from lib.clean.html.structured import types
from lib.clean.live.blog import LEVEL
from lib.clean.live.boxes import Entry
from lib.clean.live.times import NO_STAMP, Moment, Stamp, dated, with_instant
from lib.model.article import Block, Form, Timezone, Update

_APART = frozenset({"headline", "deck", "byline"})  # zones of the page's head


def form_of(reading: Reading) -> Form:
    """Return whether the page is a live blog: it says so, or is made of dated updates."""
    is_live = "LiveBlogPosting" in types(reading.page.data.article) or reading.live.entries
    return "live blog" if is_live else "story"


def printed_clock(reading: Reading) -> Timezone:
    """Return the zone of a clock that the page prints without one; else that of the page's own date."""
    found, own = reading.clock(), reading.published.timezone
    if found is not NOT_KNOWN or own is None or own.assumed or own.name == "UTC":
        return found
    reason = f"The page gives no zone here; its own date is given at {own.name}, and so is this time taken."
    return Timezone(name=own.name, assumed=True, reason=reason)


def unprinted(reading: Reading) -> Iterator[Block]:
    """Yield the text that only JSON-LD holds, without a place on the page.

    That of updates headline by headline.
    """
    end = len(reading.page.source.text)
    of_updates = {line for told in reading.live.told for line in (told.headline, *told.paragraphs)}
    for text in reading.layout.body.unprinted:
        if text not in of_updates:
            yield Block(zone="body", text=text, at=end, end=end)
    for told in reading.live.unprinted:
        yield from _told_blocks(told, end)


def _told_blocks(told: DeclaredUpdate, end: int) -> Iterator[Block]:
    if told.headline:
        yield Block(zone="body", text=told.headline, at=end, end=end, level=LEVEL)
    for text in told.paragraphs:
        yield Block(zone="body", text=text, at=end, end=end)


def updates(reading: Reading, blocks: Sequence[Block]) -> tuple[Update, ...]:
    """Return the updates in page order, each with the number of its first block."""
    entries, told = reading.live.entries, reading.live.unprinted
    starts = [_first(reading, blocks, entry) for entry in entries]
    place = len(blocks) - sum(_length(each) for each in told)
    for each in told:
        starts.append(place if _length(each) else None)
        place += _length(each)
    stamps = [entry.stamp for entry in entries]
    moments = _dated(reading, stamps) + _dated(reading, [with_instant(NO_STAMP, t.instant) for t in told])
    return tuple(
        Update(block=start, published_at=moment.at, published_as=moment.printed, timezone=moment.zone)
        for start, moment in zip(starts, moments, strict=True)
        if start is not None
    )


def _length(told: DeclaredUpdate) -> int:
    return bool(told.headline) + len(told.paragraphs)


def _first(reading: Reading, blocks: Sequence[Block], entry: Entry) -> int | None:
    """Return the number of an update's first block; None where all of it was cut."""
    pieces = reading.page.pieces
    at, end = pieces[entry.first].at, pieces[entry.stop - 1].end
    held = (n for n, block in enumerate(blocks) if at <= block.at < end and block.zone not in _APART)
    return next(held, None)


def _dated(reading: Reading, stamps: Sequence[Stamp]) -> list[Moment]:
    capture = reading.page.capture
    return dated(
        stamps,
        clock=lambda: printed_clock(reading),
        published=reading.published.at,
        updated=reading.updated,
        captured=capture.captured_at if capture.captured_assumed is None else None,
    )
