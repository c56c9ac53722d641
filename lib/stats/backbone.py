"""The edges of a network that stand out at one of their ends, whatever their size."""

import numpy as np
import pandas as pd

ALPHA = 0.05
LEAST, MOST = 20, 150  # actors that a picture should show, and can


def disparity(edges: pd.DataFrame) -> pd.DataFrame:
    """Return the edges with a column alpha: how likely so large a share of an end's weight is by chance.

    (1 - w/s)^(k-1) for an end with strength s and k edges, the smaller of both ends'; an end with one edge
    shows nothing (1.0). Serrano, Boguna and Vespignani 2009, doi 10.1073/pnas.0808904106.
    """
    ends = pd.concat(
        [
            edges[[f"{end}_id", "weight"]].set_axis(["actor_id", "weight"], axis=1)
            for end in ("source", "target")
        ]
    )
    by_actor = ends.groupby("actor_id")["weight"].agg(["sum", "count"])
    alphas = []
    for end in ("source", "target"):
        own = by_actor.reindex(edges[f"{end}_id"])
        strength, degree = own["sum"].to_numpy(dtype=float), own["count"].to_numpy(dtype=float)
        share = 1 - edges["weight"].to_numpy(dtype=float) / strength
        alphas.append(np.where(degree > 1, np.maximum(share, 0.0) ** (degree - 1), 1.0))
    return edges.assign(alpha=np.minimum(*alphas) if len(edges) else pd.Series(dtype="float64"))


def backbone(
    edges: pd.DataFrame, *, alpha: float = ALPHA, least: int = LEAST, most: int = MOST
) -> pd.DataFrame:
    """Return the edges whose alpha is below the limit, the surest first, for between `least` and `most`
    actors.

    Where the limit leaves fewer than `least` actors the next surest and heaviest edges are added, as far as
    there are any; where it leaves more than `most` the least sure ones go. The order of rows does not matter.
    """
    by = ["alpha", "weight", "source_id", "target_id"]
    ordered = disparity(edges).sort_values(by, ascending=[True, False, True, True])
    seen: set[str] = set()
    kept = []
    ends = zip(ordered["source_id"], ordered["target_id"], ordered["alpha"], strict=True)
    for source, target, p in ends:
        grown = seen | {source, target}
        inside = len(grown) == len(seen)
        chosen = (p < alpha and len(grown) <= most) or (len(seen) < least and len(grown) <= most)
        kept.append(chosen or (inside and p < alpha))
        seen = grown if kept[-1] else seen
    return ordered[np.array(kept, dtype=bool)]
