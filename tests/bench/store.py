"""Prints how many generated stories a second save() writes: `python -m tests.bench.store [STORIES]`."""

import sys
import tempfile
import time
from pathlib import Path

from tests.bench.generate import BATCH, make

GOAL = 10_000


def main(stories: int) -> None:
    """Makes an archive in a folder of its own and prints the rate and the file's size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.duckdb"
        start = time.process_time()
        spent = make(path, stories)
        size = path.stat().st_size / 1e6
        print(f"stories            {stories:>10,} in batches of {BATCH:,}")
        print(f"stories per second {stories / spent:>10,.0f} through save() (goal {GOAL:,})")
        print(f"file               {size:>10,.1f} MB")
        print(f"CPU seconds        {time.process_time() - start:>10,.1f} with generating")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
