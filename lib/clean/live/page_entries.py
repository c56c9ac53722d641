"""Finds the updates that a page prints: elements of one shape with a time each, or times in a row."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from lib.clean.live.updates import LEAST, SHARE, Entry, are_of_live_blog
from lib.clean.says.stamps import Stamp, leading_stamp, lone_stamp, stamp_of
from lib.clean.segment import Segment
from lib.clean.segments.elements import heading_level
from lib.clean.segments.page import Page

_LEAST_TEXT = 40  # characters under a time that stands in a row: less is a player's or a programme's
_HEIGHT = 6  # elements from a time up to its update's container


def boxed(page: Page, kept: Mapping[int, int]) -> list[Entry]:
    """Return the entries of a live blog as elements of one shape, each with a time and text of the story.

    The shape is the one that holds most of the text; [] if that is less than SHARE of it, or if it has fewer
    than LEAST elements. `kept` maps segments of the story's text to their lengths.
    """
    until = [*itertools.accumulate((kept.get(n, 0) for n in range(len(page.segments))), initial=0)]
    # Times that say no more than a day are those of sources and cards.
    timed = {node: stamp for node in page.source.timed if (stamp := stamp_of(node)).is_timed}
    most, best = 0, list[Entry]()
    for group in _groups(timed):
        places = ((box, page.within(box), timed[node]) for box, node in group.items())
        entries = (Entry(first=at.start, stop=at.stop, stamp=stamp, box=box) for box, at, stamp in places)
        held = [entry for entry in entries if until[entry.stop] > until[entry.first]]
        weight = sum(until[entry.stop] - until[entry.first] for entry in held)
        if len(held) >= LEAST and weight >= SHARE * until[-1] and weight > most:
            most, best = weight, held
    return best


def _groups(nodes: Iterable[HtmlElement]) -> Iterable[dict[HtmlElement, HtmlElement]]:
    """Return groups of elements of one shape and place, each element with the first time in it."""
    groups: dict[tuple[object, ...], dict[HtmlElement, HtmlElement]] = {}
    for node in nodes:
        for box in itertools.islice(node.iterancestors(), _HEIGHT):
            parent = box.getparent()
            if parent is None:
                break
            shape = (box.tag, parent.tag, parent.get("class"), parent.getparent())
            groups.setdefault(shape, {}).setdefault(box, node)
    return groups.values()


def in_a_row(segments: Sequence[Segment], kept: Mapping[int, int], open_to: frozenset[int]) -> list[Entry]:
    """Return the entries of a live blog whose times stand alone on a line or open headlines; [] if none do.

    `kept` maps segments of the story's text to their lengths. `open_to` are the segments that may be times:
    kept ones, and those cut as a time or by no rule.
    """
    stamps = ((number, _stamp(segments[number], number in kept)) for number in sorted(open_to))
    starts = {number: stamp for number, stamp in stamps if stamp}
    entries = list(_ranges(segments, kept, starts))
    weight = sum(kept.get(number, 0) for entry in entries for number in range(entry.first, entry.stop))
    if len(entries) < LEAST or weight < SHARE * sum(kept.values()):
        return []
    return entries if are_of_live_blog([entry.stamp for entry in entries]) else []


def _stamp(segment: Segment, is_kept: bool) -> Stamp | None:
    if alone := lone_stamp(segment.text):
        node = next(segment.inner.iter("time"), None)
        return alone if node is None else stamp_of(node)
    heads = heading_level(segment.element) or segment.strong
    return leading_stamp(segment.text) if is_kept and heads else None


def _ranges(
    segments: Sequence[Segment], kept: Mapping[int, int], starts: Mapping[int, Stamp]
) -> Iterator[Entry]:
    """Yield the entries, each from a time in `starts` to the next.

    A headline just above a time belongs to it.
    """

    def first_of(number: int) -> int:
        above, below = number - 1, segments[number + 1 : number + 2]
        headed = above in kept and heading_level(segments[above].element)
        return above if headed and below and not heading_level(below[0].element) else number

    ranges = itertools.pairwise([*map(first_of, starts), max(kept) + 1])
    for stamp, (first, stop) in zip(starts.values(), ranges, strict=True):
        if sum(kept.get(n, 0) for n in range(first, stop)) >= _LEAST_TEXT:
            yield Entry(first=first, stop=stop, stamp=stamp)
