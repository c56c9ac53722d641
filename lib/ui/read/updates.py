"""A live blog as a reader follows it: each update under its time, and a line on how far they reach."""

import itertools
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from lib.model.article import Article, Block, Update
from lib.model.wording import count, zone_words
from lib.ui.markup import clock, days, el, esc, instant

Written = Callable[[int, Block], str]


def body(story: Article, zone: str, written: Written) -> str:
    """Return the story's blocks, those of each update in a section of its own; `written` writes one block."""
    blocks = [written(number, block) for number, block in enumerate(story.blocks)]
    starts = [update.block for update in story.updates]
    several = len({_local(update, zone).date() for update in story.updates if update.published_at}) > 1
    parts = [_line(story.updates, zone), "".join(blocks[: starts[0]])]
    for update, stop in zip(story.updates, [*starts[1:], len(blocks)], strict=True):
        when = el("p", _when(update, zone, several=several), "when")
        parts.append(_section(story, update, when + "".join(blocks[update.block : stop]), zone))
    return "".join(parts)


def _section(story: Article, update: Update, inside: str, zone: str) -> str:
    """Return a section named by its headline, else by its time."""
    if story.blocks[update.block].level:
        return el("section", inside, "update", aria_labelledby=f"b{update.block}")
    when = instant(update.published_at, zone) or update.published_as or "without a time"
    return el("section", inside, "update", aria_label=f"Update, {when}")


def _line(updates: Sequence[Update], zone: str) -> str:
    moments = [_local(update, zone) for update in updates if update.published_at]
    parts = [f"Live blog: {count(len(updates), 'update')}"]
    if moments:
        parts.append(f"{_reach(min(moments), max(moments))} ({zone_words(zone)})")
    parts += [_order(moments)] if len(moments) > 1 else []
    return el("p", esc(", ".join(part for part in parts if part)), "live-line")


def _reach(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return f"{days(first.date(), last.date())}, {clock(first)} to {clock(last)}"
    return f"{instant(first, _name(first))} to {instant(last, _name(last))}"


def _order(moments: Sequence[datetime]) -> str:
    pairs = list(itertools.pairwise(moments))
    if all(first >= later for first, later in pairs):
        return "newest first"
    return "oldest first" if all(first <= later for first, later in pairs) else "in the order of the page"


def _when(update: Update, zone: str, *, several: bool) -> str:
    """Return the time of an update; how the page prints it, and what was assumed, on hover."""
    if not update.published_at:
        said = f"{update.published_as}, as printed; the page does not tell the day"
        return el("span", esc(said if update.published_as else "No time on the page"))
    local = _local(update, zone)
    shown = f"{local.day} {local:%B}, {clock(local)}" if several else clock(local)
    printed = f"Printed “{update.published_as}”." if update.published_as else ""
    reason = update.timezone.reason if update.timezone and update.timezone.assumed else ""
    title = " ".join(part for part in (printed, reason) if part)
    more = {"title": title} if title else {}
    return el("time", esc(shown), datetime=update.published_at.isoformat(), **more)


def _local(update: Update, zone: str) -> datetime:
    assert update.published_at is not None  # asked of dated updates alone
    return update.published_at.astimezone(ZoneInfo(zone))


def _name(moment: datetime) -> str:
    return str(moment.tzinfo)
