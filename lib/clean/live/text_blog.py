"""Finds the updates of a live blog copied as text: times in a row, each above a headline or sentences.

A ticker beside a story looks the same. The difference is that a live blog's entries are the story: they have
most of the page's prose and follow its head without a heading of their own.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.clean.label.labels import Label, Labels
from lib.clean.live.updates import LEAST, SHARE, Entry, are_of_live_blog
from lib.clean.says.stamps import HEADLINE, lone_stamp, timed_opening
from lib.clean.segment import Segment

BOXED = 0.75  # of the page's prose, where a line like a box's heading stands over the first time


def find_entries(lines: Sequence[Segment]) -> tuple[Entry, ...]:
    """Return the updates of a copied live blog in order; () if the text is no live blog."""
    total = sum(line.weight for line in lines if line.prose)
    runs = (
        run
        for alone, dated in itertools.product((True, False), repeat=2)
        for run in _runs(lines, [each for each in _starts(lines, alone) if bool(each.stamp.moment) is dated])
        if _is_live(lines, run, total)
    )
    return max(runs, key=len, default=())


def _starts(lines: Sequence[Segment], alone: bool) -> Iterator[Entry]:
    """Yield an entry for each time that begins a line.

    If `alone`, the time must be alone on its line, and not below a byline.
    """
    for line in lines:
        opening = None if alone else timed_opening(line)
        stamp = opening.stamp if opening else None
        if alone and line.mark.kind in ("clock", "time"):
            signs = line.number and lines[line.number - 1].mark.kind == "byline"
            stamp = None if signs else lone_stamp(line.text)
        if stamp and (opening or stamp.is_timed):
            number, begins = line.number, opening.end if opening else 0
            yield Entry(first=number, stop=number + 1, stamp=stamp, timed=number, opening=begins)


def _runs(lines: Sequence[Segment], starts: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Yield runs of entries that follow each other, as pairs (entry, number of the line where it stops).

    An entry needs sentences below its time, or else two neighbours that have them.
    """
    ends = [*(entry.timed for entry in starts[1:]), len(lines)][: len(starts)]
    entries = [replace(entry, stop=_stop(lines, entry, end)) for entry, end in zip(starts, ends, strict=True)]
    full = [any(line.is_sentence for line in lines[each.timed + 1 : each.stop]) for each in entries]
    runs: list[list[Entry]] = [[]]
    for number, (entry, end) in enumerate(zip(entries, ends, strict=True)):
        is_update = full[number] or full[number - 1 : number] == full[number + 1 : number + 2] == [True]
        if is_update:
            runs[-1].append(entry)
        if entry.stop < end or not is_update:
            runs.append([])
    yield from (tuple(_with_heads(lines, run)) for run in runs)


def _stop(lines: Sequence[Segment], entry: Entry, end: int) -> int:
    """Return the number of the line before which an update ends: boilerplate, a label, the next time."""
    begun = False
    for number in range(entry.timed + 1, end):
        line, mark = lines[number], lines[number].mark
        if mark.rule_name in ("related", "note", "newsletter", "control"):
            return number
        if line.is_sentence:
            begun = True
            continue
        below = lines[number + 1 : number + 3]  # after a headline sentences follow, or the next time
        if begun and not mark.kind and number + 2 < end and not any(line.is_sentence for line in below):
            return number
    if end < len(lines):
        return end
    sentences = (number for number in range(entry.timed, end) if lines[number].is_sentence)
    return max(sentences, default=entry.timed) + 1


def _with_heads(lines: Sequence[Segment], run: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries of a run; if all have a headline above the time, each begins with its headline."""
    over = [not entry.opening and _is_head(lines, entry.timed - 1) for entry in run]
    under = [not entry.opening and _is_head(lines, entry.timed + 1) for entry in run]
    if not all(over) or all(under):
        yield from run
        return
    stops = [*(entry.timed - 1 for entry in run[1:]), run[-1].stop]
    for entry, stop in zip(run, stops, strict=True):
        yield replace(entry, first=entry.timed - 1, stop=min(stop, entry.stop))


def _is_head(lines: Sequence[Segment], number: int) -> bool:
    if not 0 <= number < len(lines):
        return False
    line = lines[number]
    return not line.mark.kind and not line.prose and not line.terminal and 2 <= line.weight <= HEADLINE


def _is_live(lines: Sequence[Segment], run: Sequence[Entry], total: float) -> bool:
    if len(run) < LEAST or not are_of_live_blog([entry.stamp for entry in run]):
        return False
    held = sum(line.weight for entry in run for line in lines[entry.first : entry.stop] if line.prose)
    above = run[0].first - 1
    headed = above < 0 or bool(lines[above].mark.rule) or _is_head(lines, above)
    return held >= (BOXED if headed else SHARE) * total


def live_start(lines: Sequence[Segment], entries: Sequence[Entry]) -> int:
    """Return the number of the first line of the prose just above the first update, 0 without updates."""
    number = entries[0].first if entries else 0
    while number and lines[number - 1].prose and not lines[number - 1].mark.kind:
        number -= 1
    return number


def keep_entries(entries: Sequence[Entry], labels: Labels) -> None:
    """Label the updates: headlines as sub-headings, sentences as text, times as fields."""
    for entry in entries:
        begun = False
        for line in labels.segments[entry.first : entry.stop]:
            if not labels.is_open(line):
                continue
            if line.number == entry.timed:
                words = [Label("body", level=2, start=entry.opening)] if entry.opening else []
                labels.place(line, Label(None, "field: time", end=entry.opening or None), *words)
            elif line.is_sentence and not line.mark.rule:
                labels.keep(line, "body")
                begun = True
            elif not begun and _is_head(labels.segments, line.number):
                labels.keep(line, "body", level=2)
