"""Placing the actors of a network: near the actors they are named with, without overlapping labels."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Points = npt.NDArray[np.float64]
Lines = npt.NDArray[np.int64]  # the numbers of the two points of each

_ROUNDS = 300  # of pushing apart; a network that needs more has no room, and a grid is searched
_GAP = 5.0  # pixels between two marks or labels
_GRID = 6.0  # pixels between two spots that are tried: half the height of a label
_CLEAR = 14.0  # pixels between a mark and a line that is not its own
_CLEARINGS = 40  # rounds of moving points off lines, each of which may move them onto others
_CLEAR_STEP, _PART_STEP = 0.5, 0.3  # of the way that is lacking, in a round: more overshoots and swings
_SAME_PLACE = 1e-6  # pixels between two points that lie on each other
_EVENED = 0.45  # of the way from a force layout to even spacing
_FULL = 0.4  # of a box: as much of it as marks and labels that are spread over it can fill
_WIDE = 700.0  # pixels: where a phone has no free spot, one that is free from this width on is taken

# From a phone's to a wide screen's: a name that hides no line at one width may hide some at another.
PAGE_WIDTHS = (340.0, 520.0, 700.0, 1144.0, 1400.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The area of a drawing in pixels; labels, but not marks, may use the margin on its right.

    It is stretched to each of the `widths`, with the margin, while names and marks keep their sizes.
    """

    width: float
    height: float
    margin: float = 0.0
    widths: tuple[float, ...] = PAGE_WIDTHS


@dataclass(frozen=True, slots=True)
class Sizes:
    """How far each actor's mark and label reach from its point, in pixels; as far up as down."""

    left: Points
    right: Points
    half_height: Points


def height_for(sizes: Sizes, width: float) -> float:
    """Return the least height, in pixels, of a box of this width in which marks and labels can be apart."""
    across, high = sizes.left + sizes.right, 2 * sizes.half_height
    abreast = max(1, int(width / (across.max() + _GAP)))
    in_rows = -(-len(high) // abreast) * (high.max() + _GAP)
    return float(max(high.max(), min((across * high).sum() / (_FULL * width), in_rows)))


def spread(nodes: pd.DataFrame, box: Box) -> Points:
    """Return the positions (x, y) of a force layout, stretched to fill the box; there must be a node."""
    placed = nodes[["x", "y"]].to_numpy(dtype=np.float64)
    low, high = placed.min(axis=0), placed.max(axis=0)
    position: Points = (placed - low) / np.where(high > low, high - low, 1.0)  # 0 to 1 in each direction
    position[:, high <= low] = 0.5
    # Halfway to even spacing: a force layout crowds its centre and leaves the rest of the paper empty.
    even = position.argsort(axis=0).argsort(axis=0) / max(len(nodes) - 1, 1)
    mixed = (1 - _EVENED) * position + _EVENED * even if len(nodes) > 2 else position
    filling: Points = mixed * np.array([box.width, box.height])
    return filling


def clear(points: Points, lines: Lines) -> Points:
    """Return the points moved off other points' lines, so that no line seems to end at them."""
    if not len(lines):
        return points
    for _ in range(_CLEARINGS):
        start, along = points[lines[:, 0]], points[lines[:, 1]] - points[lines[:, 0]]
        gap = points[:, None, :] - start
        length = np.maximum(np.hypot(along[:, 0], along[:, 1]), _SAME_PLACE)
        foot = (gap * along).sum(axis=2) / length**2  # of the perpendicular, as a part of the line
        off = gap - foot[:, :, None] * along
        distance = np.hypot(off[:, :, 0], off[:, :, 1])
        aside = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None]
        divisor = np.maximum(distance, _SAME_PLACE)[:, :, None]
        away = np.where((distance > _SAME_PLACE)[:, :, None], off / divisor, aside)
        is_end = (lines[:, :, None] == np.arange(len(points))).any(axis=1).T
        near = (foot > 0) & (foot < 1) & (distance < _CLEAR) & ~is_end
        if not near.any():
            break
        points = points + _CLEAR_STEP * (away * ((_CLEAR - distance) * near)[:, :, None]).sum(axis=1)
    return points


def separate(points: Points, sizes: Sizes, box: Box) -> Points:
    """Return the points moved apart until no mark or label overlaps another, as far as there is room.

    The first points move least.
    """
    points = _inside(points, sizes, box)
    for _ in range(_ROUNDS):
        push, touching = _push(points, sizes)
        if not touching:
            return points
        points = _inside(points + push, sizes, box)
    return _freed(points, sizes, box)


