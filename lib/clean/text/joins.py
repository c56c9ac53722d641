"""Paragraphs that a copy broke at their links: lines that stop in mid-sentence and go on in small letters."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark

_GOES_ON = ",;)’'"
_LEAST = 8.0  # words of a broken paragraph
_NOTE = 5.0  # of a link's note, such as ', opens new tab'
_OFTEN = 3  # times that a page prints such a note
_ENDS = (":", "|", "»", "›", ">")  # what menus close with


def find_broken(lines: Sequence[Line], marks: Sequence[Mark]) -> frozenset[int]:
    """Return the numbers of the lines that are pieces of broken paragraphs, but for the notes of their
    links.
    """
    times = Counter(line.key for line in lines if line.weight <= _NOTE)
    told = [line for line in lines if times[line.key] < _OFTEN or not _goes_on(line)]
    found: set[int] = set()
    for chain in _chains(told, marks):
        if chain[-1].terminal and sum(line.weight for line in chain) >= _LEAST:
            found.update(line.number for line in chain)
    return frozenset(found)


def _chains(lines: Sequence[Line], marks: Sequence[Mark]) -> Iterator[list[Line]]:
    """Run of lines, each broken off and taken up by the next."""
    chain: list[Line] = []
    for above, line in itertools.pairwise(lines):
        if not marks[line.number].kind and _stops_short(above, marks[above.number]) and _goes_on(line):
            chain = [*chain, line] if chain else [above, line]
            continue
        if chain:
            yield chain
        chain = []
    if chain:
        yield chain


def _stops_short(line: Line, mark: Mark) -> bool:
    return not mark.kind and not line.terminal and not line.gap_after and not line.text.endswith(_ENDS)


def _goes_on(line: Line) -> bool:
    first = line.text[0]
    return not line.gap_before and (first.islower() or first in _GOES_ON)
