"""The change of pairs from one set of stories to another: born, gone, stronger, weaker."""

import numpy as np
import pandas as pd

from lib.stats.association import g2

CHANGES = ("born", "gone", "stronger", "weaker")
SURE = 3.84  # G2 at p = .05 with one degree of freedom


def changed(pairs: pd.DataFrame, before: int, after: int, *, minimum: int = 1) -> pd.DataFrame:
    """Return the pairs that changed, the most certain first, with columns share_before, share_after, g2,
    change.

    Takes the columns weight_before, weight_after (places that name both) and stories_before, stories_after
    (stories with such a place) of `before` and `after` stories. Born and gone: no place at all on one side
    and at least `minimum` on the other. Stronger and weaker: at least `minimum` on one side, some on both,
    and shares of the stories that differ with a likelihood ratio (Dunning 1993) of SURE or more; all others
    are left out. g2 is positive where the share grew. Swapping before and after mirrors the result.
    """
    frame = pairs.assign(
        share_before=pairs["stories_before"] / max(before, 1),
        share_after=pairs["stories_after"] / max(after, 1),
        g2=_surprise(pairs, before, after),
    )
    frame = frame.assign(change=pd.Series(_named(frame, minimum), index=frame.index, dtype="object"))
    kept = frame[frame["change"] != ""]
    ordered = kept.assign(size=kept["g2"].abs()).sort_values(
        ["size", "source_id", "target_id"], ascending=[False, True, True]
    )
    return ordered.drop(columns="size").reset_index(drop=True)


def _surprise(pairs: pd.DataFrame, before: int, after: int) -> "np.typing.NDArray[np.float64]":
    """Return signed G2 of the table: side of the comparison against whether a story names both."""
    late, early = (pairs[f"stories_{side}"].to_numpy(dtype=float) for side in ("after", "before"))
    units = float(before + after)
    if not before or not after:
        return np.zeros(len(pairs))
    return g2(late, late + early, np.full(len(pairs), float(after)), units)


def _named(frame: pd.DataFrame, minimum: int) -> list[str]:
    early, late = frame["weight_before"], frame["weight_after"]
    sure = (frame["g2"].abs() >= SURE) & (np.maximum(early, late) >= minimum) & (early > 0) & (late > 0)
    born, gone = (early == 0) & (late >= minimum), (late == 0) & (early >= minimum)
    rules = [born, gone, sure & (frame["g2"] > 0), sure & (frame["g2"] < 0)]
    places = np.select(rules, range(len(rules)), default=len(rules))
    return [(*CHANGES, "")[place] for place in places]
