"""Choosing for each name of a network the side of its mark where it hides least of the lines."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lib.charts.placing import Box, Lines, Points

# Across and up; to the right where all are free.
SIDES = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1))
WIDEST = 1400.0
HALF = 0.72  # of the type size: half the height of a name with its rim of paper

_WIDTHS = (340.0, 520.0, 700.0, 1144.0, WIDEST)  # pixels, at which lines are measured
_GAP = 2.0
_ROUNDS = 4
_ODD = 6.0  # pixels of line that may be hidden before a name leaves the right side
_COVERED = 1e6  # a name on a name, on a mark or off the paper is worse than any line

Anchors = npt.NDArray[np.float64]  # across and up from the mark to the nearest edge or middle of the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The widths, type sizes and mark radii of all names, in the order of the marks; width 0 for no name."""

    widths: Points
    sizes: Points  # of the type
    radii: Points  # of the marks

    @property
    def shown(self) -> npt.NDArray[np.bool_]:
        """Whether each mark has a name."""
        return self.widths > 0

    def anchors(self, side: tuple[int, int]) -> Anchors:
        """Return how far from its mark each name begins on a side, in pixels across and up."""
        across, up = side
        out = self.radii * (0.72 if across and up else 1.0) + _GAP
        return np.column_stack([across * out, up * (out + HALF * self.sizes)])

    def middles(self, side: tuple[int, int]) -> Points:
        """Return the centre of each name on a side, relative to its mark."""
        moved: Points = self.anchors(side) + np.column_stack([side[0] * self.widths / 2, 0 * self.widths])
        return moved


def choose(points: Points, lines: Lines, names: Names, box: Box) -> npt.NDArray[np.int64]:
    """Return for each name the index of its side in SIDES.

    All names start on the right; each in turn moves to the side where it hides least of the lines at any page
    width, without covering another name or a mark or leaving the page.
    """
    middles = np.stack([names.middles(side) for side in SIDES])
    fixed = np.stack([_crossed(points, lines, names, box, own) for own in middles])
    fixed += np.stack([_off(points, names, box, own) + _on_marks(points, names, box, own) for own in middles])
    fixed[1:] += _ODD * len(_WIDTHS)
    chosen = np.zeros(len(points), dtype=np.int64)
    every = np.arange(len(points))
    for _ in range(_ROUNDS):
        before = chosen.copy()
        for place in np.flatnonzero(names.shown):
            others = every[names.shown & (every != place)]
            beside = points[others], middles[chosen[others], others]
            covered = [
                _meets(
                    points[place] - beside[0], middles[side, place] - beside[1],
                    (names.widths[place] + names.widths[others]) / 2,
                    HALF * (names.sizes[place] + names.sizes[others]), box,
                ).sum()
                for side in range(len(SIDES))
            ]  # fmt: skip
            chosen[place] = int(np.argmin(fixed[:, place] + _COVERED * np.array(covered)))
        if (before == chosen).all():
            break
    return chosen


def _scales(box: Box, widths: tuple[float, ...]) -> Points:
    return (np.array(widths) - box.margin) / box.width


def _meets(
    apart: Points, moved: Points, half_width: Points, half_height: Points, box: Box
) -> npt.NDArray[np.bool_]:
    """Return which boxes overlap at some page width: points move apart as it grows, names keep their size."""
    narrow, wide = (apart[..., 0] * scale + moved[..., 0] for scale in _scales(box, (_WIDTHS[0], WIDEST)))
    beside = (np.minimum(narrow, wide) < half_width) & (np.maximum(narrow, wide) > -half_width)
    met: npt.NDArray[np.bool_] = beside & (np.abs(apart[..., 1] + moved[..., 1]) < half_height)
    return met


def _on_marks(points: Points, names: Names, box: Box, middles: Points) -> Points:
    apart = points[:, None] - points
    moved = np.broadcast_to(middles[:, None], apart.shape)
    met = _meets(
        apart, moved, names.widths[:, None] / 2 + names.radii, HALF * names.sizes[:, None] + names.radii, box
    )
    np.fill_diagonal(met, False)
    covered: Points = _COVERED * met.sum(axis=1)
    return covered


def _off(points: Points, names: Names, box: Box, middles: Points) -> Points:
    """Return a penalty for each name: large if it would leave the page, else 0."""
    across = points[:, :1] * _scales(box, (_WIDTHS[0], WIDEST)) + middles[:, :1]
    room = np.array([_WIDTHS[0], WIDEST])
    up = points[:, 1] + middles[:, 1]
    half_height = HALF * names.sizes
    over = (across - names.widths[:, None] / 2 < 0) | (across + names.widths[:, None] / 2 > room)
    off = over.any(axis=1) | (up < half_height) | (up > box.height - half_height)
    return np.where(off, 9 * _COVERED, 0.0)


def _crossed(points: Points, lines: Lines, names: Names, box: Box, middles: Points) -> Points:
    """Return how many pixels of lines each name hides, summed over all page widths."""
    half = np.column_stack([names.widths / 2, HALF * names.sizes])
    total: Points = np.zeros(len(points))
    for scale in _scales(box, _WIDTHS):
        wide = points * [scale, 1.0]
        total = total + hidden(wide[lines[:, 0]], wide[lines[:, 1]], wide + middles, half).sum(axis=1)
    return total * names.shown


def hidden(start: Points, end: Points, middles: Points, half: Points) -> Points:
    """Return the pixels of each line (column) inside each box (row, by centre and half size)."""
    along = end - start
    along = np.where(np.abs(along) < 1e-9, 1e-9, along)
    one, other = ((middles + sign * half)[:, None] - start for sign in (-1, 1))
    one, other = one / along, other / along
    enters = np.minimum(one, other).max(axis=2).clip(0, 1)
    leaves = np.maximum(one, other).min(axis=2).clip(0, 1)
    length: Points = np.clip(leaves - enters, 0, None) * np.hypot(along[:, 0], along[:, 1])
    return length
