"""Marking parts of a text: names, search hits and the reader's highlights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Span = Sequence[Any]  # [start, end, ...] in the text


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive runs that lie all inside or all outside a highlight of the reader."""

    runs: tuple[Run, ...]
    own: bool = False


def marked(
    text: str, spans: Iterable[Span] = (), offset: int = 0, *, own: Iterable[Span] = ()
) -> tuple[Passage, ...]:
    """Return the text as passages with the spans marked; overlapping spans are joined.

    The spans count from the beginning of a longer text, of which this one begins at `offset`; `own` are the
    reader's highlights in it.
    """
    passages, at, spans = [], 0, list(spans)
    for start, end in _joined(own, offset, len(text)):
        passages.append(Passage(_marked_runs(text[at:start], spans, offset + at)))
        passages.append(Passage(_marked_runs(text[start:end], spans, offset + start), own=True))
        at = end
    passages.append(Passage(_marked_runs(text[at:], spans, offset + at)))
    return tuple(passage for passage in passages if passage.runs)


def by_block(spans: Iterable[tuple[int, int, int]]) -> dict[int, list[tuple[int, int]]]:
    """Return {number of a block: spans in it} for spans of a story, each as (block, start, end)."""
    marked: dict[int, list[tuple[int, int]]] = {}
    for block, start, end in spans:
        marked.setdefault(block, []).append((start, end))
    return marked


def _marked_runs(text: str, spans: Iterable[Span], offset: int) -> tuple[Run, ...]:
    """Return the text as runs, with those in the spans marked; `offset` is where the text begins."""
    runs, at = [], 0
    for start, end in _joined(spans, offset, len(text)):
        runs += [Run(text[at:start]), Run(text[start:end], marked=True)]
        at = end
    return tuple(run for run in (*runs, Run(text[at:])) if run.text)


def _joined(spans: Iterable[Span], offset: int, length: int) -> list[tuple[int, int]]:
    """Return the spans in order, cut to a text of `length` that begins at `offset`; overlaps are joined."""
    joined: list[tuple[int, int]] = []
    for first, last, *_ in sorted(spans, key=lambda span: (span[0], span[1])):
        start, end = max(0, first - offset), min(length, last - offset)
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
