"""Recognises short lines that belong to a story: runs of one shape, table rows, and what follows a colon."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from re import Pattern

from lib.clean.segment import Segment
from lib.clean.words import pattern

LEAST_LIST = 3  # lines of one shape that make a list
_LEAST_ANNOUNCING = 8.0  # words of a text that announces a list
_MOST_LISTED = 40  # lines under a colon
_LONGEST = 28.0  # words of a line that may be an entry
_ENTRY = 4  # words of a usual entry that a sign parts: labels and values have fewer
# Shares of the lines of a run.
_SHAPED = 0.75  # in one shape
_ROWS = 0.6  # rows of a table, or counts
_CELLS = 0.3  # cells, which show a table the more surely
_ROW = pattern("lists", "row")
LIST_SIGNS = (" – ", " — ", " -- ", " - ", " @ ")  # what parts an entry of a list anywhere on a page
INNER_SIGNS = (*LIST_SIGNS, ": ", "：", " (")  # and what parts it inside a story


def find_lists(lines: Sequence[Segment], signs: Sequence[str]) -> frozenset[int]:
    """Return the numbers of lines in runs of similar short lines, with numbers or one of `signs` in them."""
    runs = (lines[start:end] for start, end in _runs(lines, _may_be_listed))
    return frozenset(line.number for run in runs if _is_of_one_shape(run, signs) for line in run)


def find_rows(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of lines between two texts that are rows or cells of a table, or "12 boats"."""
    found: set[int] = set()
    for start, end in _runs(lines, lambda line: not line.mark.kind and _may_be_listed(line)):
        unmarked = not any(line.mark.kind for line in lines[max(0, start - 1) : end + 1])
        run = lines[start:end]
        rows = max(_share(run, _ROW), _share(run, pattern("lists", "counted")))
        cells = _share(run, pattern("lists", "cell"))
        is_table = rows >= max(LEAST_LIST / len(run), _ROWS) or cells >= _CELLS
        if 0 < start < end < len(lines) and unmarked and is_table:
            found.update(line.number for line in run)
    return frozenset(found)


def find_announced(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of the texts that end with a colon and of the short lines below each."""
    found: set[int] = set()
    for place, line in enumerate(lines, 1):
        if line.mark.kind or not line.text.endswith((":", "：")) or line.weight < _LEAST_ANNOUNCING:
            continue
        items = list(itertools.takewhile(_may_be_listed, lines[place : place + _MOST_LISTED]))
        if items[1:] and not items[1].gap_before:  # they stand close, so that the first gap ends them
            items[1:] = itertools.takewhile(lambda each: not each.gap_before, items[1:])
        if items and not any(pattern("lists", "shown post").search(each.text) for each in items):
            found.update(each.number for each in (line, *items))
    return frozenset(found)


def _runs(lines: Sequence[Segment], belongs: Callable[[Segment], bool]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of LEAST_LIST lines or more for which `belongs` is true."""
    end = 0
    for is_run, members in itertools.groupby(lines, belongs):
        start, end = end, end + len(list(members))
        if is_run and end - start >= LEAST_LIST:
            yield start, end


def _may_be_listed(line: Segment) -> bool:
    return not line.prose and not line.terminal and line.mark.kind in ("", "time") and line.weight <= _LONGEST


def _is_of_one_shape(run: Sequence[Segment], signs: Sequence[str]) -> bool:
    """Return whether most lines begin with a number, share one of `signs`, or are rows of a table."""
    if _share(run, _ROW) >= _SHAPED:
        return True
    if any(sum(sign in line.text for line in run) >= _SHAPED * len(run) for sign in signs):
        return sum(line.weight for line in run) >= _ENTRY * len(run)
    return _share(run, pattern("lists", "numbered")) >= _SHAPED


def _share(run: Sequence[Segment], shape: Pattern[str]) -> float:
    return sum(bool(shape.search(line.text)) for line in run) / len(run)
