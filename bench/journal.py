"""What a reader's change costs, and opening and comparing a journal of many: seconds of processor."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lib.store.journal import marks
from lib.store.journal.event import Event
from lib.store.journal.journal import Journal

ROUNDS, CHANGES = 5, 100


def many(count: int) -> list[Event]:
    """Return so many changes of a reader who marks, labels and notes stories."""
    kinds = (("read", {"value": True}), ("star", {"value": True}), ("label", {"name": "harbour"}))
    made = [(number, *kinds[number % 3]) for number in range(count)]
    return [Event(kind=kind, story=f"story{number // 3:07}", fields=fields) for number, kind, fields in made]


def least(do: Callable[[int], object], times: int) -> float:
    """Return the seconds of doing something once, in the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for number in range(times):
            do(number)
        found.append((time.process_time() - began) / times)
    return min(found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=100_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.duckdb"
        Journal(path).append(many(events))
        change = least(lambda number: marks.set_starred(path, f"story{number:07}", number % 2 == 0), CHANGES)
        asked = least(lambda _: Journal(path).select("select 1 from mark limit 1"), CHANGES)
        checked = least(lambda _: Journal(path).check(), 1)
    print(f"a change            {1000 * change:8.2f} ms")
    print(f"a question          {1000 * asked:8.2f} ms")
    print(f"all of {events:,} compared {checked:6.2f} s")


if __name__ == "__main__":
    main()
