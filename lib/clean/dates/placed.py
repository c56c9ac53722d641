"""When a story was published, from the lines around its headline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.clean.dates.printed import Clock, PrintedTime, RelativeTime, says_updated
from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark
from lib.clean.text.sheet import Part


@dataclass(frozen=True, slots=True)
class Timing:
    """The best printed time and the lines it stands on; a clock or a relative time for want of a date."""

    line: Line | None = None
    published: PrintedTime | None = None
    updated: PrintedTime | None = None
    clock_line: Line | None = None  # holds the clock of a date on the line above
    undated: Clock | None = None
    relative: RelativeTime | None = None

    @property
    def printed(self) -> str | None:
        """The time as the page prints it."""
        found = self.published or self.undated or self.relative
        if self.line is None or found is None:
            return None
        printed = self.line.text[found.start : found.end]
        return f"{printed} {self.clock_line.text}" if self.clock_line else printed

    def is_of(self, mark: Mark) -> bool:
        """Return whether a line prints the same time once more."""
        own = self.published
        return own is not None and any(time.day == own.day and time.clock == own.clock for time in mark.times)


def find_timing(
    dated: Sequence[Sequence[Line]], undated: Sequence[Sequence[Line]], marks: Sequence[Mark]
) -> Timing:
    """Return the time of the first group of lines with a date, else with a relative time or a time of day.

    A time of day alone on its line counts in the first group of those only: further off it is a ticker's.
    """
    for lines in dated:
        if timing := _dated(lines, marks):
            return timing
    for index, lines in enumerate(undated):
        if timing := _undated(lines, marks, clocks=not index):
            return timing
    return Timing()


def parts_of(line: Line, mark: Mark, *, clock: bool) -> list[Part]:
    """Return each time of a line from the end of the piece before it, so that its label goes with it."""
    parts = []
    position = mark.byline.end if mark.byline and not mark.byline.start else 0
    for time in mark.times:
        start = position if mark.kind == "time" or mark.byline else time.start
        parts.append(Part(min(start, time.start), time.end, rule="field: time"))
        position = time.end
    if mark.undated:
        parts.append(Part(position, mark.undated.end, rule="field: time"))
    if mark.relative:
        parts += _relative_parts(line.text, position, mark.relative)
    if mark.kind == "clock" and clock:
        parts.append(Part(0, len(line.text), rule="field: time"))
    if mark.read_time:
        parts.append(Part(max(position, mark.read_time.start), mark.read_time.end, rule="field: read time"))
    return parts


def _relative_parts(text: str, position: int, relative: RelativeTime) -> list[Part]:
    """'Published 3 hours ago, updated at 9:42': the relative time, and a change named after it."""
    parts = [Part(min(position, relative.start), relative.end, rule="field: time")]
    if says_updated(text[relative.end :]):
        parts.append(Part(relative.end, len(text), rule="field: time"))
    return parts


def _dated(lines: Sequence[Line], marks: Sequence[Mark]) -> Timing | None:
    """Return the best printed time among the lines: said to be published, else unlabelled, else updated."""
    found = [
        (line, time)
        for line in lines
        if marks[line.number].kind in ("time", "byline")
        for time in marks[line.number].times
    ]
    if not found:
        return None
    rank = {"published": 0, "unlabelled": 1, "updated": 2}
    line, published = min(found, key=lambda pair: rank[pair[1].role])
    updates = [time for _, time in found if time.role == "updated"]
    updated = updates[0] if updates and published.role != "updated" else None
    clocked, clock_line = _with_clock_below(line, published, marks, lines)
    return Timing(line, clocked, updated, clock_line)


def _with_clock_below(
    line: Line, printed: PrintedTime, marks: Sequence[Mark], lines: Sequence[Line]
) -> tuple[PrintedTime, Line | None]:
    """Return a date and its clock may stand on two lines."""
    below = next((other for other in lines if other.number == line.number + 1), None)
    if below is None or printed.clock or printed.end < len(line.text.rstrip(" ,")):
        return printed, None
    clock = marks[below.number].clock
    return (replace(printed, clock=clock), below) if clock else (printed, None)


def _undated(lines: Sequence[Line], marks: Sequence[Mark], *, clocks: bool) -> Timing | None:
    """Return the first time that no date stands beside."""
    for line in lines:
        mark = marks[line.number]
        if mark.undated:
            return Timing(line, undated=mark.undated)
        if mark.relative and not says_updated(line.text[: mark.relative.start]):
            return Timing(line, relative=mark.relative)
        if clocks and mark.kind == "clock" and mark.clock:
            return Timing(line, undated=Clock(0, len(line.text), mark.clock))
    return None
