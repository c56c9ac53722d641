"""Prints how many generated stories a second save() writes: `python -m bench.store [STORIES]`."""

import sys
import tempfile
from pathlib import Path

from bench.generate import BATCH, make

GOAL = 10_000


def main(stories: int) -> None:
    """Make an archive in a folder of its own and print the rate and the file's size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.duckdb"
        spent = make(path, stories)
        print(f"stories                   {stories:>10,} in batches of {BATCH:,}")
        print(f"stories a second          {stories / spent.wall:>10,.0f} through save() (goal {GOAL:,})")
        print(f"stories a second of CPU   {stories / spent.cpu:>10,.0f}")
        print(f"bytes a story in the file {path.stat().st_size / stories:>10,.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
