"""Where the story stands among a page's lines: the best run of prose."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.clean.text_lines import Line
from lib.clean.text_marks import Mark

_TEASER = 38.0  # words of the sentence or two under a teaser's headline
_NEAR = 7  # lines between two teasers of one list


@dataclass(frozen=True, slots=True)
class Span:
    """Lines first..last (both included) of the best run of prose."""

    first: int
    last: int


def story_span(lines: Sequence[Line], marks: Sequence[Mark], teasers: frozenset[int]) -> Span | None:
    """The run of lines with the highest sum of worths: prose counts for a story, menus against."""
    best, best_span = 0.0, None
    total, first = 0.0, 0
    for line, mark in zip(lines, marks, strict=True):
        if total <= 0:
            total, first = 0.0, line.number
        total += 0.0 if line.number in teasers else worth(line, mark)
        if total > best:
            best, best_span = total, Span(first, line.number)
    return best_span


def worth(line: Line, mark: Mark) -> float:
    """What a line adds to a run: its words when it is prose, a cost when it is not."""
    if mark.rule is not None:
        return -float(mark.rule.cost)
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


def find_teasers(lines: Sequence[Line], marks: Sequence[Mark]) -> frozenset[int]:
    """Short prose between two headline-like lines, where the pattern repeats: a list of other stories."""
    single = [number for number in range(1, len(lines)) if _teases(lines, marks, number)]
    inserted = {number for number in single if _follows_a_pointer(lines, marks, number)}
    return frozenset(inserted) | frozenset(
        number
        for index, number in enumerate(single)
        if (index and number - single[index - 1] <= _NEAR)
        or (index + 1 < len(single) and single[index + 1] - number <= _NEAR)
    )


def _teases(lines: Sequence[Line], marks: Sequence[Mark], number: int) -> bool:
    line = lines[number]
    if not line.prose or line.weight > _TEASER or marks[number].kind:
        return False
    after = lines[number + 1] if number + 1 < len(lines) else None
    heads = _heads(lines[number - 1], marks[number - 1])
    return heads and (after is None or not (after.prose or after.terminal) or bool(marks[after.number].kind))


def _follows_a_pointer(lines: Sequence[Line], marks: Sequence[Mark], number: int) -> bool:
    """A card set into a story: 'Read also', perhaps a kicker, a headline, its teaser."""
    for above in range(number - 2, max(-1, number - 4), -1):
        rule = marks[above].rule
        if rule is not None:
            return rule.name in ("slot", "link to another story")
        if lines[above].prose or lines[above].terminal:
            return False
    return False


def _heads(line: Line, mark: Mark) -> bool:
    return not mark.kind and not line.prose and not line.text.endswith(".") and line.weight >= 3
