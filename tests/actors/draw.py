"""Draws records to be held against the public record: `python -m tests.actors.draw SEED`.

The draw of a seed is the same on every machine as long as the actor file stays as it is.
"""

import random
import sys
from collections.abc import Sequence

from lib.actors.records import Record, read_records

DRAWN = 100


def draw(seed: int, records: Sequence[Record] | None = None) -> list[Record]:
    """Return a hundred persons and organisations of the actor file, sorted by id."""
    every = [r for r in records or read_records() if r.kind in ("person", "organisation")]
    chosen = random.Random(seed).sample(sorted(every, key=lambda record: record.id), DRAWN)
    return sorted(chosen, key=lambda record: record.id)


def line(record: Record) -> str:
    """Return a record in one line: what has to be true of it."""
    days = f"{record.since or ''}..{record.until or ''}" if record.since or record.until else ""
    fields = (record.name, record.kind, days, "; ".join(record.aliases), "; ".join(record.guarded))
    extra = [*record.seats, *([f"surname {record.surname}"] if record.surname else [])]
    return " | ".join((*fields, "; ".join([*extra, *(["famous"] if record.famous_surname else [])])))


if __name__ == "__main__":
    print(*map(line, draw(int(sys.argv[1]))), sep="\n")
