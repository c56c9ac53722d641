"""One actor, those it is named with, and the ties among them."""

from dataclasses import replace

import pandas as pd

from lib.model.filter import Filter
from lib.model.ledger import kind_of
from lib.query import actors
from lib.query.filter.names import keys
from lib.query.filter.selection import asked_for, kept, once
from lib.query.network import Chance, nodes_of, surely_more, told_of
from lib.query.pairs import Unit, Wish, partners, weights
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader

ALL = 1_000_000  # partners


def edges(
    db: ArchiveReader,
    criteria: Filter,
    *,
    ego: str = "",
    unit: Unit = "sentence",
    minimum: int = 2,
    most: int = 40,
    chance: Chance = "any",
) -> pd.DataFrame:
    """Return the pairs among an actor (by its key) and the `most` named most often with it, as of
    lib.query.network.

    By default the actor that most stories name. `attrs["partners"]` is the number of partners shown. Empty
    where nobody is named with the actor.
    """
    ego = (keys(db, ego) or [ego])[0] if ego else _most_named(db, criteria)
    wish = Wish(criteria=criteria, unit=unit, minimum=minimum, most=most)
    return once(db, ("ego", wish, ego, chance), lambda: _around(db, wish, ego, chance))


def _around(db: ArchiveReader, criteria: Wish, ego: str, chance: Chance) -> pd.DataFrame:
    wish = replace(criteria, criteria=asked_for(criteria.criteria, [ego]))
    found = partners(db, replace(wish, most=ALL), ego)
    others = [key for key in found if kind_of(key) in criteria.criteria.kinds][: criteria.most]
    table = weights(db, wish, sorted({ego, *others}))
    enough = kept(db, ("enough", wish, ego), f"select * from {table} where weight >= {int(wish.minimum)}", {})
    told = told_of(db, wish, enough)
    told = surely_more(told) if chance == "more" else told
    own = int(((told["source_id"] == ego) | (told["target_id"] == ego)).sum())
    told = told if own else told.head(0)  # ties among others are no picture of an actor that has none
    told.attrs |= {"ego": ego, "partners": own, "note": ""}
    return told


def layout(
    db: ArchiveReader,
    criteria: Filter,
    *,
    ego: str = "",
    unit: Unit = "sentence",
    minimum: int = 2,
    most: int = 40,
    chance: Chance = "any",
) -> pd.DataFrame:
    """Return the actors of these pairs with their community and their place (x, y) in the picture."""
    between = edges(db, criteria, ego=ego, unit=unit, minimum=minimum, most=most, chance=chance)
    counting = asked_for(criteria, [between.attrs["ego"]])
    return placed(communities(nodes_of(db, counting, between), between), between)


def _most_named(db: ArchiveReader, criteria: Filter) -> str:
    most = actors.counts(db, criteria, limit=1)
    return str(most["actor_id"].iloc[0]) if len(most) else ""
