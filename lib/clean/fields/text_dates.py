"""When a copied story was published and changed, as the lines around it print it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from lib.clean.fields.dates import Dating, Timing
from lib.clean.says.instants import local_moment
from lib.clean.says.timezones import decide_timezone, to_local, to_utc
from lib.model.article import DAY_ONLY, Timezone
from lib.model.capture import Capture

_CLOCK_ONLY = "The page prints the time of day only; its date is inferred from the day of the capture."
_AGO = "The page counts the time back from the moment of reading; it is counted back from the capture."


@dataclass(frozen=True, kw_only=True)
class TextTimes:
    """The times of a story in a text capture."""

    capture: Capture
    timing: Timing
    order: str  # what decides between day and month in a date of numbers, or that nothing does
    clock: Callable[[], Timezone]  # the time zone of a time that names none

    @cached_property
    def published(self) -> Dating:
        """When the story was published."""
        at = self._instant()
        return Dating(
            at=at,
            printed=self.timing.printed.strip() if self.timing.printed else None,
            timezone=self.timezone if at else None,
            source=self._source(),
        )

    @property
    def updated(self) -> datetime | None:
        """When the story was last changed."""
        changed = self.timing.updated.local if self.timing.updated else None
        return to_utc(changed, self.timezone) if changed else None

    @cached_property
    def timezone(self) -> Timezone:
        """The time zone of the story's own time, with the reason for what is inferred."""
        printed = self.timing.published or self.timing.undated
        zone = decide_timezone(printed.timezone if printed else None, self.clock)
        if self.timing.undated or self.timing.relative:
            why = _CLOCK_ONLY if self.timing.undated else _AGO
            return replace(zone, assumed=True, reason=f"{why} {zone.reason}")
        return zone

    def _instant(self) -> datetime | None:
        """Return the time of publication; without a date it needs a capture that knows when it was made."""
        timed, timezone = self.timing, self.timezone
        if timed.published:
            return to_utc(timed.published.local, timezone) if timed.published.order != "either" else None
        if self.capture.captured_assumed is not None:
            return None
        clock = timed.undated.clock if timed.undated else None
        local = local_moment(clock, timed.relative, to_local(self.capture.captured_at, timezone))
        return to_utc(local, timezone) if local else None

    def _source(self) -> str:
        """Return how the instant was found, or why a printed time gives none."""
        published = self.timing.published
        if published and published.order == "either":
            return f"printed time, not placed: {self.order}"
        if published:
            source = "printed time" if published.clock else f"printed time, {DAY_ONLY}"
            return f"{source}, {published.order} {self.order}" if published.other else source
        if self.timing.printed and self.capture.captured_assumed is not None:
            return "printed time, not placed: it holds no date, and when the page was read is not known"
        if relative := self.timing.relative:
            whole = relative.before or relative.clock
            return "printed time, counted back from the capture" + ("" if whole else f", {DAY_ONLY}")
        return "printed time, date inferred from the capture" if self.timing.undated else ""
