"""Finds the dates of times of day in a row, as live blogs and tickers print them.

They run one way, newest or oldest first; a large step against that direction crosses midnight, a small one is
an entry out of order.
"""

import itertools
from collections.abc import Sequence
from datetime import datetime, time, timedelta

OUT_OF_TURN = 180  # minutes: a step this long against the run is no new day, but an entry pinned or late
_DAY = 24 * 60
_HALF = _DAY // 2


def runs_back(clocks: Sequence[time]) -> bool:
    """Return whether the times run from new to old, or their direction is unclear."""
    pairs = itertools.pairwise(map(_minutes, clocks))
    steps = [(later - first) % _DAY for first, later in pairs]  # half a day is as short either way round
    return sum(0 < step < _HALF for step in steps) <= sum(step > _HALF for step in steps)


def steps_of(clocks: Sequence[time]) -> list[int]:
    """Return for each time the minutes since the first one, across midnights; negative before the first."""
    lowest = OUT_OF_TURN - _DAY + 1 if runs_back(clocks) else -OUT_OF_TURN
    found = [0] if clocks else []
    for first, later in itertools.pairwise(clocks):
        step = _minutes(later) - _minutes(first)
        found.append(found[-1] + (step - lowest) % _DAY + lowest)
    return found


def moments_of(
    clocks: Sequence[time],
    *,
    near: datetime | None = None,
    newest: datetime | None = None,
    latest: datetime | None = None,
    known: Sequence[datetime | None] = (),
) -> list[datetime] | None:
    """Return the local times of a run of clock times on the dates that fit best.

    None if nothing fixes the date. All times are local: `near` lies in or beside the run, `newest` is its
    end, none is after `latest`, `known` are full times of single entries. If only `latest` is given, the run
    ends on the last possible day.
    """
    anchors = [anchor for anchor in (near, newest, latest, *known) if anchor is not None]
    if not anchors or not clocks:
        return None
    steps = steps_of(clocks)
    reach = (max(steps) - min(steps)) // _DAY + 2
    around = {anchor.date() for anchor in anchors}
    # What is known may lie centuries apart, and no day between fits better.
    days = sorted({day + timedelta(days=n) for day in around for n in range(-reach, reach + 1)})
    starts = (datetime.combine(day, clocks[0]) for day in days)
    runs = [[start + timedelta(minutes=step) for step in steps] for start in starts]
    allowed = [run for run in runs if latest is None or max(run) <= latest]
    return min(reversed(allowed), key=lambda run: _misfit(run, near, newest, known))


def _misfit(
    run: Sequence[datetime], near: datetime | None, newest: datetime | None, known: Sequence[datetime | None]
) -> tuple[float, float]:
    """Return how badly a run of times fits, as two numbers of seconds of which the first counts more.

    First: the distance from the `known` times and from `newest`, and twice that from a `near` outside the
    run. Second: the distance from `near` to the nearer end of the run.
    """
    start, end = min(run), max(run)
    off = abs((end - newest).total_seconds()) if newest else 0.0
    off += sum(abs((at - own).total_seconds()) for at, own in zip(run, known, strict=False) if own)
    if near is None:
        return off, 0.0
    off += 2 * max((start - near).total_seconds(), (near - end).total_seconds(), 0.0)
    return off, min(abs((near - start).total_seconds()), abs((near - end).total_seconds()))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
