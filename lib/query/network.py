"""Who is named with whom: the weighted network of the actors of the selected stories."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import Columns, ask
from lib.query.filter.selection import mentions_of, named, once, selection, stories_of
from lib.query.pairs import PairRequest, Unit, pairs, sought_note, together, weights
from lib.stats.association import SUPPORT, SURE, bounded, surprising
from lib.stats.backbone import disparity
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader

Chance = Literal["any", "more"]
COUNTED: Columns = {
    "source": "text", "target": "text", "weight": "count", "stories": "count",
    "source_id": "text", "target_id": "text",
    "together": "count", "source_stories": "count", "target_stories": "count",
}  # fmt: skip
EDGES: Columns = {
    **COUNTED, "expected": "share", "low": "count", "high": "count", "npmi": "share", "g2": "share",
    "verdict": "text", "alpha": "share",
}  # fmt: skip
NODES: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "mentions": "count", "stories": "count",
    "degree": "count", "weight": "count",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRequest(PairRequest):
    """A network to build; `chance="more"` keeps the pairs that are surely more than chance."""

    chance: Chance = "any"


def edges(db: ArchiveReader, request: NetworkRequest) -> pd.DataFrame:
    """Return pairs of actors named together, the strongest first, in the columns of EDGES.

    weight counts the sentences (paragraphs, stories) that name both, exactly, and is at least `minimum`;
    stories counts the stories with such a place. The actors are the `most` with the largest sum of weights.

    Whether a pair is more than chance is told by stories: together counts those that name both anywhere,
    source_stories and target_stories those that name either; expected, low and high are what chance would
    give, npmi (NaN where few stories tell) and g2 how far it is from that (lib.stats.association); alpha is
    the edge's place in the backbone (lib.stats.backbone). `attrs["units"]` is the number of stories, and
    `attrs["exact"]` false where the actors were sought among the most named only.
    """
    return once(db, ("edges", request), lambda: judged(candidates(db, request, chance=request.chance)))


def candidates(db: ArchiveReader, request: PairRequest, *, chance: Chance = "any") -> pd.DataFrame:
    """Return these edges without what `judged` adds: of thousands of pairs a picture shows few."""
    table, exact = pairs(db, request)
    counted = _counted_of(db, request, table)
    counted = surely_more(counted) if chance == "more" else counted
    counted.attrs |= {"exact": exact, "note": "" if exact else sought_note()}
    return counted


def judged(edges: pd.DataFrame) -> pd.DataFrame:
    """Return the edges with what chance would give (expected, low, high) and the verdict, as in EDGES."""
    answer = bounded(edges, int(edges.attrs["units"]))[list(EDGES)]
    answer.attrs = dict(edges.attrs)
    return answer


def layout(db: ArchiveReader, request: NetworkRequest) -> pd.DataFrame:
    """Return the actors of these edges with their community and their place (x, y) in the picture."""
    between = edges(db, request)
    return placed(communities(nodes_of(db, request.criteria, between), between), between)


def nodes_of(db: ArchiveReader, criteria: Filter, between: pd.DataFrame) -> pd.DataFrame:
    """Return the actors that stand in the edges, those with the largest weight first."""
    ends = pd.concat([between[[end, "weight"]].set_axis(["key", "weight"], axis=1) for end in ENDS])
    found = ends.groupby("key")["weight"].agg(["count", "sum"])
    sql = f"""
        with node as (
            select unnest($keys) as key, unnest($degrees)::bigint as degree,
                unnest($weights)::bigint as weight)
        select key, name, kind, mentions, stories, degree, weight
        from node join actor using (key) join {mentions_of(db, criteria)} using (actor_id)
        join {stories_of(db, criteria)} using (actor_id) order by weight desc, name, key"""
    given = {
        "keys": list(found.index), "degrees": found["count"].tolist(), "weights": found["sum"].tolist(),
    }  # fmt: skip
    return ask(db, sql, given, NODES)


ENDS = ("source_id", "target_id")


def between(
    db: ArchiveReader, criteria: Filter, *, first: str, second: str, unit: Unit = "sentence"
) -> pd.DataFrame:
    """Return the pair of two actors, by their keys, in the columns of EDGES; empty where there is none."""
    request = PairRequest(criteria=criteria, unit=unit, minimum=1, most=2)
    return rated_pairs(db, request, weights(db, request, sorted({first, second})))


def stories_naming(db: ArchiveReader, criteria: Filter) -> list[list[str]]:
    """Return the keys of those whom each selected story names, for a shuffle."""
    sql = f"""
        select list(distinct key order by key) from {named(db, criteria)} join actor using (actor_id)
        group by id order by id"""
    return [keys for (keys,) in db.execute(sql).fetchall()]


def surely_more(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that are named together more than chance would have it, and often enough to say so."""
    kept = pairs[(pairs["g2"] >= SURE) & (pairs["together"] >= SUPPORT)].reset_index(drop=True)
    kept.attrs = pairs.attrs
    return kept


def rated_pairs(db: ArchiveReader, request: PairRequest, table: str) -> pd.DataFrame:
    """Return the pairs of a table (x, y, weight, stories) with all columns of EDGES, the strongest first."""
    return judged(_counted_of(db, request, table))


def _counted_of(db: ArchiveReader, request: PairRequest, table: str) -> pd.DataFrame:
    """Return the pairs of the table with their counts, npmi, g2 and alpha."""
    of_actor = stories_of(db, request.criteria)
    sql = f"""
        with named as (
            select if(a.key < b.key, a, b) as source, if(a.key < b.key, b, a) as target,
                e.weight, e.stories, t.together
            from {table} e join {together(db, request, table)} t using (x, y)
            join actor a on a.actor_id = e.x join actor b on b.actor_id = e.y)
        select source.name, target.name, weight, n.stories, source.key, target.key, together,
            s.stories, t.stories
        from named n join {of_actor} s on s.actor_id = source.actor_id
        join {of_actor} t on t.actor_id = target.actor_id
        order by weight desc, source.name, target.name, source.key, target.key"""
    selected = selection(db, request.criteria)
    units = db.execute(f"select count(*) from {selected.rows}", selected.parameters).fetchall()[0][0]
    rated = disparity(surprising(ask(db, sql, {}, COUNTED), units))
    rated.attrs = {"unit": request.unit, "minimum": request.minimum, "units": units}
    return rated
