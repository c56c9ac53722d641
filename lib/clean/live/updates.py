"""Describes the entries of a live blog, and makes its updates of them, each with its time and first block."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from lib.clean.fields.dating import Dating
from lib.clean.label.declared_text import DeclaredUpdate
from lib.clean.live.clock_runs import runs_back
from lib.clean.live.moments import Bounds, dated
from lib.clean.says.stamps import NO_STAMP, Stamp, with_instant
from lib.clean.segment import Segment
from lib.model.article import Block, Timezone, Update
from lib.model.capture import Capture

LEAST = 4  # updates that make a live blog
SHARE = 0.5  # of the story's text that they hold at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One update of a live blog: its segments from `first` up to `stop`, and its time."""

    first: int
    stop: int
    stamp: Stamp = NO_STAMP
    box: HtmlElement = None  # on a page, its element if it has one
    timed: int = 0  # in copied text, the line of its time
    opening: int = 0  # and where the words begin behind that; 0 where the time stands alone


def are_of_live_blog(stamps: Sequence[Stamp]) -> bool:
    """Return whether all entries have full dates or run from new to old; programmes and chronicles do not."""
    clocks = [stamp.clock for stamp in stamps if stamp.clock]
    return all(stamp.moment for stamp in stamps) or runs_back(clocks)


def bounds_of_updates(published: datetime | None, updated: datetime | None, capture: Capture) -> Bounds:
    """Return what limits the days of a live blog's updates: the story's times (UTC), else the capture's."""
    return Bounds(
        what="update",
        source="the page's own dates" if published else "the capture",
        near=published,
        newest=updated,
        latest=capture.captured_at if capture.captured_assumed is None else None,
    )


def updates(
    entries: Sequence[Entry],
    segments: Sequence[Segment],
    blocks: Sequence[Block],
    bounds: Bounds,
    zone: Timezone,
    unprinted: Sequence[DeclaredUpdate] = (),
) -> tuple[Update, ...]:
    """Return the updates of a live blog, each with its time and the number of its first block.

    `zone` is the timezone of times without one. The blocks of `unprinted`, declared updates that the page
    does not print, come last; an update without a block is dropped.
    """
    found: list[tuple[int, Dating]] = []
    for entry, moment in zip(entries, dated([each.stamp for each in entries], bounds, zone), strict=True):
        held = range(segments[entry.first].at, segments[entry.stop - 1].end)
        first = next((number for number, block in enumerate(blocks) if block.at in held), None)
        if first is not None:
            found.append((first, moment))
    moments = dated([with_instant(NO_STAMP, update.instant) for update in unprinted], bounds, zone)
    lengths = [bool(update.headline) + len(update.paragraphs) for update in unprinted]
    start = len(blocks) - sum(lengths)
    for length, moment in zip(lengths, moments, strict=True):
        if length:
            found.append((start, moment))
        start += length
    return tuple(
        Update(block=block, published_at=moment.at, published_as=moment.printed, timezone=moment.timezone)
        for block, moment in found
    )
