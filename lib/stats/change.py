"""Comparing pairs of actors between two sets of reports: new, gone, stronger, weaker."""

import numpy as np
import pandas as pd

from lib.stats.chance import ENOUGH, chance_of_at_least, significance_limit

CHANGES = ("new", "gone", "stronger", "weaker")


def changed(alike: pd.DataFrame, before: int, after: int, *, minimum: int = 1) -> pd.DataFrame:
    """Return the pairs that changed, most certain first, with columns share_before, share_after, p, change.

    A row stands for all pairs with the same two numbers of reports, reports_before of `before` and
    reports_after of `after`; its column pairs says how many these are. New and gone: none on one side and at
    least `minimum` on the other. Stronger and weaker: at least `minimum` on one side, some on both, and more
    on one than chance would deal to it (lib.stats.chance); all others are left out. p is how likely chance
    deals as unevenly. Swapping before and after mirrors the result. A side without reports says nothing of
    any pair, so then none is returned.
    """
    early, late = (alike[f"reports_{side}"].to_numpy(dtype=np.int64) for side in ("before", "after"))
    both, units, ones = early + late, before + after, np.ones(len(early), dtype=np.int64)
    less = chance_of_at_least(early, both, before * ones, units)  # that the early side has as many reports
    more = chance_of_at_least(late, both, after * ones, units)
    p, pairs = np.minimum(less, more), alike["pairs"].to_numpy(dtype=np.int64)
    limit = significance_limit(p, pairs, 2 * int(pairs.sum())) if units >= ENOUGH else -1.0
    sure = (p <= limit) & (np.maximum(early, late) >= minimum) & (early > 0) & (late > 0)
    known = before > 0 and after > 0
    new, gone = known & (early == 0) & (late >= minimum), known & (late == 0) & (early >= minimum)
    rules = [new, gone, sure & (more < less), sure & (less < more)]
    change = pd.Series(np.select(rules, CHANGES, default=""), index=alike.index, dtype="object")
    frame = alike.assign(
        share_before=early / max(before, 1), share_after=late / max(after, 1), p=p, change=change
    )
    return frame[frame["change"] != ""].sort_values("p").reset_index(drop=True)
