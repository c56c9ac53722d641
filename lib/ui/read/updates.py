"""The entries of a live blog with their times, and a line that sums them up."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from lib.model.article import Article, Update
from lib.model.wording import count, zone_words
from lib.ui.wording import clock, days, instant

Shown = TypeVar("Shown")


def sections(
    story: Article, zone: str, blocks: Sequence[Shown | None]
) -> Iterator[tuple[Update, str, str, list[Shown]]]:
    """Yield each entry of a live blog, its time in words, how the page prints that, its visible blocks."""
    starts = [update.block for update in story.updates]
    several = len({_local(update, zone).date() for update in story.updates if update.published_at}) > 1
    for update, stop in zip(story.updates, [*starts[1:], len(blocks)], strict=False):
        said = f"{update.published_as}, as printed; the page does not name the day"
        when, title = said if update.published_as else "No time on the page", ""
        if update.published_at:
            local = _local(update, zone)
            when = f"{local.day} {local:%B}, {clock(local)}" if several else clock(local)
            printed = f"Printed “{update.published_as}”." if update.published_as else ""
            reason = update.timezone.reason if update.timezone and update.timezone.assumed else ""
            title = " ".join(filter(None, (printed, reason)))
        yield update, when, title, [each for each in blocks[update.block : stop] if each]


def live_line(updates: Sequence[Update], zone: str) -> str:
    """Return the line above a live blog: how many entries, from when to when, in which order."""
    moments = [_local(update, zone) for update in updates if update.published_at]
    parts = [f"Live blog: {count(len(updates), 'update')}"]
    if moments:
        first, last = min(moments), max(moments)
        if first.date() == last.date():
            reach = f"{days(first.date(), last.date())}, {clock(first)} to {clock(last)}"
        else:
            reach = f"{instant(first, zone)} to {instant(last, zone)}"
        parts.append(f"{reach} ({zone_words(zone)})")
    if moments[1:]:
        steps = [one >= other for one, other in itertools.pairwise(moments) if one != other]
        order = "newest first" if all(steps) else "in the order of the page" if any(steps) else "oldest first"
        parts.append(order)
    return ", ".join(parts)


def _local(update: Update, zone: str) -> datetime:
    assert update.published_at is not None  # asked of dated updates alone
    return update.published_at.astimezone(ZoneInfo(zone))
