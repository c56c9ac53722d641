"""Finds the segments of a story that print a text of it once more: pull quotes, summaries, whole copies."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lib.clean.label.located import Located
from lib.clean.measure import ends_a_sentence
from lib.clean.segments.elements import nearest

KNOWN = 40  # folded characters of the shortest text that a story does not print twice by chance
QUOTED = 20  # and of one that stands apart, as a quotation does, from the paragraph that holds it
REFRAIN = 3  # times that a text is printed on purpose between texts that are printed once

JOINED = 4  # segments, captions too, that an excerpt above them may open
CUT_OFF = ("…", "...", "…]", "...]")

_QUOTES, _LISTED = frozenset({"quote", "factbox"}), frozenset({"list", "table", "embed"})


def repeats(layout: Located, found: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of segments that print text of the story once more: pull quotes, copies."""
    folds, segments = layout.folds, layout.segments
    long = [number for number in found if len(folds[number]) > KNOWN]
    pulled = set(_pulled(layout, found))
    yield from pulled
    for number in found:  # who said it, below
        quote = nearest(segments[number].element, "blockquote")
        named = quote is not None and number - 1 in pulled and not ends_a_sentence(segments[number].text)
        if named and number - 1 in layout.page.within(quote):
            yield number
    for number in long:  # an excerpt, cut off where the text below goes on
        goes_on = "".join(folds[number + 1 : number + 1 + JOINED])
        if segments[number].text.endswith(CUT_OFF) and goes_on.startswith(folds[number]):
            yield number
    for number, below in pairwise(long):  # a summary, and the same behind the dateline
        if folds[below] != folds[number] and folds[below].endswith(folds[number]):
            yield number
    yield from _copies(folds, long, layout.body.chosen)


def _pulled(layout: Located, found: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of quotations and boxes whose words stand in another segment of the story."""
    folds = layout.folds
    whole = "\n".join(folds[number] for number in found)
    for number in found:
        own, marks = folds[number], layout.marks[number]
        apart = len(own) >= QUOTED and marks & _QUOTES and not marks & _LISTED
        if apart and whole.count(own) > 1:
            others = (each for each in found if each != number and own in folds[each])
            if any(each < number or folds[each] != own for each in others):
                yield number


def _copies(folds: Sequence[str], long: Sequence[int], chosen: frozenset[int]) -> Iterator[int]:
    """Yield the numbers of the longer segments that repeat another one; the first chosen copy stays.

    A refrain stays: what is printed three times, each time between texts that are printed once, as a question
    to several persons.
    """
    times = Counter(folds[number] for number in long)
    kept: dict[str, int] = {}
    for number in sorted(long, key=lambda n: (n not in chosen, n)):
        kept.setdefault(folds[number], number)
    for place, number in enumerate(long):
        around = long[max(0, place - 1) : place + 2]
        alone = sum(times[folds[near]] > 1 for near in around) == 1
        if kept[folds[number]] != number and not (alone and times[folds[number]] >= REFRAIN):
            yield number
