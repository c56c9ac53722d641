"""The updates of a live blog on a page: those that it prints, then those that only JSON-LD holds."""

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lib.clean.dates.timezones import NOT_KNOWN
from lib.clean.live.blog import LEVEL
from lib.clean.live.days import Moment, dated_updates, update_from, updates_at
from lib.clean.live.stamps import NO_STAMP, Stamp, with_instant
from lib.model.article import Block, Timezone, Update

if TYPE_CHECKING:
    from lib.clean.html.story import HtmlStory


def assumed_on_page(story: "HtmlStory") -> Timezone:
    """Return the time zone of a time that prints none: the publisher's, else that of the page's date."""
    found, own = story.clock(), story.published.timezone
    if found is not NOT_KNOWN or own is None or own.assumed or own.name == "UTC":
        return found
    reason = f"The page gives no zone here; its own date is given at {own.name}, and so is this time taken."
    return Timezone(name=own.name, assumed=True, reason=reason)


def unprinted(story: "HtmlStory") -> Iterator[Block]:
    """Yield the text that only JSON-LD holds, without a place on the page; that of updates last."""
    end = len(story.page.source.text)
    of_updates = {line for update in story.live.declared for line in (update.headline, *update.paragraphs)}
    for text in story.layout.body.unprinted:
        if text not in of_updates:
            yield Block(zone="body", text=text, at=end, end=end)
    for update in story.live.unprinted:
        if update.headline:
            yield Block(zone="body", text=update.headline, at=end, end=end, level=LEVEL)
        for text in update.paragraphs:
            yield Block(zone="body", text=text, at=end, end=end)


def updates(story: "HtmlStory", blocks: Sequence[Block]) -> tuple[Update, ...]:
    """Return the updates, those that the page prints first, each with the number of its first block."""
    entries, declared = story.live.entries, story.live.unprinted
    pieces = story.page.pieces
    spans = [(pieces[entry.first].at, pieces[entry.stop - 1].end) for entry in entries]
    printed = updates_at(spans, blocks, _dated(story, [entry.stamp for entry in entries]))
    lengths = [bool(update.headline) + len(update.paragraphs) for update in declared]
    starts = itertools.accumulate(lengths, initial=len(blocks) - sum(lengths))
    moments = _dated(story, [with_instant(NO_STAMP, update.instant) for update in declared])
    filled = zip(starts, lengths, moments, strict=False)
    return (*printed, *(update_from(start, moment) for start, length, moment in filled if length))


def _dated(story: "HtmlStory", stamps: Sequence[Stamp]) -> list[Moment]:
    return dated_updates(
        stamps,
        lambda: assumed_on_page(story),
        published=story.published.at,
        updated=story.updated,
        capture=story.page.capture,
    )
