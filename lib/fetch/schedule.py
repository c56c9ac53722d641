"""When a source is asked again: learned from what it brought, within bounds, and heeding what it asks for."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

FIRST = timedelta(hours=1)
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=24)
HEEDED = timedelta(hours=12)  # of a longer wish (ttl, max-age) no more than this
SPREAD = 0.1  # share by which sources are moved apart, so that they do not come due together
FASTER, SLOWER = 0.6, 1.4


def learned(interval: timedelta, *, new: int) -> timedelta:
    """Return the next interval: shorter when there was news, longer when there was none, 15 minutes to a
    day.
    """
    wanted = interval * (FASTER if new else SLOWER)
    return min(max(wanted, SHORTEST), LONGEST)


def due(
    now: datetime, interval: timedelta, *, wishes: Iterable[timedelta | None] = (), url: str, seed: int = 0
) -> datetime:
    """Return when a source that answered is asked again."""
    heeded = [min(wish, HEEDED) for wish in wishes if wish is not None]
    wait = max([interval, *heeded])
    return now + wait * (1 + SPREAD * random.Random(f"{seed} {url} {now:%Y%m%d%H%M}").random())


def due_after_error(
    now: datetime, interval: timedelta, *, errors: int, retry_at: datetime | None = None, heard: bool = True
) -> datetime:
    """Return when a source that failed `errors` times in a row is asked again: each time after twice as long.

    Where no server has `heard` the question, as on a machine without a connection, nobody is spared by
    waiting: it is asked again within the hour.
    """
    doubled: int = 2 ** min(max(errors - 1, 0), 10)
    wait = min(interval * doubled, LONGEST if heard else max(interval, FIRST))
    return max(now + wait, retry_at or now)
