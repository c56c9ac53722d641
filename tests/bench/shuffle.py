"""Prints what chance gives two actors, by formula and by shuffles: `python -m tests.bench.shuffle [STORIES]`.

Generated stories; of their strongest pairs every third. The closed form holds each actor's number of stories
fixed, the shuffle each story's number of actors too (lib.stats.shuffle), so the shuffle costs far more and is
asked for one pair at a time.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from lib.model.filter import Filter
from lib.query import network
from lib.stats.chance import expected, interval
from lib.stats.shuffle import ROUNDS, shuffled
from lib.store.archive import open_for_reading
from tests.bench.generate import make
from tests.rows import each_row

STORIES, PAIRS = 5_000, 6


def main(stories: int) -> None:
    """Set both beside each other for the chosen pairs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.duckdb"
        make(path, stories)
        with open_for_reading(path) as db:
            every = network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=2, most=40))
            named = network.stories_naming(db, Filter())
    print(f"{stories:,} stories, {ROUNDS} rounds; stories with both: seen, by closed form, by shuffle")
    units = int(every.attrs["units"])
    for edge in each_row(every.iloc[::3].head(PAIRS)):
        counts = (int(edge.source_stories), int(edge.target_stories), units)
        _row(
            f"{edge.source} and {edge.target}",
            int(edge.together),
            counts,
            (edge.source_id, edge.target_id),
            named,
        )


def _row(
    pair: str, seen: int, counts: tuple[int, int, int], keys: tuple[str, str], named: Sequence[Sequence[str]]
) -> None:
    begun = time.perf_counter()
    low, high = interval(*counts)
    mean = expected(*counts)
    formed = time.perf_counter()
    found = shuffled(named, *keys)
    ended = time.perf_counter()
    least, most = found.interval()
    print(
        f"{pair:<28} {seen:>6}   {low:>5} to {high:<5} mean {mean:7.1f} {1000 * (formed - begun):8.2f} ms"
        f"   {least:>5} to {most:<5} mean {found.mean:7.1f} {1000 * (ended - formed):8.0f} ms"
        f"   p {found.as_many(seen):.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES)
