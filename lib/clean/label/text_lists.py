"""Recognises short lines that belong to a story: runs of one shape, table rows, and what follows a colon."""

import itertools
from collections.abc import Sequence
from re import Pattern

from lib.clean import words
from lib.clean.segment import Segment

LEAST_LIST = 3  # lines of one shape that make a list
_LEAST_ANNOUNCING = 8.0  # words of a text that announces a list
_MOST_LISTED = 40  # lines under a colon
_LONGEST = 28.0  # words of a line that may be an entry
_ENTRY = 4  # words of a usual entry that a sign parts: labels and values have fewer
# Shares of a run: in one shape; of rows or counts, and of cells, which say the more by themselves.
_SHAPED, _ROWS, _CELLS = 0.75, 0.6, 0.3
_NUMBERED = words.pattern("lists", "numbered")
_SHOWN = words.pattern("lists", "shown post")
_ROW = words.pattern("lists", "row")
_COUNTED = words.pattern("lists", "counted")
_CELL = words.pattern("lists", "cell")
LIST_SIGNS = (" – ", " — ", " -- ", " - ", " @ ")  # what parts an entry of a list anywhere on a page
INNER_SIGNS = (*LIST_SIGNS, ": ", "：", " (")  # and what parts it inside a story


def find_lists(lines: Sequence[Segment], signs: Sequence[str]) -> frozenset[int]:
    """Return the numbers of lines in runs of similar short lines, with numbers or one of `signs` in them."""
    listed: set[int] = set()
    for may_be, members in itertools.groupby(lines, _may_be_listed):
        run = list(members)
        if may_be and len(run) >= LEAST_LIST and _one_shape(run, signs):
            listed.update(member.number for member in run)
    return frozenset(listed)


def find_rows(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of lines between two texts that are rows or cells of a table, or "12 boats"."""
    found: set[int] = set()
    shaped = itertools.groupby(lines, lambda line: not line.mark.kind and _may_be_listed(line))
    groups = [(listed, list(members)) for listed, members in shaped]
    for (_, above), (listed, run), (_, below) in zip(groups, groups[1:], groups[2:], strict=False):
        among_text = not (above[-1].mark.kind or below[0].mark.kind)
        rows = max(_share(run, _ROW), _share(run, _COUNTED)) >= max(LEAST_LIST / len(run), _ROWS)
        if listed and among_text and len(run) >= LEAST_LIST and (rows or _share(run, _CELL) >= _CELLS):
            found.update(line.number for line in run)
    return frozenset(found)


def _share(run: Sequence[Segment], shape: Pattern[str]) -> float:
    return sum(bool(shape.search(line.text)) for line in run) / len(run)


def find_announced(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of the texts that end with a colon and of the short lines below each."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        if line.mark.kind or not line.text.endswith((":", "：")) or line.weight < _LEAST_ANNOUNCING:
            continue
        below = lines[place + 1 : place + 1 + _MOST_LISTED]
        items = list(itertools.takewhile(_may_be_listed, below))
        if items[1:] and not items[1].gap_before:
            items[1:] = itertools.takewhile(lambda each: not each.gap_before, items[1:])
        if items and not any(_SHOWN.search(each.text) for each in items):
            found.update(each.number for each in (line, *items))
    return frozenset(found)


def _may_be_listed(line: Segment) -> bool:
    return not line.prose and not line.terminal and line.mark.kind in ("", "time") and line.weight <= _LONGEST


def _one_shape(run: Sequence[Segment], signs: Sequence[str]) -> bool:
    """Return whether most lines begin with a number, share one of `signs`, a separator, or are rows."""
    enough = _SHAPED * len(run)
    if _share(run, _ROW) >= _SHAPED:
        return True
    if any(sum(sign in line.text for line in run) >= enough for sign in signs):
        return sum(line.weight for line in run) >= _ENTRY * len(run)
    return sum(bool(_NUMBERED.match(line.text)) for line in run) >= enough
