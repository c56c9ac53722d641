"""Finds when a copied story was published and changed, from the lines around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lib.clean.fields.dates import Dating, best_of, with_clock_below
from lib.clean.says.instants import local_moment
from lib.clean.says.times import says_updated
from lib.clean.says.timezones import decide_timezone, to_local, to_utc
from lib.clean.segment import Clock, PrintedTime, RelativeTime, Segment
from lib.model.article import DAY_ONLY, Timezone
from lib.model.capture import Capture

_CAPTION = 4  # words of a caption before its day
_CLOCK_ONLY = "The page prints the time of day only; its date is inferred from the day of the capture."
_AGO = "The page counts the time back from the moment of reading; it is counted back from the capture."


@dataclass(frozen=True, slots=True)
class Timing:
    """The printed times of a copied text with their lines: a date, an update, or else a clock."""

    line: Segment | None = None
    published: PrintedTime | None = None
    updated: PrintedTime | None = None
    clock_line: Segment | None = None  # holds the clock of a date on the line above
    undated: Clock | None = None
    relative: RelativeTime | None = None

    @property
    def printed(self) -> str | None:
        """The time as printed; None without one."""
        found = self.published or self.undated or self.relative
        if self.line is None or found is None:
            return None
        printed = self.line.text[found.start : found.end]
        return f"{printed} {self.clock_line.text}" if self.clock_line else printed

    def is_of(self, line: Segment) -> bool:
        """Return whether the line prints the same time again."""
        own = self.published
        return own is not None and any(
            time.day == own.day and time.clock == own.clock for time in line.mark.times
        )


def text_times(
    timing: Timing, capture: Capture, order: str, assumed: Callable[[], Timezone]
) -> tuple[Dating, datetime | None]:
    """Return when a copied story was published, and when it was last changed (UTC), or None.

    `order` tells what decides the order of day and month in ambiguous dates, or that nothing does.
    """
    printed = timing.published or timing.undated
    zone = decide_timezone(printed.timezone if printed else None, assumed)
    if timing.undated or timing.relative:
        why = _CLOCK_ONLY if timing.undated else _AGO
        zone = replace(zone, assumed=True, reason=f"{why} {zone.reason}")
    local, source = _local(timing, capture, order, zone)
    shown, changed = timing.printed, timing.updated
    at = to_utc(local, zone) if local else None
    dated = Dating(at=at, printed=shown and shown.strip(), timezone=zone if at else None, source=source)
    return dated, to_utc(changed.local, zone) if changed else None


def _local(timing: Timing, capture: Capture, order: str, zone: Timezone) -> tuple[datetime | None, str]:
    """Return the local publication time or None, and how it was found or why a printed time gives none."""
    published, relative = timing.published, timing.relative
    if published and published.order == "either":
        return None, f"printed time, not placed: {order}"
    if published:
        source = "printed time" if published.clock else f"printed time, {DAY_ONLY}"
        return published.local, f"{source}, {published.order} {order}" if published.other else source
    if not timing.printed:
        return None, ""
    if capture.captured_assumed is not None:
        return None, "printed time, not placed: it holds no date, and when the page was read is not known"
    clock = timing.undated.clock if timing.undated else None
    local = local_moment(clock, relative, to_local(capture.captured_at, zone))
    if relative:
        day = "" if relative.before or relative.clock else f", {DAY_ONLY}"
        return local, f"printed time, counted back from the capture{day}"
    return local, "printed time, date inferred from the capture"


def find_timing(dated: Sequence[Sequence[Segment]], undated: Sequence[Sequence[Segment]]) -> Timing:
    """Return the time in the first group of lines with a date, else the first relative time or clock.

    If that is an update, a later group may give the publication date. A clock alone on its line counts only
    in the first group: elsewhere it belongs to a ticker.
    """
    found = [timing for lines in dated if (timing := _dated(lines))]
    for timing in found:
        first, own = found[0].published, timing.published
        if first and own and first.role == "updated" and own.role == "published" and own.day <= first.day:
            return replace(timing, updated=first)
    if found:
        return found[0]
    for index, lines in enumerate(undated):
        if timing := _undated(lines, clocks=not index):
            return timing
    return Timing()


def _dated(lines: Sequence[Segment]) -> Timing | None:
    timed = [line for line in lines if line.mark.kind in ("time", "byline")]
    found = [
        (line, printed)
        for line in timed
        for printed in line.mark.times
        if not (line.mark.kind == "time" and _is_of_caption(line.text, printed))
    ]
    best = best_of(found)
    if best is None:
        return None
    line, own = best
    below = next((other for other in lines if other.number == line.number + 1), None)
    whole = with_clock_below(line.text, own, below.mark.clock if below else None)
    update = next((printed for _, printed in found if printed.role == "updated" != own.role), None)
    return Timing(line, whole, update, below if whole is not own else None)


def _is_of_caption(text: str, printed: PrintedTime) -> bool:
    """Return whether the date ends a picture's caption: "The boats at the quay, 12 March 2024"."""
    shows = text[: printed.start].rstrip()
    words = shows.removesuffix(",").split()
    closes = shows.endswith(",") and not text[printed.end :].strip(" .")
    bare_day = printed.role == "unlabelled" and not printed.clock
    return bare_day and closes and len(words) >= _CAPTION and any(word[0].islower() for word in words)


def _undated(lines: Sequence[Segment], *, clocks: bool) -> Timing | None:
    """Return the timing of the first clock or relative time without a date, or None."""
    for line in lines:
        mark = line.mark
        if mark.undated:
            return Timing(line, undated=mark.undated)
        if mark.relative and not says_updated(line.text[: mark.relative.start]):
            return Timing(line, relative=mark.relative)
        if clocks and mark.kind == "clock" and mark.clock:
            return Timing(line, undated=Clock(0, len(line.text), mark.clock))
    return None
