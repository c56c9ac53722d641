"""Locates the story among the lines of a copied text: the best run of prose."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.clean import words
from lib.clean.label.text_lists import LEAST_LIST
from lib.clean.says.clocks import find_clock
from lib.clean.says.stamps import ticker_opening
from lib.clean.segment import COST, Segment

_ENOUGH = 120.0  # worth of a run that is a story even if longer comments follow
_LISTED = 1.0
_SHORT = 5.0  # what a line costs that is neither a sentence nor marked
_BOXED = 2.0  # what a line of furniture costs below another
_TEASER = 60.0  # words of the sentence or two under a teaser's headline
_DATED_TEASER = 160.0  # of a teaser that a date stands over
_NAME = 4.0
_SHORT_TEASER = 38.0  # of a teaser in a list of few
_MANY = 5  # teasers that make a long list
_TAIL = 25.0  # words below furniture that are no part of the story
_NEAR = 7  # lines between two teasers of one list
_ALIKE = 2  # cards under the same pointer that show that it opens cards
_HEADLINE = 24.0  # words of a card's headline
_TALK = 4  # lines with which readers' comments open
_NO_HEADLINE = words.pattern("lists", "no headline")
_SAYS = words.pattern("lists", "speaker")
_GOES_ON = ",;)’'"
_LEAST_BROKEN = 8.0  # words of a broken paragraph
_NOTE = 5.0  # of a link's note, such as ', opens new tab'
_OFTEN = 3  # times that a page prints such a note
_ENDS = (":", "|", "»", "›", ">")  # what menus close with


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
    best: tuple[float, Span | None] = (0.0, None)
    signed = best
    for seen, total, span in _best_so_far(worths):
        best = total, span
        if seen == talk and total >= _ENOUGH / 2:
            break
        if span is None or total < _ENOUGH:
            continue
        rule = lines[seen].mark.rule
        if rule is not None and rule.name == "comments" and lines[seen].weight <= 6:
            break
        if seen == again:
            signed = best
    # A closing signature ends the story, unless more text stands below it than above.
    _, own = best if best[0] >= 2 * signed[0] else signed
    return _without_tail(own, worths, lines) if own else None


def _worth(line: Segment) -> float:
    """Return what a line adds to a run: its words if it is prose, else a negative cost."""
    mark = line.mark
    if mark.rule is not None:
        return -float(mark.rule.cost)
    by_shape = mark.caption is not None and not mark.caption.sure
    if mark.kind in ("caption", "credit") and not (line.terminal and by_shape):
        return -1.0
    if mark.kind in ("time", "byline"):
        return -6.0
    if mark.kind != "clock" and line.prose:
        return min(line.weight, 100.0)
    if mark.kind == "clock" or ticker_opening(line):
        return -25.0
    if line.terminal and line.weight >= 3:
        return line.weight * 0.7
    return -_SHORT


def _cheapen_boxes(worths: list[float], lines: Sequence[Segment]) -> None:
    """Lower what the further lines of a box of furniture cost a story that goes on below it."""
    rules = [line.mark.rule for line in lines]
    for number, (above, rule) in enumerate(pairwise(rules), 1):
        if above is None or above.cost != COST:
            continue
        if rule is not None and rule.cost == COST:
            worths[number] = -_BOXED
        elif above.name == "read more" and worths[number] == -_SHORT:  # its headline
            worths[number] = -1.0


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


def _best_so_far(worths: Sequence[float]) -> Iterator[tuple[int, float, Span | None]]:
    """Yield after each line its number, and the highest sum of a run so far with that run."""
    best, best_span = 0.0, None
    total, first = 0.0, 0
    for number, value in enumerate(worths):
        if total <= 0:
            total, first = 0.0, number
        total += value
        if total > best:
            best, best_span = total, Span(first, number)
        yield number, best, best_span


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


def find_teasers(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of short prose lines under headlines, one after another: other stories' teasers."""
    single = [number for number in range(1, len(lines)) if _teases(lines, number)]
    found = set(_set_in(lines))
    for chain in _chains(single):
        # A heading right under running text heads a section of it.
        chain = chain[1:] if chain[0] > 1 and _is_text(lines[chain[0] - 2]) else chain
        longest = _TEASER if len(chain) >= _MANY else _SHORT_TEASER
        # Cards print a day without a time of day, as live blogs do not.
        over = ((number, lines[number - 1].mark) for number in chain)
        dated = {n for n, mark in over if mark.times and not any(time.clock for time in mark.times)}
        found.update(dated if len(dated) >= LEAST_LIST else ())
        found.update(number for number in chain if len(chain) > 1 and lines[number].weight <= longest)
    return frozenset(found)


