"""Where the updates of a live blog begin: in containers of one shape, or under times that stand in a row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from lib.clean.html.marks import heading_level
from lib.clean.html.segments import Piece
from lib.clean.live.clock_run import runs_back
from lib.clean.live.times import NO_STAMP, Stamp, opens, stamp_of, stands_alone

LEAST = 4  # updates that make a live blog
SHARE = 0.5  # of the story's text that stands in them
_TOLD = 40  # characters under a time that stands in a row: less is a player's or a programme's
_HEIGHT = 6  # elements from a time up to its update's container

Box = tuple[HtmlElement, Stamp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The pieces of one update, and its time."""

    first: int
    stop: int
    stamp: Stamp = NO_STAMP
    box: HtmlElement | None = None


def boxed(pieces: Sequence[Piece], kept: Mapping[int, int], stamps: Iterable[HtmlElement]) -> list[Entry]:
    """Return the updates that are containers of one shape, each with its own time and some of the story's
    text.

    `kept` gives the length of the story's text in each piece that holds some.
    """
    weights = _weights(pieces, kept)
    total = sum(kept.values())
    timed = {node: stamp for node in stamps if _tells_time(stamp := stamp_of(node))}
    best: tuple[int, Mapping[HtmlElement, Stamp]] = (0, {})
    for group in _groups(timed):
        held = {box: timed[node] for box, node in group.items() if weights.get(box)}
        weight = sum(weights[box] for box in held)
        if len(held) >= LEAST and weight >= SHARE * total and weight > best[0]:
            best = (weight, held)
    return list(_entries(pieces, best[1]))


def _tells_time(stamp: Stamp) -> bool:
    """Return whether a time says more than a day: the days of sources and cards make no live blog."""
    return bool(stamp.moment or stamp.clock)


def _groups(stamps: Iterable[HtmlElement]) -> Iterable[dict[HtmlElement, HtmlElement]]:
    """Return elements around times, grouped by what they are and what they stand in.

    Each with its first time.
    """
    groups: dict[tuple[object, ...], dict[HtmlElement, HtmlElement]] = {}
    for stamp in stamps:
        for _, box in zip(range(_HEIGHT), stamp.iterancestors(), strict=False):
            parent = box.getparent()
            if parent is None or box.tag in ("body", "main"):
                break
            shape = (box.tag, parent.tag, parent.get("class"), parent.getparent())
            groups.setdefault(shape, {}).setdefault(box, stamp)
    return groups.values()


def _weights(pieces: Sequence[Piece], kept: Mapping[int, int]) -> dict[HtmlElement, int]:
    weights: dict[HtmlElement, int] = {}
    for number, weight in kept.items():
        inner = pieces[number].inner
        for node in (inner, *inner.iterancestors()):
            weights[node] = weights.get(node, 0) + weight
    return weights


def _entries(pieces: Sequence[Piece], boxes: Mapping[HtmlElement, Stamp]) -> Iterator[Entry]:
    spans: dict[HtmlElement, list[int]] = {}
    for number, piece in enumerate(pieces) if boxes else ():
        box = next((node for node in (piece.inner, *piece.inner.iterancestors()) if node in boxes), None)
        if box is not None:
            spans.setdefault(box, []).append(number)
    for box, numbers in spans.items():
        yield Entry(first=numbers[0], stop=numbers[-1] + 1, stamp=boxes[box], box=box)


def in_a_row(
    pieces: Sequence[Piece], kept: Mapping[int, int], open_to: frozenset[int], *, told_live: bool
) -> list[Entry]:
    """Return the updates that follow times which stand alone or open headlines.

    `open_to` are the pieces that may be a time: kept ones, and such as were cut as a time or by no rule.
    Times of day alone tell a live blog only where the newest stands first: programmes and chronicles run
    forward.
    """
    starts = {
        number: stamp for number in sorted(open_to) if (stamp := _stamp(pieces[number], number in kept))
    }
    entries = list(_ranges(pieces, kept, starts))
    weight = sum(kept.get(number, 0) for each in entries for number in range(each.first, each.stop))
    if len(entries) < LEAST or weight < SHARE * sum(kept.values()):
        return []
    stamps = [entry.stamp for entry in entries]
    told = told_live or all(stamp.moment for stamp in stamps)
    return entries if told or runs_back([stamp.clock for stamp in stamps if stamp.clock]) else []


def _stamp(piece: Piece, is_kept: bool) -> Stamp | None:
    alone = stands_alone(piece.text)
    if alone:
        node = next(
            iter([*([piece.inner] if piece.inner.tag == "time" else []), *piece.inner.iter("time")]), None
        )
        return alone if node is None else stamp_of(node)
    heads = heading_level(piece.element) or piece.strong
    return opens(piece.text) if is_kept and heads and len(piece.text) < 200 else None


def _ranges(pieces: Sequence[Piece], kept: Mapping[int, int], starts: Mapping[int, Stamp]) -> Iterator[Entry]:
    """From each time to the next; a headline right over a time belongs to it."""
    if not starts:
        return
    last = max(kept)
    firsts = [number - 1 if _is_headed(pieces, kept, starts, number) else number for number in starts]
    for (number, stamp), first, stop in zip(starts.items(), firsts, [*firsts[1:], last + 1], strict=True):
        if number <= last and sum(kept.get(each, 0) for each in range(first, stop)) >= _TOLD:
            yield Entry(first=first, stop=stop, stamp=stamp)


def _is_headed(
    pieces: Sequence[Piece], kept: Mapping[int, int], starts: Mapping[int, Stamp], number: int
) -> bool:
    above, below = number - 1, number + 1
    if above not in kept or above in starts or not heading_level(pieces[above].element):
        return False
    return below < len(pieces) and not heading_level(pieces[below].element)