def _overlaps(points: Points, sizes: Sizes) -> tuple[Points, Points]:
    """Return how far each two marks with labels overlap across and down, in pixels; negative if apart.

    Both results have a row and a column for each point; less than _GAP between two counts as overlap too.
    """
    left, right = points[:, 0] - sizes.left, points[:, 0] + sizes.right
    across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left) + _GAP
    low, high = points[:, 1] - sizes.half_height, points[:, 1] + sizes.half_height
    down = np.minimum(high[:, None], high) - np.maximum(low[:, None], low) + _GAP
    for overlap in (across, down):
        np.fill_diagonal(overlap, -1.0)
    return across, down


def _freed(points: Points, sizes: Sizes, box: Box) -> Points:
    """Return the points with each that still overlaps moved to the nearest free spot of a fine grid.

    Where no spot is free it takes the one with least overlap of those that are free on a wider screen.
    """
    wide = min(_WIDE, box.widths[-1])
    wider: Points = np.array([max((wide - box.margin) / box.width, 1.0), 1.0])
    across, down = np.meshgrid(np.arange(0, box.width, _GRID), np.arange(0, box.height, _GRID))
    spots: Points = np.column_stack([across.ravel(), down.ravel()])
    freed = points.copy()
    for place in range(1, len(points)):
        here, others = points[place : place + 1], freed[:place]
        if not (_covered(here, place, others, sizes) + _covered(here * wider, place, others * wider, sizes)):
            continue  # most are free where they stand, and the grid has thousands of spots
        own = (
            np.repeat(each[place], len(spots) + 1) for each in (sizes.left, sizes.right, sizes.half_height)
        )
        tried = _inside(np.vstack([here, spots]), Sizes(*own), box)
        covered = _covered(tried, place, others, sizes)
        still = _covered(tried * wider, place, others * wider, sizes)
        far = np.hypot(*(tried - points[place]).T)
        freed[place] = tried[np.lexsort((far, covered, still))[0]]
    return freed


def _covered(tried: Points, place: int, others: Points, sizes: Sizes) -> Points:
    """Return for each spot how much of `others` the point number `place` would cover there.

    It is in square pixels; `tried` are the spots.
    """
    count = len(others)
    x, y = tried[:, :1], tried[:, 1:]
    across = np.minimum(x + sizes.right[place], others[:, 0] + sizes.right[:count])
    across -= np.maximum(x - sizes.left[place], others[:, 0] - sizes.left[:count])
    down = np.minimum(y + sizes.half_height[place], others[:, 1] + sizes.half_height[:count])
    down -= np.maximum(y - sizes.half_height[place], others[:, 1] - sizes.half_height[:count])
    total: Points = (np.clip(across, 0, None) * np.clip(down, 0, None)).sum(axis=1)
    return total


def _push(points: Points, sizes: Sizes) -> tuple[Points, bool]:
    """Return how far each point is pushed off those it overlaps, the shorter way, and whether any does."""
    across, down = _overlaps(points, sizes)
    touching = (across > 0) & (down > 0)
    order = np.arange(len(points))
    # Two in one place need a side each: the earlier one goes up and left.
    side = np.sign(order[:, None] - order)
    away_x = np.sign(points[:, None, 0] - points[:, 0])
    away_y = np.sign(points[:, None, 1] - points[:, 1])
    away_x, away_y = np.where(away_x == 0, side, away_x), np.where(away_y == 0, side, away_y)
    sideways = touching & (across < down)
    upright = touching & ~sideways
    push_x = (away_x * across * sideways).sum(axis=1)
    push_y = (away_y * down * upright).sum(axis=1)
    return _PART_STEP * np.column_stack([push_x, push_y]), bool(touching.any())


def _inside(points: Points, sizes: Sizes, box: Box) -> Points:
    """Return the points moved to where the whole mark and label are inside the box and its margin."""
    furthest = np.minimum(box.width - sizes.left, box.width + box.margin - sizes.right)
    x = np.clip(points[:, 0], sizes.left, np.maximum(sizes.left, furthest))
    y = np.clip(points[:, 1], sizes.half_height, box.height - sizes.half_height)
    return np.column_stack([x, y])
