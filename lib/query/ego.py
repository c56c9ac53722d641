"""Queries on one actor, those it is named with, and the pairs among them."""

from dataclasses import dataclass, replace

import pandas as pd

from lib.model.ledger import kind_of
from lib.model.mention import is_recorded
from lib.model.wording import count
from lib.query import actors
from lib.query.filter.names import keys
from lib.query.filter.selection import asked_for, memoize
from lib.query.network import (
    EDGES,
    NODES,
    REPORTED,
    Chance,
    NetworkRequest,
    edges_sql,
    nodes_of,
    numbers,
    rated,
)
from lib.query.relations import Relations
from lib.stats.chance import MORE
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader

__all__ = ["EDGES", "NODES", "EgoRequest", "edges", "edges_sql", "layout", "partners"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EgoRequest(NetworkRequest):
    """The network around one actor, given by key or name; by default the actor in most stories."""

    ego: str = ""


def edges(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the pairs among an actor and its `most` most reported partners, as lib.query.network does.

    `attrs["ego"]` is the actor's key, `attrs["partners"]` the number of partners shown, `attrs["of"]` of how
    many. Empty where nobody is named with the actor.
    """
    most = [] if request.ego else actors.counts(db, request.criteria, limit=1)["actor_id"].tolist()
    meant = replace(request, ego=next(iter(keys(db, request.ego) or most), request.ego))
    return memoize(db, ("ego", meant), lambda: _around(db, meant))


def layout(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the actors in an actor's network with their community and position (x, y) in the picture."""
    between = edges(db, request)
    counting = asked_for(request.criteria, [between.attrs["ego"]])
    return placed(communities(nodes_of(db, counting, between), between), between)


def partners(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the pairs of an actor, by its key, with its `most` most frequent partners."""
    counting = replace(request, criteria=asked_for(request.criteria, [request.ego]))
    own = _own(db, request, counting)
    return own.sort_values("weight", ascending=False, kind="stable").head(request.most)


def _own(db: ArchiveReader, request: EgoRequest, counting: EgoRequest) -> pd.DataFrame:
    """Return the actor's own pairs with partners that the filter counts, those with most reports first."""
    ego, kinds, known = request.ego, request.criteria.kinds, request.criteria.cast == "recorded"
    own = rated(db, counting, Relations(db, counting.criteria).pairs(counting, of=numbers(db, [ego])[0]))
    own = own[own["verdict"] == MORE] if request.chance == "more" else own
    others = own["source_id"].where(own["source_id"] != ego, own["target_id"])
    counts = others.map(lambda key: kind_of(key) in kinds and (is_recorded(key) or not known))
    return own[counts.astype(bool)]


def _around(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the pairs of the central actor and of its partners among each other."""
    ego = request.ego
    counting = replace(request, criteria=asked_for(request.criteria, [ego]))
    own = _own(db, request, counting)
    near = list(own["source_id"].where(own["source_id"] != ego, own["target_id"]))
    table = Relations(db, counting.criteria).pairs(counting, among=numbers(db, [ego, *near[: request.most]]))
    among = rated(db, counting, table)
    edges = among[among["verdict"] == MORE] if request.chance == "more" else among
    edges = (edges if near else edges.head(0)).reset_index(drop=True)
    shown, of = min(len(near), request.most), len(near)
    edges.attrs = {**among.attrs, "ego": ego, "partners": shown, "of": of}
    edges.attrs["note"] = _note(shown, of, among.attrs["minimum"], request.chance)
    return edges


def _note(shown: int, of: int, minimum: int, chance: Chance) -> str:
    """Say how many partners are drawn, where the minimum or `most` leaves some out; else ""."""
    few = "are named with it" if minimum < REPORTED else f"{minimum:,} reports or more name with it"
    how = f"{few} more often than chance" if chance == "more" else few
    if shown < of:
        return f"Drawn: the {shown:,} with most reports of {count(of, 'other')} that {how}."
    left_out = minimum >= REPORTED or chance == "more"
    return f"Drawn: {count(of, 'other')} that {how}." if of and left_out else ""
