"""The change of pairs from one set of reports to another: new, gone, stronger, weaker."""

import numpy as np
import pandas as pd

from lib.stats.chance import ENOUGH, Counts, Numbers, bar, tail

CHANGES = ("new", "gone", "stronger", "weaker")


def changed(
    pairs: pd.DataFrame, before: int, after: int, *, minimum: int = 1, alike: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the pairs that changed, the most certain first, with columns share_before, share_after, p,
    change.

    Takes the columns reports_before and reports_after, of `before` and `after` reports. New and gone: none
    on one side and at least `minimum` on the other. Stronger and weaker: at least `minimum` on one side, some
    on both, and more on one than chance would deal to it (lib.stats.chance); all others are left out. p is
    how likely chance deals as unevenly. Swapping before and after mirrors the result.

    Pairs that `minimum` leaves out may be lacking where `alike` tells how many of all pairs there are (pairs)
    with each two numbers of reports.
    """
    every = pairs.assign(pairs=1) if alike is None else alike
    limit = -1.0
    if before + after >= ENOUGH:
        p = np.minimum(*_chances(every, before, after))
        limit = bar(p, every["pairs"].to_numpy(dtype=np.int64), 2 * int(every["pairs"].sum()))
    early, late = _reports(pairs)
    less, more = _chances(pairs, before, after)
    p = np.minimum(less, more)
    sure = (p <= limit) & (np.maximum(early, late) >= minimum) & (early > 0) & (late > 0)
    new, gone = (early == 0) & (late >= minimum), (late == 0) & (early >= minimum)
    rules = [new, gone, sure & (more < less), sure & (less < more)]
    change = [(*CHANGES, "")[place] for place in np.select(rules, range(len(rules)), default=len(rules))]
    frame = pairs.assign(
        share_before=early / max(before, 1), share_after=late / max(after, 1), p=p,
        change=pd.Series(change, index=pairs.index, dtype="object"),
    )  # fmt: skip
    kept = frame[frame["change"] != ""]
    return kept.sort_values(["p", "source_id", "target_id"]).reset_index(drop=True)


def _reports(pairs: pd.DataFrame) -> tuple[Counts, Counts]:
    early, late = (pairs[f"reports_{side}"].to_numpy(dtype=np.int64) for side in ("before", "after"))
    return early, late


def _chances(pairs: pd.DataFrame, before: int, after: int) -> tuple[Numbers, Numbers]:
    """Return how likely chance deals as many reports or more to either side."""
    early, late = _reports(pairs)
    both, ones, units = early + late, np.ones(len(pairs), dtype=np.int64), before + after
    return tail(early, both, before * ones, units), tail(late, both, after * ones, units)
