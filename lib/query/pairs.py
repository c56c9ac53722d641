"""The pairs of actors that a selection names together, counted in the archive's masks."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.model.mention import LIST
from lib.query.filter.selection import kept, made, named, one_row_each, selection
from lib.query.reports import copied_sentences, copies
from lib.stats.origins import merged
from lib.store.archive import ArchiveReader

Unit = Literal["sentence", "paragraph", "article", "origin"]
Lists = Literal["apart", "weighted"]
MOST_ROWS = 500_000  # of the table of names; above it pairs are sought among the most named actors only
MOST_NAMED = 150
ENDS = "least(a.actor_id, b.actor_id) as x, greatest(a.actor_id, b.actor_id) as y"  # of two rows of names
WEIGHED = "round(weight - coalesce(less, 0), 2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRequest:
    """Pairs to count: each that `minimum` or more reports hold.

    The pairs of a list are kept apart, or each weighs 1/(n-1) in a list of n.
    """

    criteria: Filter
    unit: Unit = "sentence"
    lists: Lists = "apart"
    minimum: int = 2

    @property
    def weighted(self) -> bool:
        """Whether lists count: by sentence only, as a story or a paragraph has no share of a list."""
        return self.lists == "weighted" and self.unit == "sentence"


def pairs(
    db: ArchiveReader, request: PairRequest, *, of: int | None = None, among: Collection[int] = ()
) -> str:
    """Return the table (x, y, weight, stories, reports) of all pairs; only those of an actor, or among some.

    weight counts sentences (paragraphs, stories) that name both, stories the stories with such a place, and
    reports those of which none is a copy of another, as a whole or in the sentence that names both.
    """
    key = ("pairs", request.criteria, request.unit, request.lists, of, tuple(sorted(among)))
    if table := made(db, key):
        return table
    source = _source(db, request, of, among)
    merges = _merged(db, request, source, of)
    less = _less(db, request, source, of) if request.weighted else "select 0 as x, 0 as y, 0 as less"
    weight = "reports" if request.unit == "origin" else "weight" if not request.weighted else WEIGHED
    stories = "count(*)" if one_row_each(db, pairing(db, request)) else "count(distinct id)"
    sql = f"""
        with counted as (
            select x, y, sum(weight)::bigint as weight, {stories} as stories
            from ({_held(source, request, of)}) group by 1, 2),
        merge as (
            select unnest($x::integer[]) as x, unnest($y::integer[]) as y,
                unnest($merged::bigint[]) as merged),
        told as (
            select x, y, weight, stories, stories - coalesce(merged, 0) as reports
            from counted left join merge using (x, y))
        select x, y, {weight} as weight, stories, reports from told left join ({less}) using (x, y)"""
    return kept(db, key, sql, {name: merges[name].tolist() for name in ("x", "y", "merged")})


def is_exact(db: ArchiveReader, request: PairRequest) -> bool:
    """Return whether all pairs are sought among all actors, not only among the most named."""
    rows = db.execute(f"select count(*) from {pairing(db, request)}").fetchall()[0][0]
    return int(rows) <= MOST_ROWS


def sought_note() -> str:
    """Return the sentence for an answer whose actors were not sought among all."""
    return f"The actors were sought among the {MOST_NAMED} most named of the selection."


def pairing(db: ArchiveReader, request: PairRequest) -> str:
    """Return the table of lib.query.filter.selection.named by whose masks pairs are found.

    Where lists are kept apart, without the sentences and paragraphs that hold one.
    """
    masks, place = ("pmasks", "para") if request.unit == "paragraph" else ("smasks", "sent")
    table = named(db, request.criteria, masks=masks)  # type: ignore[arg-type]
    listed = lists(db, request.criteria)
    if request.weighted or not _rows(db, listed):
        return table
    sql = f"""
        with listed as (
            select id, {place} // 64 as chunk, bit_or(1::ubigint << ({place} % 64)) as list
            from {listed} group by all)
        select id, actor_id, chunk, mask & ~coalesce(list, 0::ubigint) as mask
        from {table} left join listed using (id, chunk) where mask & ~coalesce(list, 0::ubigint) <> 0"""
    return kept(db, ("pairing", request.criteria, masks), sql, {})


def lists(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (id, sent, para, names) of the selected sentences that are lists of actors."""
    selected = selection(db, criteria)
    if db.counts_names:
        return kept(
            db, ("lists", criteria), f"from list_sentence where {selected.within}", selected.parameters
        )
    sql = f"""
        select id, sent, any_value(para) as para, count(distinct actor_id) as names from mention
        where {selected.within} and id in (select id from article where len(actors) >= {LIST})
        group by id, sent having count(distinct actor_id) >= {LIST}"""
    return kept(db, ("lists", criteria), sql, selected.parameters)


