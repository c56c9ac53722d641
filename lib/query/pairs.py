"""The pairs of actors that a selection names together, counted in the archive's masks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.conditions import counted
from lib.query.filter.selection import kept, named, selection
from lib.stats.origins import origins
from lib.store.archive import ArchiveReader

Unit = Literal["sentence", "paragraph", "article", "origin"]
MOST_ROWS = 50_000  # of the table of names; above it pairs are sought among the most named actors only
MOST_NAMED = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRequest:
    """Pairs to count: of the `most` strongest actors, each pair with a weight of `minimum` or more."""

    criteria: Filter
    unit: Unit = "sentence"
    minimum: int = 2
    most: int = 40


def pairs(db: ArchiveReader, request: PairRequest) -> tuple[str, bool]:
    """Return the table (x, y, weight, stories) of the edges, and whether its actors were sought among all."""
    if request.unit == "origin":
        return _by_origin(db, request)
    table = _named(db, request)
    row = db.execute(f"select count(*), coalesce(max(chunk), 0) from {table}").fetchone()
    rows, last_chunk = row or (0, 0)
    exact = rows <= MOST_ROWS
    source = table if exact else f"({_most_named(table)})"
    by_place = _article_pairs if request.unit == "article" else _mask_pairs
    counted_pairs = by_place(source, last_chunk > 0)
    parameters = {"minimum": request.minimum, "actors": request.most}
    return kept(db, request, _strongest(counted_pairs), parameters), exact


def _strongest(counted_pairs: str) -> str:
    """Return the pairs of enough weight among the actors with the largest sums of weights."""
    return f"""
        with pair as materialized (select * from ({counted_pairs}) where weight >= $minimum),
        strength as (
            select actor_id, sum(weight) as strength
            from (select x as actor_id, weight from pair union all select y, weight from pair) group by 1),
        chosen as materialized (
            select actor_id from strength join actor using (actor_id)
            order by strength desc, name, key limit $actors)
        select x, y, weight, stories from pair
        where x in (select actor_id from chosen) and y in (select actor_id from chosen)"""


def _by_origin(db: ArchiveReader, request: PairRequest) -> tuple[str, bool]:
    """Return the pairs by independent origins, which are never more than the sentences that name both."""
    table, exact = pairs(db, replace(request, unit="sentence", most=max(MOST_NAMED, request.most)))
    counted_pairs, columns = _counted_origins(db, request, table)
    parameters = {"minimum": request.minimum, "actors": request.most, **columns}
    return kept(db, request, _strongest(counted_pairs), parameters), exact


def _counted_origins(db: ArchiveReader, request: PairRequest, table: str) -> tuple[str, dict[str, list[int]]]:
    """Return the statement, and its parameters, that gives the pairs of a table by sentence their origins."""
    counted_origins = _told_origins(db, request, table)
    sql = f"""
        select x, y, weight, stories from (
            select unnest($x::integer[]) as x, unnest($y::integer[]) as y,
                unnest($origins::bigint[]) as weight)
        join (select x, y, stories from {table}) using (x, y)"""
    return sql, {name: counted_origins[name].tolist() for name in ("x", "y", "origins")}


def _told_origins(db: ArchiveReader, request: PairRequest, table: str) -> pd.DataFrame:
    """Return the number of independent origins of each pair of the table."""
    criteria, selected = request.criteria, selection(db, request.criteria)
    sql = f"""
        with place as materialized (
            select distinct id, actor_id, sent from mention
            where {counted(criteria.zones, criteria.roles)} and {selected.within}
                and actor_id in (select x from {table} union select y from {table}))
        select p.x, p.y, f.id, s.a, s.b, s.c from {table} p
        join place f on f.actor_id = p.x join place t on t.actor_id = p.y and t.id = f.id and t.sent = f.sent
        left join sentence_sketch s on s.id = f.id and s.sent = f.sent"""
    rows = db.execute(sql, selected.parameters).fetchall()
    return origins(pd.DataFrame(rows, columns=["x", "y", "id", "a", "b", "c"], dtype="object"), ["x", "y"])


def partners(db: ArchiveReader, request: PairRequest, key: str) -> list[str]:
    """Return the keys of the `most` actors that are named most often with this one, the most often first."""
    table = _named(db, request)
    place = "" if request.unit == "article" else "and a.chunk = b.chunk and (a.mask & b.mask) <> 0"
    weight = "count(distinct b.id)" if request.unit == "article" else "sum(bit_count(a.mask & b.mask))"
    sql = f"""
        select key from {table} a join {table} b on a.id = b.id and a.actor_id <> b.actor_id {place}
        join actor on actor.actor_id = b.actor_id
        where a.actor_id in (select actor_id from actor where key = $key)
        group by key, name having {weight} >= $minimum order by {weight} desc, name, key limit $most"""
    parameters = {"key": key, "minimum": request.minimum, "most": request.most}
    return [found for (found,) in db.execute(sql, parameters).fetchall()]


def weights(db: ArchiveReader, request: PairRequest, keys: Sequence[str]) -> str:
    """Return the table (x, y, weight, stories) of all pairs among the actors with these keys."""
    if request.unit == "origin":
        by_sentence = weights(db, replace(request, unit="sentence"), keys)
        sql, columns = _counted_origins(db, request, by_sentence)
        return kept(db, ("weights", request, tuple(keys)), sql, columns)
    table = _named(db, request)
    row = db.execute(f"select coalesce(max(chunk), 0) from {table}").fetchone()
    among = f"""(select * from {table} where actor_id in (
        select actor_id from actor where key in (select unnest($keys::varchar[]))))"""
    by_place = _article_pairs if request.unit == "article" else _mask_pairs
    sql = by_place(among, bool(row and row[0]))
    return kept(db, ("weights", request, tuple(keys)), sql, {"keys": list(keys)})


def sought_note() -> str:
    """Return the sentence for an answer whose actors were not sought among all."""
    return f"The actors were sought among the {MOST_NAMED} most named of the selection."


def together(db: ArchiveReader, request: PairRequest, table: str) -> str:
    """Return the table (x, y, together) of how many stories name both actors of each pair, in whatever
    place.
    """
    sql = f"""
        with ends as (select x as actor_id from {table} union select y from {table}),
        entry as materialized (
            select distinct id, actor_id from {_named(db, request)}
            where actor_id in (select actor_id from ends))
        select x, y, count(*) as together from {table} e
        join entry a on a.actor_id = e.x join entry b on b.actor_id = e.y and a.id = b.id group by 1, 2"""
    return kept(db, ("together", request, table), sql, {})


def _named(db: ArchiveReader, request: PairRequest) -> str:
    return named(db, request.criteria, masks="pmasks" if request.unit == "paragraph" else "smasks")


def _most_named(table: str) -> str:
    top = f"select actor_id from {table} group by 1 order by sum(bit_count(mask)) desc, 1 limit {MOST_NAMED}"
    return f"select * from {table} where actor_id in ({top})"


def _mask_pairs(source: str, chunked: bool) -> str:
    """Return the pairs by sentence or paragraph; only a story in several chunks can bring a pair twice."""
    return f"""
        with entry as materialized (select * from {source})
        select a.actor_id as x, b.actor_id as y, sum(bit_count(a.mask & b.mask))::bigint as weight,
            {"count(distinct a.id)" if chunked else "count(*)"} as stories
        from entry a join entry b
            on a.id = b.id and a.chunk = b.chunk and a.actor_id < b.actor_id and (a.mask & b.mask) <> 0
        group by 1, 2"""


def _article_pairs(source: str, chunked: bool) -> str:
    """Return the pairs by story; only a story in several chunks names an actor in two rows."""
    return f"""
        with entry as materialized (select {"distinct" if chunked else ""} id, actor_id from {source})
        select a.actor_id as x, b.actor_id as y, count(*) as weight, count(*) as stories
        from entry a join entry b on a.id = b.id and a.actor_id < b.actor_id group by 1, 2"""
