"""Finds lines of a copied text that their neighbours explain: teasers of other stories, broken paragraphs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.clean.label.text_lists import LEAST_LIST
from lib.clean.says.clocks import find_clock
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.letters import is_small

_LONGEST = 60.0  # words of the sentence or two under a teaser's headline
_DATED = 160.0  # of a teaser that a date stands over
_SHORT = 38.0  # of a teaser in a list of few
_MANY = 5  # teasers that make a long list
_NEAR = 7  # lines between two teasers of one list
_ALIKE = 2  # cards under the same pointer that show that it opens cards
_NAME = 4.0  # words of an author's name, or of a section's, over a teaser
_HEADLINE = 24.0  # words of a card's headline
_OPENING = 60  # characters of a line in which the time stands that makes it no headline
_LEAST = 8.0  # words of a broken paragraph
_NOTE = 5.0  # words of a link's note, such as ', opens new tab'
_OFTEN = 3  # times that a page prints such a note
_GOES_ON = ",;)’'"  # signs with which a line goes on, as with a small letter
_ENDS = (":", "|", "»", "›", ">")  # what menus close with


@dataclass(frozen=True, slots=True)
class Apart:
    """The numbers of lines known from their neighbours: other stories' teasers, broken paragraphs."""

    teasers: frozenset[int]
    broken: frozenset[int]


def find_teasers(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of short prose lines under headlines, one after another: other stories' teasers."""
    single = [number for number in range(1, len(lines)) if _teases(lines, number)]
    found = set(_set_in(lines))
    for chain in _chains(single, lines):
        # A heading right under running text heads a section of it.
        chain = chain[1:] if chain[0] > 1 and _is_text(lines[chain[0] - 2]) else chain
        longest = _LONGEST if len(chain) >= _MANY else _SHORT
        # Cards print a day without a time of day, as live blogs do not.
        over = ((number, lines[number - 1].mark) for number in chain)
        dated = {n for n, mark in over if mark.times and not any(time.clock for time in mark.times)}
        found.update(dated if len(dated) >= LEAST_LIST else ())
        found.update(number for number in chain if len(chain) > 1 and lines[number].weight <= longest)
    return frozenset(found)


def _is_text(line: Segment) -> bool:
    return line.prose and not line.mark.kind


def _chains(numbers: Sequence[int], lines: Sequence[Segment]) -> Iterator[list[int]]:
    """Yield groups of line numbers that lie close: at most seven lines and one paragraph apart."""
    chain: list[int] = []
    for number in numbers:
        if chain and (number - chain[-1] > _NEAR or sum(map(_is_text, lines[chain[-1] + 1 : number])) > 1):
            yield chain
            chain = []
        chain.append(number)
    if chain:
        yield chain


def _teases(lines: Sequence[Segment], number: int) -> bool:
    """Return whether a line is a sentence or two below a headline, perhaps after a date and a name."""
    line, above = lines[number], lines[number - 1]
    dated = above.mark.kind == "time" and number > 1
    if not _is_text(line) or line.weight > (_DATED if dated else _LONGEST):
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
        and not pattern("lists", "no headline").search(line.text)
        and not find_clock(line.text[:_OPENING])
    )


def _set_in(lines: Sequence[Segment]) -> Iterator[int]:
    """Yield the numbers of the lines of cards inside the text: headline and teaser below a repeated label."""
    cards: dict[str, list[int]] = {}
    for line in lines[:-3]:
        opens = line.mark.rule_name == "read more"
        if opens and _is_card(lines[line.number + 1 : line.number + 4]):
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
        and teaser.weight <= _SHORT
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
    """Yield the numbers of the lines if there are several and they make one whole paragraph."""
    if len(chain) > 1 and chain[-1].terminal and sum(line.weight for line in chain) >= _LEAST:
        yield from (line.number for line in chain)


def _goes_on(line: Segment) -> bool:
    first = line.text[0]
    return not line.gap_before and (is_small(first) or first in _GOES_ON)