def _source(db: ArchiveReader, request: PairRequest, of: int | None, among: Collection[int]) -> str:
    """Return the rows of names among which pairs are sought."""
    table = pairing(db, request)
    if among:
        return f"(select * from {table} where actor_id in ({', '.join(map(str, sorted(among)))}))"
    if of is not None:
        return f"(select * from {table} where id in (select id from {table} where actor_id = {of}))"
    if is_exact(db, request):
        return table
    top = f"select actor_id from {table} group by 1 order by sum(bit_count(mask)) desc, 1 limit {MOST_NAMED}"
    return f"(select * from {table} where actor_id in ({top}))"


def _held(source: str, request: PairRequest, of: int | None) -> str:
    """Return the rows (x, y, id, weight) of pairs in stories; a story in several chunks has several."""
    by_story = request.unit == "article"
    entry = f"select distinct id, actor_id from {source}" if by_story else f"select * from {source}"
    place = "" if by_story else "and a.chunk = b.chunk and (a.mask & b.mask) <> 0"
    return f"""
        with entry as materialized ({entry})
        select {ENDS}, a.id,
            {"1" if by_story else "bit_count(a.mask & b.mask)"} as weight
        from entry a join entry b on a.id = b.id and {_ordered(of)} {place}"""


def _ordered(of: int | None) -> str:
    """Return the condition under which two rows of names are one pair: once each, or those of an actor."""
    return "a.actor_id < b.actor_id" if of is None else f"a.actor_id = {of} and b.actor_id <> {of}"


def _merged(db: ArchiveReader, request: PairRequest, source: str, of: int | None) -> pd.DataFrame:
    """Return of how many stories each pair (x, y) has copies that are counted already (merged)."""
    criteria = request.criteria
    repeated = copied_sentences(db, criteria)
    if not _rows(db, repeated):
        return pd.DataFrame({name: pd.Series(dtype="int64") for name in ("x", "y", "merged")})
    apart = replace(request, unit="sentence", lists="weighted" if request.weighted else "apart")
    printed = f"(select * from {source} where id in (select id from {repeated}))"
    sql = f"""
        with held as materialized (select distinct x, y, id from ({_held(printed, request, of)})),
        place as materialized (
            select distinct r.id, r.sent, r.band, n.actor_id from {pairing(db, apart)} n join {repeated} r
                on n.id = r.id and n.chunk = r.sent // 64 and (n.mask >> (r.sent % 64)) & 1 = 1
            where n.actor_id in (select x from held union select y from held)),
        copied as (
            select {ENDS}, a.id, a.band::varchar as key
            from place a join place b
                on a.id = b.id and a.sent = b.sent and a.band = b.band and {_ordered(of)})
        select x, y, id, key from copied join held using (x, y, id)
        union all select x, y, id, 'report ' || report from held join {copies(db, criteria)} using (id)"""
    return merged(db.frame(sql), ["x", "y"])


def _less(db: ArchiveReader, request: PairRequest, source: str, of: int | None) -> str:
    """Return the statement for how much less than its sentences each pair (x, y) weighs for its lists."""
    return f"""
        with entry as materialized (
            select l.id, l.sent, l.names, n.actor_id from {source} n join {lists(db, request.criteria)} l
                on n.id = l.id and n.chunk = l.sent // 64 and (n.mask >> (l.sent % 64)) & 1 = 1)
        select {ENDS}, sum(1 - 1 / (a.names - 1)) as less
        from entry a join entry b on a.id = b.id and a.sent = b.sent and {_ordered(of)} group by 1, 2"""


def _rows(db: ArchiveReader, table: str) -> int:
    return int(db.execute(f"select count(*) from {table}").fetchall()[0][0])
