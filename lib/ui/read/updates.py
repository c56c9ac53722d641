"""The entries of a live blog with their times, and a line that sums them up."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from lib.model.article import Article, Update
from lib.model.wording import count, zone_words
from lib.ui.wording import clock, day, instant

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[Shown]):
    """An entry of a live blog as shown: its time in words, a note on that or "", its visible blocks."""

    update: Update
    when: str
    note: str
    blocks: list[Shown]


def entries(story: Article, zone: str, blocks: Sequence[Shown | None]) -> Iterator[Entry[Shown]]:
    """Yield the entries of a live blog with times in the timezone `zone`.

    `blocks` are the story's blocks as shown, with None for a block that is not shown.
    """
    of_days = {_in_timezone(each.published_at, zone).date() for each in story.updates if each.published_at}
    stops = [*(update.block for update in story.updates), len(blocks)][1:]
    for update, stop in zip(story.updates, stops, strict=True):
        printed = f"Printed “{update.published_as}”." if update.published_as else ""
        assumed = update.timezone.reason if update.timezone and update.timezone.assumed else ""
        yield Entry(
            update=update,
            when=_time_words(update, zone, with_day=len(of_days) > 1),
            note=" ".join(filter(None, (printed, assumed))) if update.published_at else "",
            blocks=[each for each in blocks[update.block : stop] if each],
        )


def _time_words(update: Update, zone: str, *, with_day: bool) -> str:
    """Return the time of an entry in words: understood, else as printed, else that there is none."""
    if update.published_at:
        local = _in_timezone(update.published_at, zone)
        return f"{local.day} {local:%B}, {clock(local)}" if with_day else clock(local)
    if update.published_as:
        return f"{update.published_as}, as printed; the page does not name the day"
    return "No time on the page"


def live_line(updates: Sequence[Update], zone: str) -> str:
    """Return the line above a live blog: number of entries, their first and last time, their order."""
    moments = [_in_timezone(each.published_at, zone) for each in updates if each.published_at]
    parts = [f"Live blog: {count(len(updates), 'update')}"]
    if moments:
        ends = min(moments), max(moments)
        reach = f"{instant(ends[0], zone)} to {instant(ends[1], zone)}"
        if ends[0].date() == ends[1].date():
            reach = f"{day(ends[0].date())}, {' to '.join(dict.fromkeys(map(clock, ends)))}"
        parts.append(f"{reach} ({zone_words(zone)})")
    if newer := [one > other for one, other in itertools.pairwise(moments) if one != other]:
        mixed = "in the order of the page" if any(newer) else "oldest first"
        parts.append("newest first" if all(newer) else mixed)
    return ", ".join(parts)


def _in_timezone(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))