def _is_text(line: Segment) -> bool:
    return line.prose and not line.mark.kind


def _chains(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield groups of line numbers, each at most seven lines from the one before."""
    chain: list[int] = []
    for number in numbers:
        if chain and number - chain[-1] > _NEAR:
            yield chain
            chain = []
        chain.append(number)
    if chain:
        yield chain


def _teases(lines: Sequence[Segment], number: int) -> bool:
    """Return whether a line is a sentence or two below a headline, perhaps after a date and a name."""
    line, above = lines[number], lines[number - 1]
    dated = above.mark.kind == "time" and number > 1
    if not _is_text(line) or line.weight > (_DATED_TEASER if dated else _TEASER):
        return False
    over = lines[number - 2] if dated else above
    named = dated and not over.mark.kind and over.weight <= _NAME and not over.terminal
    if named and number > 2 and _heads(lines[number - 3]):  # with its author's name under it
        over = lines[number - 3]
    if not _heads(over) and not (dated and over.mark.kind == "byline"):
        return False
    if number + 1 == len(lines):
        return True
    after = lines[number + 1]
    sentence = after.prose or (after.terminal and not after.text.endswith(("?", "!")))
    return bool(after.mark.kind) or not sentence


def _heads(line: Segment) -> bool:
    return (
        not line.mark.kind
        and not line.prose
        and not line.text.endswith(".")
        and line.weight >= 3
        and not _NO_HEADLINE.search(line.text)
        and not find_clock(line.text[:60])
    )


def _set_in(lines: Sequence[Segment]) -> Iterator[int]:
    """Yield the lines of cards inside the text: headlines and teasers under a label used more than once."""
    cards: dict[str, list[int]] = {}
    for line in lines[:-3]:
        rule = line.mark.rule
        if rule and rule.name == "read more" and _is_card(lines[line.number + 1 : line.number + 4]):
            cards.setdefault(line.key, []).append(line.number)
    for places in cards.values():
        if len(places) >= _ALIKE:
            yield from (place + below for place in places for below in (2, 3))


def _is_card(lines: Sequence[Segment]) -> bool:
    """Return whether the lines are a section name in capitals, a headline and a sentence or two."""
    kicker, headline, teaser = lines
    return (
        not any(line.mark.kind for line in lines)
        and kicker.text.isupper()
        and kicker.weight <= _NAME
        and not headline.text.endswith(".")
        and 3 <= headline.weight <= _HEADLINE
        and teaser.prose
        and teaser.weight <= _SHORT_TEASER
    )


def find_broken(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of the lines that are parts of a paragraph broken into several lines."""
    times = Counter(line.key for line in lines if line.weight <= _NOTE)
    kept = [line for line in lines if times[line.key] < _OFTEN or not _goes_on(line)]
    found: set[int] = set()
    chain: list[Segment] = []
    for line in kept:
        above = chain[-1] if chain else None
        stops = above and not (above.mark.kind or above.terminal or above.gap_after)
        if above and stops and not (above.text.endswith(_ENDS) or line.mark.kind) and _goes_on(line):
            chain.append(line)
        else:
            found.update(_whole(chain))
            chain = [line]
    return frozenset(found.union(_whole(chain)))


def _whole(chain: Sequence[Segment]) -> Iterator[int]:
    """Yield the numbers of the lines if there are several and they form a paragraph."""
    if len(chain) > 1 and chain[-1].terminal and sum(line.weight for line in chain) >= _LEAST_BROKEN:
        yield from (line.number for line in chain)


def _goes_on(line: Segment) -> bool:
    first = line.text[0]
    return not line.gap_before and (first.islower() or first in _GOES_ON)
