"""Locates the story among the lines of a copied text: the best run of prose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.clean import words
from lib.clean.says.bare_names import OPENING
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
_HEADING = 6.0  # words of a line that announces comments
_TAIL = 25.0  # words below furniture that are no part of the story
_TALK = 4  # lines with which readers' comments open
_SAYS = words.pattern("lists", "speaker")


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers of the first and last line of the best run of prose, both included."""

    first: int
    last: int


def story_span(lines: Sequence[Segment], teasers: frozenset[int], listed: frozenset[int]) -> Span | None:
    """Return the best run of prose; if it is long enough, the run above the readers' comments.

    Lines of the numbers in `teasers` add nothing to a run, lines in `listed` a fixed amount. None if there is
    no prose.
    """
    if not lines:
        return None
    worths = _worths(lines, teasers, listed)
    best = _best_runs(worths)
    comments = (line for line, enough in sorted(_comments(lines).items()) if best[line][0] >= enough)
    most, span = best[next(comments, -1)]
    closing = _closing_signature(lines)
    if closing is not None and _ENOUGH <= best[closing][0] <= most < 2 * best[closing][0]:
        span = best[closing][1]  # it ends the story: no more text stands below it than above
    return _without_tail(span, worths, lines) if most else None


def _worths(lines: Sequence[Segment], teasers: frozenset[int], listed: frozenset[int]) -> list[float]:
    """Return what each line adds to a run; furniture below furniture costs little, as in a box."""
    furniture = [line.mark.rule is not None and line.mark.rule.cost == COST for line in lines]
    boxed = [False, *(above and here for above, here in pairwise(furniture))]
    return [
        -_BOXED if inside
        else 0.0 if line.number in teasers
        else _LISTED if line.number in listed
        else _worth(line)
        for line, inside in zip(lines, boxed, strict=False)
    ]  # fmt: skip


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


def _best_runs(worths: Sequence[float]) -> list[tuple[float, Span]]:
    """Return for each line the highest sum of a run that ends there or above, at least 0, and its span."""
    best, total, first = [(0.0, Span(0, 0))], 0.0, 0
    for number, worth in enumerate(worths):
        if total <= 0:
            total, first = 0.0, number
        total += worth
        best.append((total, Span(first, number)) if total > best[-1][0] else best[-1])
    return best[1:]


def _comments(lines: Sequence[Segment]) -> Mapping[int, float]:
    """Return the lines at which readers' comments may begin, each with the least worth of a story above."""
    heads = (line for line in lines if line.weight <= _HEADING and line.mark.rule_name == "comments")
    begin = {line.number: _ENOUGH for line in heads}
    says = [line.number for line in lines if line.weight <= _NAME and _SAYS.match(line.text)]
    if len(says) >= _TALK:  # 'harbourfan says:', over a reader's comment
        begin[says[0]] = _ENOUGH / 2
    return begin


def _closing_signature(lines: Sequence[Segment]) -> int | None:
    """Return the number of the line that repeats the byline at the end, "Authors: ..."; or None."""
    signed: set[frozenset[str]] = set()
    for line in lines:
        if (byline := line.mark.byline) is not None:
            names, opening = frozenset(byline.authors), OPENING.match(line.text[byline.start :])
            if names in signed and opening and opening["colon"]:
                return line.number
            signed.add(names)
    return None


def _without_tail(span: Span, worths: Sequence[float], lines: Sequence[Segment]) -> Span:
    """Return the span without a little prose at its end, if two lines of furniture stand above that."""
    # Page numbers stand inside stories too.
    parts = [line.mark.rule is not None and line.mark.rule.cost > 1 for line in lines]
    last, below = span.last, 0.0  # words between a line and the story's end
    for number in range(span.last, span.first, -1):
        if worths[number] > 0:
            below += worths[number]
        elif parts[number] and parts[number - 1] and below < _TAIL:
            last, below = max(above for above in range(span.first, number) if worths[above] > 0), 0.0
    return Span(span.first, last)
