"""Cuts what a copied text prints more than once: pull quotes, tables of contents, second copies."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from lib.clean.label.labels import Labels
from lib.clean.measure import asks
from lib.clean.segment import Segment
from lib.clean.words import pattern

WHOLE_QUOTE = pattern("lists", "whole quote")
_OFTEN = 3  # times that a line or a link's label is printed, which then is no text
_COPY = 4.0  # words of the shortest line that goes at its second place
_PULLED = 8.0  # words of the shortest quotation set large


def headings_in_contents(lines: Sequence[Segment]) -> frozenset[str]:
    """Return the keys of headings in a table of contents: two lines in a row that recur above prose."""
    last = {line.key: index for index, line in enumerate(lines)}
    over_prose = {index for index, (_, below) in enumerate(pairwise(lines)) if below.prose}
    listed = [
        last[line.key] > index and last[line.key] in over_prose and not line.prose
        for index, line in enumerate(lines)
    ]
    pairs = zip(pairwise(lines), pairwise(listed), strict=True)
    return frozenset(line.key for pair, both in pairs if all(both) for line in pair)


def cut_repeats(lines: Sequence[Segment], contents: Collection[str], labels: Labels) -> None:
    """Cut text printed three times, the second of two copies, pull quotes, and labelled links.

    Repeated questions are kept: an interview asks several persons the same. Of headings that a table of
    `contents` lists, the copy in the table is cut.
    """
    times = Counter(line.key for line in lines)
    links = Counter(label for line in lines if not line.prose and (label := _label(line)))
    prose = " | ".join(line.key for line in lines if line.prose)
    seen: set[str] = set()
    for line in lines:
        is_listed = line.key in contents
        if not labels.is_open(line) or (asks(line.text) and not is_listed):
            continue
        again = line.key in seen
        seen.add(line.key)
        if is_listed:
            if not again:
                labels.cut(line, "repeated")
        elif times[line.key] >= _OFTEN or (again and line.weight >= _COPY) or _is_pulled(line, prose):
            labels.cut(line, "repeated")
        elif not (line.prose or line.terminal) and links[_label(line)] >= _OFTEN:
            labels.cut(line, "related")


def _label(line: Segment) -> str:
    """Return the label that opens a line, such as "Read also"; "" for other lines."""
    label = pattern("lists", "label").match(line.text)
    return label["label"] if label else ""


def _is_pulled(line: Segment, prose: str) -> bool:
    """Return whether a line is a pull quote: a paragraph contains its words."""
    besides_itself = 1 if line.prose else 0
    may_be = not line.prose or WHOLE_QUOTE.match(line.text)
    return bool(may_be) and line.weight >= _PULLED and prose.count(line.key) > besides_itself
