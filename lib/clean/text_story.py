"""Where the story stands among a page's lines, and which lines inside are its text."""

from dataclasses import dataclass

from lib.clean.text_lines import Line
from lib.clean.text_marks import Mark


@dataclass(frozen=True, slots=True)
class Span:
    """Lines first..last (both included) of the best run of prose."""

    first: int
    last: int


def story_span(lines: list[Line], marks: list[Mark]) -> Span | None:
    """The run of lines with the highest sum of worths: prose counts for a story, menus against."""
    best, best_span = 0.0, None
    total, first = 0.0, 0
    for line, mark in zip(lines, marks, strict=True):
        if total <= 0:
            total, first = 0.0, line.number
        total += worth(line, mark)
        if total > best:
            best, best_span = total, Span(first, line.number)
    return best_span


def worth(line: Line, mark: Mark) -> float:
    """What a line adds to a run: its words when it is prose, a cost when it is not."""
    if mark.rule is not None:
        return -30.0 if mark.rule.ends_story else -8.0
    if mark.kind in ("caption", "credit"):
        return -1.0
    if mark.kind == "clock":
        return -25.0
    if mark.kind in ("time", "byline"):
        return -6.0
    if line.prose:
        return min(line.weight, 100.0)
    if line.terminal and line.weight >= 3:
        return line.weight * 0.7
    return -5.0
