"""The positions of a network's actors in its picture."""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Positions = npt.NDArray[np.float64]

WIDTH, HEIGHT = 1.6, 1.0  # the picture reaches from -WIDTH to WIDTH and from -HEIGHT to HEIGHT
LETTER, LINE = 0.026, 0.085  # room for one letter of a label, and for its line, in the same measure
ANCHOR = 0.3  # the pull back to a name's start: one story more then moves the others little
TO_MIDDLE = 0.9  # the pull to the middle, without which groups that share no tie would drift apart
DISTANCE = 1.4  # between neighbours, over the square root of their number: the disc is just filled
LONGEST_MOVE = 0.12  # of a node in the first step; it shrinks to nothing, so that the picture comes to rest
COOLING = 1.5  # the power of that shrinking: most steps are for details
STEPS = 150  # of the model, after which nothing moves
PUSHES = 100  # rounds that part labels; each may push a label onto another
PUSHED = 0.6  # of an overlap in one round: all of it at once would swing to and fro


def layout(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Return the nodes with positions x (-WIDTH to WIDTH) and y (-HEIGHT to HEIGHT) in the picture.

    Strong ties are close, groups apart, labels do not overlap. The start depends on the names alone: the same
    selection always gives the same picture, and a similar one gives a similar picture.
    """
    if nodes.empty:
        return nodes.assign(x=pd.Series(dtype="float64"), y=pd.Series(dtype="float64"))
    ordered = nodes.sort_values("actor_id")
    ids = list(ordered["actor_id"])
    starts = _start_positions(ids)
    places = _fit_frame(_spring_model(starts, _tie_strengths(ids, edges)), starts)
    places = _separate_labels(places, [len(name) for name in ordered["actor"]])
    x, y = pd.Series(places[:, 0], index=ordered.index), pd.Series(places[:, 1], index=ordered.index)
    return nodes.assign(x=x.round(4), y=y.round(4))


def _start_positions(ids: Sequence[str]) -> Positions:
    """Return a starting position in a disc for each actor id, computed from a hash of the id."""
    digests = [hashlib.sha256(actor.encode()).digest() for actor in ids]
    turn = np.array([int.from_bytes(digest[:4], "big") / 2**32 for digest in digests]) * 2 * np.pi
    reach = np.sqrt([int.from_bytes(digest[4:8], "big") / 2**32 for digest in digests])
    return np.column_stack([reach * np.cos(turn), reach * np.sin(turn)])


def _tie_strengths(ids: Sequence[str], edges: pd.DataFrame) -> Positions:
    """Return a symmetric matrix of tie strengths, 0 to 1: the logarithm of the weights over the largest.

    The logarithm keeps one strong pair from pressing all others together.
    """
    row = {actor: number for number, actor in enumerate(ids)}
    ties = np.zeros((len(ids), len(ids)))
    for source, target, weight in zip(edges["source_id"], edges["target_id"], edges["weight"], strict=True):
        ties[row[source], row[target]] = ties[row[target], row[source]] = np.log1p(weight)
    return np.asarray(ties / max(ties.max(), 1e-9))


def _spring_model(starts: Positions, ties: Positions) -> Positions:
    """Return positions by a spring model: ties pull, nodes repel, all are pulled to the middle."""
    ideal, places = DISTANCE / np.sqrt(len(starts)), starts
    for step in range(STEPS):
        x, y = (axis[None, :] - axis[:, None] for axis in places.T)
        distance = np.maximum(np.sqrt(x * x + y * y), 1e-3)
        force = ideal**2 / distance**2 - ties * distance / ideal
        pulls = np.column_stack([(x * force).sum(axis=0), (y * force).sum(axis=0)])
        move = pulls - TO_MIDDLE * places + ANCHOR * (starts - places)
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        heat = LONGEST_MOVE * (1 - step / STEPS) ** COOLING
        places = places + move / length * np.minimum(length, heat)
    return places


def _fit_frame(places: Positions, starts: Positions) -> Positions:
    """Return the positions turned or mirrored to be near their starts, and stretched to fill the picture.

    Turned by its own longest axis, a picture would flip when one more story makes another axis longest.
    """
    middle = places - places.mean(axis=0)
    if len(middle) > 2:
        left, _, right = np.linalg.svd(middle.T @ (starts - starts.mean(axis=0)))
        middle = middle @ left @ right
    low, high = middle.min(axis=0), middle.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    centred = (middle - (low + high) / 2) / span * 2
    return np.asarray(centred * np.array([WIDTH, HEIGHT]))


def _separate_labels(places: Positions, letters: Sequence[int]) -> Positions:
    """Return the positions with overlapping labels pushed apart along the shorter way, inside the frame."""
    half = np.array([max(length * LETTER, LINE) / 2 for length in letters])
    wide = half[:, None] + half[None, :]
    np.fill_diagonal(wide, 0)
    for _ in range(PUSHES):
        gaps = [axis[:, None] - axis[None, :] for axis in places.T]
        lacks = [need - np.abs(gap) for need, gap in zip((wide, LINE), gaps, strict=True)]
        clash = np.nonzero((lacks[0] > 0) & (lacks[1] > 0))
        if not len(clash[0]):
            break
        gap, lack = (np.column_stack([axis[clash] for axis in each]) for each in (gaps, lacks))
        shorter = lack[:, 0] * 0.5 < lack[:, 1]
        along = np.where(gap >= 0, 1.0, -1.0) * lack / 2 * np.column_stack([shorter, ~shorter])
        push = np.zeros_like(places)
        np.add.at(push, clash[0], along)
        places = np.clip(places + push * PUSHED, [-WIDTH, -HEIGHT], [WIDTH, HEIGHT])
    return places
