"""The network around one actor: its pairs with those it is named with, and the pairs among them."""

from dataclasses import dataclass, replace

import pandas as pd

from lib.model.ledger import kind_of
from lib.model.mention import is_recorded
from lib.model.wording import count
from lib.query import actors, network
from lib.query.filter.names import keys
from lib.query.filter.selection import asked_for, asked_once
from lib.query.network import EDGES, NODES, NetworkRequest, edges_sql
from lib.query.pair_table import pair_table
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

__all__ = ["EDGES", "NODES", "EgoRequest", "edges", "edges_sql", "layout", "partner_keys", "partners"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EgoRequest(NetworkRequest):
    """The network around one actor, given by key or name; by default the actor in most stories."""

    ego: str = ""


@asked_once
def edges(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the pairs among an actor and its `most` partners with most reports, in the columns of EDGES.

    `attrs["ego"]` is the actor's key, `attrs["partners"]` the number of partners shown, `attrs["of"]` of how
    many. Empty where nobody is named with the actor.
    """
    request = _by_key(db, request)
    others = partner_keys(_own_pairs(db, request), request.ego).tolist()
    shown, counting = others[: request.most], _counting(request)
    relations = Relations(db, counting.criteria)
    table = pair_table(relations, counting, among=network.numbers(db, [request.ego, *shown]))
    found = network.rated_pairs(db, counting, table)
    drawn = network.wanted_pairs(found, request).reset_index(drop=True)
    note = _note(request, len(shown), len(others), found.attrs["minimum"])
    drawn.attrs = {**found.attrs, "ego": request.ego, "partners": len(shown), "of": len(others), "note": note}
    return drawn


def layout(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the actors in an actor's network with community, betweenness and position (x, y)."""
    between = edges(db, request)
    counting = asked_for(request.criteria, [between.attrs["ego"]])
    return network.with_measures(network.nodes_of(db, counting, between), between)


def partners(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the `most` pairs of an actor with the largest weight, in the columns of EDGES."""
    return (
        _own_pairs(db, _by_key(db, request))
        .sort_values("weight", ascending=False, kind="stable")
        .head(request.most)
    )


def _by_key(db: ArchiveReader, request: EgoRequest) -> EgoRequest:
    """Return the request with its actor given by key; of several actors with the name the first is taken.

    A name that no actor has stays as it is.
    """
    if request.ego:
        named = keys(db, request.ego)
    else:
        named = actors.counts(db, request.criteria, limit=1)["actor_id"].tolist()
    return replace(request, ego=next(iter(named), request.ego))


def _own_pairs(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the actor's own pairs with partners that the filter counts, those with most reports first."""
    counting = _counting(request)
    table = pair_table(Relations(db, counting.criteria), counting, of=network.numbers(db, [request.ego])[0])
    own = network.wanted_pairs(network.rated_pairs(db, counting, table), request)
    kinds, recorded = request.criteria.kinds, request.criteria.cast == "recorded"
    counts = partner_keys(own, request.ego).map(
        lambda key: kind_of(key) in kinds and (is_recorded(key) or not recorded)
    )
    return own[counts.astype(bool)]


def _counting(request: EgoRequest) -> EgoRequest:
    """Return the request with a filter that counts its actor, also if it leaves out actors of that kind."""
    return replace(request, criteria=asked_for(request.criteria, [request.ego]))


def partner_keys(own: pd.DataFrame, ego: str) -> pd.Series:
    """Return the key of the partner in each pair of an actor: `own` are its pairs, `ego` is its key."""
    return own["source_id"].where(own["source_id"] != ego, own["target_id"])


def _note(request: EgoRequest, shown: int, of: int, minimum: int) -> str:
    """Return a sentence on how many partners are drawn, or "" unless some are left out.

    Such as "Drawn: the 12 with most reports of 80 others named with it."
    """
    several = minimum >= network.REPORTED
    how = "named with it" + (f" in {minimum:,} reports or more" if several else "")
    how += " more often than chance" if request.chance == "more" else ""
    if shown < of:
        return f"Drawn: the {shown:,} with most reports of {count(of, 'other')} {how}."
    left_out = several or request.chance == "more"
    return f"Drawn: {count(of, 'other')} {how}." if of and left_out else ""
