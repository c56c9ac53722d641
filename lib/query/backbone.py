"""The network as it is shown: the pairs that stand out, of as many actors as a picture holds."""

from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query import network
from lib.query.filter.selection import once
from lib.query.network import Chance
from lib.query.pairs import Unit, Wish
from lib.stats.backbone import MOST, backbone
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader

Ties = Literal["backbone", "all"]
SHOWN = 60


def edges(
    db: ArchiveReader,
    criteria: Filter,
    *,
    unit: Unit = "sentence",
    minimum: int = 2,
    most: int = SHOWN,
    chance: Chance = "any",
    ties: Ties = "backbone",
) -> pd.DataFrame:
    """Return the edges of lib.query.network that stand out (lib.stats.backbone), the strongest first.

    `attrs["of"]` is the number of pairs they were taken from. With `ties="all"` all pairs among the `most`
    strongest actors.
    """
    taken = most if ties == "all" else max(MOST, most)
    wish = Wish(criteria=criteria, unit=unit, minimum=minimum, most=taken)
    return once(db, ("backbone", wish, most, chance, ties), lambda: _chosen(db, wish, most, chance, ties))


def _chosen(db: ArchiveReader, wish: Wish, most: int, chance: Chance, ties: Ties) -> pd.DataFrame:
    every = network.candidates(db, wish, chance=chance)
    chosen = every if ties == "all" else backbone(every, most=most)
    chosen = chosen.sort_values(
        ["weight", "source", "target", "source_id", "target_id"], ascending=[False, True, True, True, True]
    ).reset_index(drop=True)
    chosen.attrs = {**every.attrs, "ties": ties, "of": len(every), "note": _note(every, chosen)}
    return network.judged(chosen)


def layout(
    db: ArchiveReader,
    criteria: Filter,
    *,
    unit: Unit = "sentence",
    minimum: int = 2,
    most: int = SHOWN,
    chance: Chance = "any",
    ties: Ties = "backbone",
) -> pd.DataFrame:
    """Return the actors of these edges with their community and their place (x, y) in the picture."""
    between = edges(db, criteria, unit=unit, minimum=minimum, most=most, chance=chance, ties=ties)
    return placed(communities(network.nodes_of(db, criteria, between), between), between)


def _note(every: pd.DataFrame, chosen: pd.DataFrame) -> str:
    told = [str(every.attrs["note"])] if every.attrs["note"] else []
    if len(chosen) < len(every):
        told.append(f"{len(chosen):,} of {len(every):,} pairs: those that stand out at one of their ends.")
    return " ".join(told)
