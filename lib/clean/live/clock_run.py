"""The days of times of day that a page prints one after another: a ticker's or a live blog's.

Such runs go one way in time, the newest first or the oldest first; a long step against the run crosses
midnight, a short one is an entry out of its turn.
"""

import itertools
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

OUT_OF_TURN = 180  # minutes: a step this long against the run is no new day, but an entry pinned or late
_DAY = 24 * 60
_HALF = _DAY // 2


def runs_back(clocks: Sequence[time]) -> bool:
    """Return whether the newest stands first; so it does where the steps do not tell."""
    steps = [_wrapped(_minutes(later) - _minutes(first)) for first, later in itertools.pairwise(clocks)]
    return sum(step > 0 for step in steps) <= sum(step < 0 for step in steps)


def steps_of(clocks: Sequence[time]) -> list[int]:
    """Return each time of day as minutes after the first one's (before it: less than 0), over midnights."""
    lowest = OUT_OF_TURN - _DAY + 1 if runs_back(clocks) else -OUT_OF_TURN
    found = [0] * min(1, len(clocks))
    for first, later in itertools.pairwise(clocks):
        step = _minutes(later) - _minutes(first)
        found.append(found[-1] + (step - lowest) % _DAY + lowest)
    return found


def placed(
    clocks: Sequence[time],
    *,
    near: Sequence[datetime] = (),
    newest: datetime | None = None,
    latest: datetime | None = None,
    known: Sequence[datetime | None] = (),
) -> list[datetime] | None:
    """Return the moments of the run, on the days that fit best; None when nothing tells the day.

    All are local and without zone. `near` should lie within the run and `newest` at its end; `known` are
    moments of single entries; nothing lies after `latest`, the moment at which the page was read. Where that
    is all that is known, the run ends on the last day that it allows.
    """
    told = [each for each in (*near, newest, latest, *known) if each is not None]
    if not told or not clocks:
        return None
    steps = steps_of(clocks)
    days = sorted({each.date() for each in told})
    reach = (max(steps) - min(steps)) // _DAY + 2
    first, last = days[0] - timedelta(days=reach), days[-1] + timedelta(days=reach)
    runs = [_run(first + timedelta(days=n), clocks[0], steps) for n in range((last - first).days + 1)]
    allowed = [run for run in runs if latest is None or max(run) <= latest]
    return min(reversed(allowed), key=lambda run: _misfit(run, near, newest, known))


def _run(day: date, clock: time, steps: Sequence[int]) -> list[datetime]:
    return [datetime.combine(day, clock) + timedelta(minutes=step) for step in steps]


def _misfit(
    run: Sequence[datetime],
    near: Sequence[datetime],
    newest: datetime | None,
    known: Sequence[datetime | None],
) -> tuple[float, float]:
    """Return how far the run is from what is known, in seconds; then how far its ends are."""
    start, end = min(run), max(run)
    off = sum(2 * max((start - each).total_seconds(), (each - end).total_seconds(), 0.0) for each in near)
    off += abs((end - newest).total_seconds()) if newest else 0.0
    pairs = zip(run, known, strict=False)
    off += sum(abs((each - told).total_seconds()) for each, told in pairs if told)
    ends = [min(abs((each - start).total_seconds()), abs((each - end).total_seconds())) for each in near]
    return off, sum(ends)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _wrapped(step: int) -> int:
    """Return the step taken the short way round the clock."""
    return (step + _HALF) % _DAY - _HALF
