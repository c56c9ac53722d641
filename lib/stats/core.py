"""Choosing the pairs that a picture of a network shows: those with most reports, and some rare surprises."""

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.stats.chance import MORE

LINES = 40  # more cannot be distinguished
FINDS = 20
Rows = npt.NDArray[np.int64]


def core(pairs: pd.DataFrame, *, most: int, lines: int = LINES, finds: int = FINDS) -> pd.DataFrame:
    """Return up to `lines` pairs with most reports and `finds` least likely ones, of at most `most` actors.

    Takes the columns source_id, target_id, p and verdict, the pairs with most reports first, and keeps this
    order. Where all fit they are returned unchanged; else the picture starts with the largest connected part
    of the strongest pairs, and each further pair is connected with it.
    """
    codes, names = pd.factorize(pd.concat([pairs["source_id"], pairs["target_id"]]))
    if len(pairs) <= lines and len(names) <= most:
        return pairs
    ends: Rows = codes.reshape(2, -1).T
    strongest = nx.Graph(map(tuple, ends[:lines].tolist()))
    largest = max(nx.connected_components(strongest), key=len)
    seed = np.flatnonzero(np.isin(ends[:lines, 0], [*largest]))[: lines if len(largest) <= most else 1]
    chosen = _grown(seed, ends, np.arange(len(pairs)), lines, most)
    found = np.flatnonzero((pairs["verdict"] == MORE).to_numpy())
    surest = found[np.argsort(pairs["p"].to_numpy()[found], kind="stable")]
    return pairs.iloc[np.sort(_grown(chosen, ends, surest, len(chosen) + finds, most))]


def _grown(chosen: Rows, ends: Rows, offered: Rows, size: int, most: int) -> Rows:
    """Return the chosen rows and those `offered` that share an actor with them.

    Up to `size` rows and `most` actors; `ends` are the two actors of each row.
    """
    inside = np.zeros(ends.max(initial=0) + 1, dtype=bool)
    inside[ends[chosen]] = True
    offered = offered[~np.isin(offered, chosen)]
    while len(chosen) < size:
        touching = inside[ends[offered]].sum(axis=1)
        fitting = np.flatnonzero(touching > (inside.sum() >= most))
        if not len(fitting):
            break
        chosen = np.append(chosen, offered[fitting[0]])
        inside[ends[offered[fitting[0]]]] = True
        offered = np.delete(offered, fitting[0])
    return chosen
