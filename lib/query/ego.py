"""One actor, those it is named with, and the ties among them."""

from dataclasses import dataclass, replace

import pandas as pd

from lib.model.filter import Filter
from lib.model.ledger import kind_of
from lib.query import actors
from lib.query.filter.names import keys
from lib.query.filter.selection import asked_for, kept, once
from lib.query.network import NetworkRequest, nodes_of, rated_pairs, surely_more
from lib.query.pairs import partners, weights
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader

ALL = 1_000_000  # partners


@dataclass(frozen=True, slots=True, kw_only=True)
class EgoRequest(NetworkRequest):
    """The network around one actor, by its key or name; by default the actor that most stories name."""

    ego: str = ""


def edges(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the pairs among an actor and the `most` named most often with it, as of lib.query.network.

    `attrs["ego"]` is the actor's key, `attrs["partners"]` the number of partners shown. Empty where nobody is
    named with the actor.
    """
    name = request.ego
    ego = (keys(db, name) or [name])[0] if name else _most_named(db, request.criteria)
    meant = replace(request, ego=ego)
    return once(db, ("ego", meant), lambda: _around(db, meant))


def layout(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    """Return the actors of these pairs with their community and their place (x, y) in the picture."""
    between = edges(db, request)
    counting = asked_for(request.criteria, [between.attrs["ego"]])
    return placed(communities(nodes_of(db, counting, between), between), between)


def _around(db: ArchiveReader, request: EgoRequest) -> pd.DataFrame:
    ego, kinds = request.ego, request.criteria.kinds
    counting = replace(request, criteria=asked_for(request.criteria, [ego]))
    found = partners(db, replace(counting, most=ALL), ego)
    others = [key for key in found if kind_of(key) in kinds][: request.most]
    table = weights(db, counting, sorted({ego, *others}))
    strong = f"select * from {table} where weight >= {int(counting.minimum)}"
    edges = rated_pairs(db, counting, kept(db, ("enough", counting), strong, {}))
    edges = surely_more(edges) if request.chance == "more" else edges
    own = int(((edges["source_id"] == ego) | (edges["target_id"] == ego)).sum())
    edges = edges if own else edges.head(0)  # ties among others are no picture of an actor that has none
    edges.attrs |= {"ego": ego, "partners": own, "note": ""}
    return edges


def _most_named(db: ArchiveReader, criteria: Filter) -> str:
    most = actors.counts(db, criteria, limit=1)
    return str(most["actor_id"].iloc[0]) if len(most) else ""
