"""Finds the segments of a story that print a text of it once more: pull quotes, summaries, whole copies."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from lib.clean.label.located import Located
from lib.clean.segment import Segment
from lib.clean.segments.boxes import LINKED
from lib.clean.segments.elements import heading_level
from lib.model.folding import folded

KNOWN = 40  # folded characters of the shortest text that a story does not print twice by chance
QUOTED = 20  # and of one that stands apart, as a quotation does, from the paragraph that holds it
REFRAIN = 3  # times that a text is printed on purpose between texts that are printed once
SHORT = 300  # texts of a story in which each is counted: counting costs their number times its length
REPEATED = 0.8  # of a segment's text that other segments hold, each as a whole

JOINED = 4  # segments, captions too, that an excerpt above them may open
CUT_OFF = ("…", "...", "…]", "...]")

_QUOTES, _LISTED = frozenset({"quote", "factbox"}), frozenset({"list", "table", "embed"})


def repeats(layout: Located, found: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of segments that repeat text of the story: pull quotes, texts printed again."""
    folds, segments = layout.page.folds, layout.page.segments
    heads = {folds[number] for number in found if heading_level(segments[number].element)}
    contents = {number for number in found if _leads_to(heads, segments[number])}
    long = [number for number in found if len(folds[number]) > KNOWN and number not in contents]
    yield from contents
    yield from _pulled(layout, found)
    for number in long:  # an excerpt, cut off where the text below goes on
        goes_on = "".join(folds[number + 1 : number + 1 + JOINED])
        if segments[number].text.endswith(CUT_OFF) and goes_on.startswith(folds[number]):
            yield number
    for number, below in pairwise(long):  # a summary, and the same behind the dateline
        if folds[below] != folds[number] and folds[below].endswith(folds[number]):
            yield number
    yield from _copies(folds, long, layout.body.chosen)


def _leads_to(headings: Set[str], line: Segment) -> bool:
    """Return whether a line, as one of a list of contents, is mostly links to these headings."""
    names = {folded(line.text[link.start : link.end]) for link in line.links if link.url.startswith("#")}
    return line.linked > LINKED and bool(names) and names <= headings and not heading_level(line.element)


def _pulled(layout: Located, found: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of quotations and boxes whose words another segment, or an earlier copy, prints."""
    folds = layout.page.folds
    whole = "\n".join(folds[number] for number in found)
    for number in found:
        own, marks = folds[number], layout.marks[number]
        apart = len(own) >= QUOTED and marks & _QUOTES and not marks & _LISTED
        if apart and whole.count(own) > 1:
            others = (each for each in found if each != number and own in folds[each])
            if any(each < number or folds[each] != own for each in others):
                yield number


def _copies(folds: Sequence[str], long: Sequence[int], chosen: frozenset[int]) -> Iterator[int]:
    """Yield the numbers of the longer segments that repeat one or several others.

    Of copies the first stays, a chosen one before others. A refrain stays: what is printed three times, each
    time between texts that are printed once, as a question to several persons.
    """
    times = Counter(folds[number] for number in long)
    kept: dict[str, int] = {}
    for number in sorted(long, key=lambda n: (n not in chosen, n)):
        kept.setdefault(folds[number], number)
    lengths = _lengths(folds, long, kept)
    for place, number in enumerate(long):
        fold, around = folds[number], long[max(0, place - 1) : place + 2]
        alone = sum(times[folds[near]] > 1 for near in around) == 1
        if kept[fold] != number and not (alone and times[fold] >= REFRAIN):
            yield number
        held = [part for part in _parts(fold, lengths) if kept.get(part, number) != number]
        if len(held) > 1 and sum(map(len, held)) > REPEATED * len(fold):
            yield number


def _lengths(folds: Sequence[str], long: Sequence[int], texts: Mapping[str, int]) -> Mapping[str, set[int]]:
    """Return the lengths of the texts that may be a part of another, by their first KNOWN characters."""
    found: dict[str, set[int]] = {}
    whole = "\n".join(folds[number] for number in long)
    for text in texts:  # of a short story few are asked about at each place of its texts
        if len(long) > SHORT or whole.count(text[:KNOWN]) > 1:
            found.setdefault(text[:KNOWN], set()).add(len(text))
    return found


def _parts(text: str, lengths: Mapping[str, set[int]]) -> set[str]:
    """Return the parts of a text that have the first characters and the length of one in `lengths`."""
    places = range(len(text) - KNOWN if lengths else 0)
    return {text[at : at + size] for at in places for size in lengths.get(text[at : at + KNOWN], ())}
