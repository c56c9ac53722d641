"""Who is named with whom: the weighted network of the actors of the selected stories."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import Columns, ask
from lib.query.selection import kept, mentions_of, named, stories_of
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import Reading

Unit = Literal["sentence", "paragraph", "article"]
EDGES: Columns = {
    "source": "text", "target": "text", "weight": "count", "stories": "count",
    "source_id": "text", "target_id": "text",
}  # fmt: skip
NODES: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "mentions": "count", "stories": "count",
    "degree": "count", "weight": "count",
}  # fmt: skip
MOST_ROWS = 50_000  # of the table of names; above it pairs are sought among the most named actors only
MOST_NAMED = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    wanted: Filter
    unit: Unit
    minimum: int
    limit_actors: int


def edges(
    db: Reading, wanted: Filter, *, unit: Unit = "sentence", minimum: int = 2, limit_actors: int = 40
) -> pd.DataFrame:
    """Pairs of actors named together, the strongest first.

    weight counts the sentences (paragraphs, stories) that name both, exactly, and is at least `minimum`;
    stories counts the stories with such a place. The actors are the `limit_actors` with the largest sum of
    weights. `attrs["exact"]` is false where these were sought among the most named actors only.
    """
    table, exact = _pairs(db, _Wish(wanted=wanted, unit=unit, minimum=minimum, limit_actors=limit_actors))
    sql = f"""
        with named as (
            select if(a.key < b.key, a, b) as source, if(a.key < b.key, b, a) as target, weight, stories
            from {table} join actor a on a.actor_id = x join actor b on b.actor_id = y)
        select source.name, target.name, weight, stories, source.key, target.key
        from named order by weight desc, source.name, target.name, source.key, target.key"""
    answer = ask(db, sql, {}, EDGES)
    note = "" if exact else f"The actors were sought among the {MOST_NAMED} most named of the selection."
    answer.attrs = {"unit": unit, "minimum": minimum, "exact": exact, "note": note}
    return answer


def nodes(
    db: Reading, wanted: Filter, *, unit: Unit = "sentence", minimum: int = 2, limit_actors: int = 40
) -> pd.DataFrame:
    """The actors of these edges, those with the largest weight first; degree counts their edges."""
    table, _ = _pairs(db, _Wish(wanted=wanted, unit=unit, minimum=minimum, limit_actors=limit_actors))
    mentions, stories = mentions_of(db, wanted), stories_of(db, wanted)
    sql = f"""
        with ends as (select x as actor_id, weight from {table} union all select y, weight from {table}),
        node as (select actor_id, count(*) as degree, sum(weight)::bigint as weight from ends group by 1)
        select key, name, kind, mentions, stories, degree, weight
        from node join {mentions} using (actor_id) join {stories} using (actor_id) join actor using (actor_id)
        order by weight desc, name, key"""
    return ask(db, sql, {}, NODES)


def layout(
    db: Reading, wanted: Filter, *, unit: Unit = "sentence", minimum: int = 2, limit_actors: int = 40
) -> pd.DataFrame:
    """The actors of these edges with their community and their place (x, y) in the picture."""
    between = edges(db, wanted, unit=unit, minimum=minimum, limit_actors=limit_actors)
    actors = nodes(db, wanted, unit=unit, minimum=minimum, limit_actors=limit_actors)
    return placed(communities(actors, between), between)


def _pairs(db: Reading, wish: _Wish) -> tuple[str, bool]:
    """The table (x, y, weight, stories) of the edges, and whether its actors were sought among all."""
    table = named(db, wish.wanted, masks="pmasks" if wish.unit == "paragraph" else "smasks")
    row = db.execute(f"select count(*), coalesce(max(chunk), 0) from {table}").fetchone()
    rows, last_chunk = row or (0, 0)
    exact = rows <= MOST_ROWS
    source = table if exact else f"({_most_named(table)})"
    by_place = _article_pairs if wish.unit == "article" else _mask_pairs
    counted_pairs = by_place(source, last_chunk > 0)
    sql = f"""
        with pair as materialized (select * from ({counted_pairs}) where weight >= $minimum),
        strength as (
            select actor_id, sum(weight) as strength
            from (select x as actor_id, weight from pair union all select y, weight from pair) group by 1),
        chosen as materialized (
            select actor_id from strength join actor using (actor_id)
            order by strength desc, name, key limit $actors)
        select x, y, weight, stories from pair
        where x in (select actor_id from chosen) and y in (select actor_id from chosen)"""
    parameters = {"minimum": wish.minimum, "actors": wish.limit_actors}
    return kept(db, wish, sql, parameters), exact


def _most_named(table: str) -> str:
    top = f"select actor_id from {table} group by 1 order by sum(bit_count(mask)) desc, 1 limit {MOST_NAMED}"
    return f"select * from {table} where actor_id in ({top})"


def _mask_pairs(source: str, chunked: bool) -> str:
    """Only a story in several chunks can bring the same pair twice."""
    return f"""
        with entry as materialized (select * from {source})
        select a.actor_id as x, b.actor_id as y, sum(bit_count(a.mask & b.mask))::bigint as weight,
            {"count(distinct a.id)" if chunked else "count(*)"} as stories
        from entry a join entry b
            on a.id = b.id and a.chunk = b.chunk and a.actor_id < b.actor_id and (a.mask & b.mask) <> 0
        group by 1, 2"""


def _article_pairs(source: str, chunked: bool) -> str:
    """Only a story in several chunks names an actor in two rows."""
    return f"""
        with entry as materialized (select {"distinct" if chunked else ""} id, actor_id from {source})
        select a.actor_id as x, b.actor_id as y, count(*) as weight, count(*) as stories
        from entry a join entry b on a.id = b.id and a.actor_id < b.actor_id group by 1, 2"""
