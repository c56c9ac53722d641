"""Choosing for each name of a network the side of its mark where it hides least of the lines."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from lib.charts.placing import Box, Lines, Points

# Across and up; of sides as good as another the first is taken, so most names stand on the right.
SIDES = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1))
HALF_HEIGHT = 0.72  # of the type size: half the height of a name of one line with its rim of paper

_GAP = 2.0  # pixels between a mark and its name
_DIAGONAL = 0.72  # of a mark's radius: cos 45 degrees, and a little more so that corners keep off the mark
_ROUNDS = 4  # over all names; one that still changes then would go to and fro with another
_TOLERATED = 6.0  # pixels of line that may be hidden before a name leaves the right side
_COVERED = 1e6  # pixels: a name on a name or on a mark is worse than any line
_OFF_PAGE = 36 * _COVERED  # a name cut off is worse than one that covers all its neighbours

Values = npt.NDArray[np.float64]  # one number a name or mark
Offsets = npt.NDArray[np.float64]  # (names, 2): across and up from a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The widths, half heights and mark radii of all names, in the marks' order; width 0 means no name."""

    widths: Values
    half_heights: Values
    radii: Values  # of the marks

    @property
    def shown(self) -> npt.NDArray[np.bool_]:
        """Whether each mark has a name."""
        return self.widths > 0

    def anchors(self, side: tuple[int, int]) -> Offsets:
        """Return the offset (x, y) of each name from its mark on a side (across, up), in pixels.

        x leads to the name's edge at the mark, or above and below the mark to its middle; y to the middle of
        its lines.
        """
        across, up = side
        out = self.radii * (_DIAGONAL if across and up else 1.0) + _GAP
        return np.column_stack([across * out, up * (out + self.half_heights)])

    def middles(self, side: tuple[int, int]) -> Offsets:
        """Return how far from its mark the centre of each name is on a side, in pixels."""
        moved: Offsets = self.anchors(side) + np.column_stack([side[0] * self.widths / 2, 0 * self.widths])
        return moved


def choose(points: Points, lines: Lines, names: Names, box: Box) -> npt.NDArray[np.int64]:
    """Return for each name the index of its side in SIDES.

    All names start on the right; each in turn moves to the side where it hides least of the lines at any page
    width, without covering another name or a mark or leaving the page.
    """
    middles = np.stack([names.middles(side) for side in SIDES])
    fixed = _fixed_costs(points, lines, names, box, middles)
    chosen = np.zeros(len(points), dtype=np.int64)
    for _ in range(_ROUNDS):
        before = chosen.copy()
        for name in np.flatnonzero(names.shown):
            covered = _names_covered(int(name), chosen, points, names, box, middles)
            chosen[name] = int(np.argmin(fixed[:, name] + _COVERED * covered))
        if (before == chosen).all():
            break
    return chosen


def _fixed_costs(points: Points, lines: Lines, names: Names, box: Box, middles: Values) -> Values:
    """Return what each side (row) costs each name (column) whatever sides the other names have.

    It counts pixels of hidden lines, marks that are covered and the edge of the page. `middles` has the
    centres of the names by side, name, and across or up.
    """
    costs = np.stack([
        _hidden_lines(points, lines, names, box, offsets)
        + (_off_page(points, names, box, offsets) + _marks_covered(points, names, box, offsets))
        for offsets in middles
    ])  # fmt: skip
    costs[1:] += _TOLERATED * len(box.widths)
    return costs


def _names_covered(
    name: int, chosen: npt.NDArray[np.int64], points: Points, names: Names, box: Box, middles: Values
) -> Values:
    """Return for each side how many other names the name of index `name` would cover there.

    They are summed over steps of page width; `chosen` has the present side of each name.
    """
    every = np.arange(len(points))
    others = every[names.shown & (every != name)]
    other_middles = middles[chosen[others], others]
    return np.array([
        _overlap(
            points[name] - points[others], middles[side, name] - other_middles,
            (names.widths[name] + names.widths[others]) / 2,
            names.half_heights[name] + names.half_heights[others], box,
        ).sum()
        for side in range(len(SIDES))
    ])  # fmt: skip


