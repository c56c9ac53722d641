"""What a piece of work costs: milliseconds of the processor, all threads together, and of the wall."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

ROUNDS = 3
Cost = dict[str, float]  # cpu, wall
T = TypeVar("T")


def cost(work: Callable[[], object]) -> Cost:
    """Return the medians of ROUNDS rounds."""
    return medians([timed(work)[1] for _ in range(ROUNDS)])


def timed(work: Callable[[], T]) -> tuple[T, Cost]:
    """Return what comes of the work, and what it costs."""
    cpu, wall = time.process_time(), time.perf_counter()
    came = work()
    spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    return came, {name: 1000 * seconds for name, seconds in spent.items()}


def medians(rounds: Sequence[Cost]) -> Cost:
    """Return the medians of several rounds."""
    return {name: round(median(each[name] for each in rounds), 1) for name in rounds[0]}
