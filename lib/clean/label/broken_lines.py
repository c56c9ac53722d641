"""Finds the paragraphs of a copied text that are broken into several lines in mid-sentence."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lib.clean.segment import Segment

_LEAST = 8.0  # words of a broken paragraph
_NOTE = 5.0  # words of a link's note, such as ', opens new tab'
_OFTEN = 3  # times that a page prints such a note
_GOES_ON = ",;)’'"  # signs with which a line goes on, as with a small letter
_ENDS = (":", "|", "»", "›", ">")  # what menus close with


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
    if len(chain) > 1 and chain[-1].terminal and sum(line.weight for line in chain) >= _LEAST:
        yield from (line.number for line in chain)


def _goes_on(line: Segment) -> bool:
    first = line.text[0]
    return not line.gap_before and (first.islower() or first in _GOES_ON)