def _scales(box: Box) -> Values:
    """Return by how much the drawing is stretched at each of the widths of its box, the narrowest first.

    1 means not stretched.
    """
    return (np.array(box.widths) - box.margin) / box.width


def _overlap(apart: Offsets, moved: Offsets, half_width: Values, half_height: Values, box: Box) -> Values:
    """Return between how many neighbouring page widths the boxes of two names overlap, for each pair.

    `apart` is the distance of their points in the box, which the page stretches as it grows; `moved` how much
    further apart the middles are, in pixels at any width. Half widths and heights are sums of both.
    """
    across = [apart[..., 0] * scale + moved[..., 0] for scale in _scales(box)]
    meeting = np.abs(apart[..., 1] + moved[..., 1]) < half_height
    beside = [
        (np.minimum(narrow, wide) < half_width) & (np.maximum(narrow, wide) > -half_width)
        for narrow, wide in pairwise(across if across[1:] else 2 * across)
    ]
    overlapping: Values = (meeting * np.array(beside)).sum(axis=0, dtype=np.float64)
    return overlapping


def _marks_covered(points: Points, names: Names, box: Box, middles: Offsets) -> Values:
    """Return a penalty for each name: large for each mark that it covers, times the steps of page width."""
    apart = points[:, None] - points
    moved = np.broadcast_to(middles[:, None], apart.shape)
    half_height = names.half_heights[:, None] + names.radii
    covers = _overlap(apart, moved, names.widths[:, None] / 2 + names.radii, half_height, box)
    np.fill_diagonal(covers, 0.0)
    penalty: Values = _COVERED * covers.sum(axis=1)
    return penalty


def _off_page(points: Points, names: Names, box: Box, middles: Offsets) -> Values:
    """Return a penalty for each name: large if it would leave the page at some width, else 0."""
    across = points[:, :1] * _scales(box)[[0, -1]] + middles[:, :1]
    page_widths = np.array([box.widths[0], box.widths[-1]])
    up = points[:, 1] + middles[:, 1]
    half_width, half_height = names.widths[:, None] / 2, names.half_heights
    sideways = (across - half_width < 0) | (across + half_width > page_widths)
    outside = sideways.any(axis=1) | (up < half_height) | (up > box.height - half_height)
    return np.where(outside, _OFF_PAGE, 0.0)


def _hidden_lines(points: Points, lines: Lines, names: Names, box: Box, middles: Offsets) -> Values:
    """Return the pixels of lines that each name, centred at `middles`, hides, summed over page widths."""
    half_sizes = np.column_stack([names.widths / 2, names.half_heights])
    total: Values = np.zeros(len(points))
    for scale in _scales(box):
        stretched = points * [scale, 1.0]
        start, end = stretched[lines[:, 0]], stretched[lines[:, 1]]
        total = total + hidden(start, end, stretched + middles, half_sizes).sum(axis=1)
    return total * names.shown


def hidden(start: Points, end: Points, middles: Points, half_sizes: Offsets) -> Values:
    """Return how many pixels of each line (column) are inside each box (row, by centre and half size).

    A line is inside from the last of the two axes that it enters to the first that it leaves, as parts of its
    length between 0 and 1.
    """
    along = end - start
    along = np.where(np.abs(along) < 1e-9, 1e-9, along)  # upright and level lines: no division by 0
    one, other = ((middles + sign * half_sizes)[:, None] - start for sign in (-1, 1))
    one, other = one / along, other / along
    enters = np.minimum(one, other).max(axis=2).clip(0, 1)
    leaves = np.maximum(one, other).min(axis=2).clip(0, 1)
    length: Values = np.clip(leaves - enters, 0, None) * np.hypot(along[:, 0], along[:, 1])
    return length
