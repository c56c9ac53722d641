"""Finds when a copied story was published and changed, from the lines around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lib.clean.fields.dating import NOT_DATED, Dating, best_of, changed_after, dating, with_clock_below
from lib.clean.says.instants import Instant, counted_back, instant_in_line
from lib.clean.says.times import says_updated
from lib.clean.segment import Clock, PrintedTime, RelativeTime, Segment
from lib.model.article import Timezone
from lib.model.capture import Capture

_CAPTION = 4  # words of a caption before its day


@dataclass(frozen=True, slots=True)
class Timing:
    """The printed times of a copied text with their lines: a date, an update, or else a clock."""

    line: Segment | None = None
    published: PrintedTime | None = None
    updated: PrintedTime | None = None
    clock_line: Segment | None = None  # holds the clock of a date on the line above
    undated: Clock | None = None
    relative: RelativeTime | None = None

    def instant(self, capture: Capture, order: str, assumed: Callable[[], Timezone]) -> Instant | None:
        """Return when the story was published; None if no date is printed.

        `order` says what decides the order of day and month in ambiguous dates, or that nothing does.
        """
        counted = self.undated or self.relative
        if self.line is None or (own := self.published) is None:
            return counted_back(self.line.text, counted, capture, assumed) if self.line and counted else None
        found = instant_in_line(self.line.text, own)
        if self.clock_line:
            found = replace(found, printed=f"{found.printed} {self.clock_line.text}".strip())
        if own.order == "either":
            return replace(found, unplaced=order)
        return replace(found, source=f"{found.source}, {own.order} {order}") if own.other else found

    def is_of(self, line: Segment) -> bool:
        """Return whether a line prints the date of the story, with the same clock or, like it, none."""
        own = self.published or self.updated
        printed = [(time.day, time.clock) for time in line.mark.times]
        return own is not None and (own.day, own.clock) in printed


def text_times(
    timing: Timing, capture: Capture, order: str, assumed: Callable[[], Timezone]
) -> tuple[Dating, Dating]:
    """Return when a copied story was published, and when it was last changed.

    `order` says what decides the order of day and month in ambiguous dates, or that nothing does.
    """
    published = dating(timing.instant(capture, order, assumed), assumed)
    zone = published.timezone
    if timing.updated is None or timing.line is None:
        return published, NOT_DATED
    changed = dating(instant_in_line(timing.line.text, timing.updated), lambda: zone or assumed())
    return published, changed_after(published, changed, capture)


def find_timing(dated: Sequence[Sequence[Segment]], undated: Sequence[Sequence[Segment]]) -> Timing:
    """Return the time in the first group of lines with a date, else the first relative time or clock.

    `dated` and `undated` are groups of lines, best first. If the date is that of an update, a later group may
    give the publication date; in the last group, below the story, an update alone does not count. A clock
    alone on its line counts only in the first group: elsewhere it is an entry of a ticker.
    """
    *_, closing = groups = [_dated(lines) for lines in dated]
    found = [group for group in groups if group]
    first = found[0] if found else Timing()
    change = first.published if first.published and first.published.role == "updated" else None
    for timing in found if change else ():
        own = timing.published
        if change and own and own.role == "published" and own.day <= change.day:
            return replace(timing, updated=change)
    if found:
        return Timing(first.line, updated=change) if change and first is closing else first
    for index, lines in enumerate(undated):
        if counted := _undated(lines, clocks=not index):
            return counted
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
