"""Body F1 beside another library page by page: the mean difference of each set, with its interval."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from bench.cleaning.figures import Row

DRAWS, SURE = 1_000, 0.95
MOVED = 0.001  # of F1: a smaller difference is none to a reader


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """Return where the mean difference lies with 95 % certainty, by bootstrap over the pages."""
    drawn = random.Random(7)
    means = sorted(fmean(drawn.choices(differences, k=len(differences))) for _ in range(DRAWS))
    out = round(DRAWS * (1 - SURE) / 2)
    return means[out], means[-out - 1]


def lines(
    own: Mapping[str, float], other: Mapping[str, float], name: str, truth: Sequence[Row]
) -> Iterator[str]:
    """Yield a line for each set of a corpus and for all: both means and the paired difference."""
    held: dict[str, list[str]] = defaultdict(list)
    for row in truth:
        if row["id"] in own and row["id"] in other:
            held[str(row.get("set"))].append(row["id"])
            held["all sets"].append(row["id"])
    for kind, ids in sorted(held.items()):
        gained = [own[each] - other[each] for each in ids]
        one, two = fmean(own[each] for each in ids), fmean(other[each] for each in ids)
        low, high = interval(gained)
        yield (
            f"body F1 of {kind} beside {name}, {len(ids)} pages: {one:.4f} and {two:.4f}, "
            f"difference {fmean(gained):+.4f} [{low:+.4f}, {high:+.4f}]"
        )
