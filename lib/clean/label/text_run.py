"""Locates the story among the lines of a copied text: the best run of prose."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.clean import words
from lib.clean.says.stamps import ticker_opening
from lib.clean.segment import COST, Segment

_ENOUGH = 120.0  # worth of a run that is a story even if longer comments follow
# What a line adds to a run, in words of prose, and what others take from it.
_MOST = 100.0  # words that a line of prose adds: a single long one is no story
_STOPPED = 0.7  # of the words of a sentence that is too short for prose
_LISTED = 1.0  # by a line of a list
_PICTURE = 1.0  # by a caption or credit, which stories hold
_BOXED = 2.0  # by a line of furniture below another
_SHORT = 5.0  # by a line that is neither a sentence nor marked
_SIGNED = 6.0  # by a byline or a time, with which another story may begin
_TICKER = 25.0  # by a time of day or an item behind one: such items are stories of their own
_NAME = 4.0  # words of a name over a reader's comment
_TAIL = 25.0  # words below furniture that are no part of the story
_TALK = 4  # lines with which readers' comments open
_SAYS = words.pattern("lists", "speaker")


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers of the first and last line of the best run of prose, both included."""

    first: int
    last: int


def story_span(lines: Sequence[Segment], teasers: frozenset[int], listed: frozenset[int]) -> Span | None:
    """Return the best run of prose, that before readers' comments if it is long enough; None without."""
    worths = [
        0.0 if line.number in teasers else _LISTED if line.number in listed else _worth(line)
        for line in lines
    ]
    _cheapen_boxes(worths, lines)
    says = [line.number for line in lines if line.weight <= _NAME and _SAYS.match(line.text)]
    talk = says[0] if len(says) >= _TALK else None  # 'harbourfan says:', over a reader's comment
    again = _signed_again(lines)
    most, best = 0.0, Span(0, 0)  # the highest sum of a run so far, and that run
    signed = most, best  # and at the closing signature
    total, first = 0.0, 0
    for line, worth in zip(lines, worths, strict=True):
        if total <= 0:
            total, first = 0.0, line.number
        total += worth
        if total > most:
            most, best = total, Span(first, line.number)
        rule = line.mark.rule
        comments = rule is not None and rule.name == "comments" and line.weight <= 6
        if (line.number == talk and most >= _ENOUGH / 2) or (comments and most >= _ENOUGH):
            break
        if line.number == again and most >= _ENOUGH:
            signed = most, best
    # A closing signature ends the story, unless more text stands below it than above.
    own = best if most >= 2 * signed[0] else signed[1]
    return _without_tail(own, worths, lines) if most else None


def _worth(line: Segment) -> float:
    """Return what a line adds to a run: its words if it is prose, else a negative cost."""
    mark = line.mark
    if mark.rule is not None:
        return -float(mark.rule.cost)
    by_shape = mark.caption is not None and not mark.caption.sure
    if mark.kind in ("caption", "credit") and not (line.terminal and by_shape):
        return -_PICTURE
    if mark.kind in ("time", "byline"):
        return -_SIGNED
    if mark.kind == "clock" or (ticker_opening(line) and not line.prose):
        return -_TICKER
    if line.prose:
        return min(line.weight, _MOST)
    if line.terminal and line.weight >= 3:
        return line.weight * _STOPPED
    return -_SHORT


def _cheapen_boxes(worths: list[float], lines: Sequence[Segment]) -> None:
    """Lower the cost of furniture's lines but the first of a box: a story may go on below it."""
    rules = [line.mark.rule for line in lines]
    for number, (above, rule) in enumerate(pairwise(rules), 1):
        if above is None or above.cost != COST:
            continue
        if rule is not None and rule.cost == COST:
            worths[number] = -_BOXED


def _signed_again(lines: Sequence[Segment]) -> int | None:
    """Return the number of the line that repeats a byline behind a label, "Authors: ...", or None."""
    signed: set[frozenset[str]] = set()
    for line in lines:
        if line.mark.byline is not None:
            names = frozenset(line.mark.byline.authors)
            if names in signed and ":" in line.text.split()[0]:
                return line.number
            signed.add(names)
    return None


def _without_tail(span: Span, worths: Sequence[float], lines: Sequence[Segment]) -> Span:
    """Return the span without a little prose at its end that two lines of furniture set off."""
    # Page numbers stand inside stories too.
    parts = [line.mark.rule is not None and line.mark.rule.cost > 1 for line in lines]
    last, gained = span.last, 0.0
    for number in range(span.last, span.first, -1):
        if worths[number] > 0:
            last, gained = (number, 0.0) if last < 0 else (last, gained)
            gained += worths[number]
        elif parts[number] and parts[number - 1] and gained < _TAIL:
            last = -1  # the story ends further up
    return Span(span.first, last if last >= 0 else span.first)
