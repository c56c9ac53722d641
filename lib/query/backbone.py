"""The network as it is shown: the pairs that stand out, of as many actors as a picture holds."""

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from lib.query import network
from lib.query.filter.selection import once
from lib.query.network import NetworkRequest
from lib.stats.backbone import MOST, backbone
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader

Ties = Literal["backbone", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackboneRequest(NetworkRequest):
    """A network to reduce to its backbone; `ties="all"` keeps all pairs among the `most` strongest actors."""

    most: int = 60
    ties: Ties = "backbone"


def edges(db: ArchiveReader, request: BackboneRequest) -> pd.DataFrame:
    """Return the edges of lib.query.network that stand out (lib.stats.backbone), the strongest first.

    `attrs["of"]` is the number of pairs they were taken from.
    """
    return once(db, ("backbone", request), lambda: _chosen(db, request))


def layout(db: ArchiveReader, request: BackboneRequest) -> pd.DataFrame:
    """Return the actors of these edges with their community and their place (x, y) in the picture."""
    between = edges(db, request)
    return placed(communities(network.nodes_of(db, request.criteria, between), between), between)


def _chosen(db: ArchiveReader, request: BackboneRequest) -> pd.DataFrame:
    whole = request.ties == "all"
    taken = request if whole else replace(request, most=max(MOST, request.most))
    every = network.candidates(db, taken, chance=request.chance)
    chosen = every if whole else backbone(every, most=request.most)
    chosen = chosen.sort_values(
        ["weight", "source", "target", "source_id", "target_id"], ascending=[False, True, True, True, True]
    ).reset_index(drop=True)
    chosen.attrs = {**every.attrs, "ties": request.ties, "of": len(every), "note": _note(every, chosen)}
    return network.judged(chosen)


def _note(every: pd.DataFrame, chosen: pd.DataFrame) -> str:
    notes = [str(every.attrs["note"])] if every.attrs["note"] else []
    if len(chosen) < len(every):
        notes.append(f"{len(chosen):,} of {len(every):,} pairs: those that stand out at one of their ends.")
    return " ".join(notes)
