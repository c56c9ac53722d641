"""The pairs of actors that a selection names together, counted in the archive's masks."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.model.mention import KINDS, LIST
from lib.query.filter.selection import (
    is_kept,
    keeps_sums,
    kept,
    made,
    mentions_of,
    named,
    once,
    one_row_each,
    selection,
    stories_of,
)  # fmt: skip
from lib.query.reports import copied_sentences, copies, entries_of_copied
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
    sought = _sought(db, request, of, among)
    selected = selection(db, request.criteria)
    if _is_kept(db, request) and keeps_sums(db, selected):
        weight = "reports" if request.unit == "origin" else "sentences"
        sql = f"""
            select x, y, {weight} as weight, stories, reports
            from whole_pair where {_fitting(request, sought, of)}"""
        return kept(db, key, sql, {})
    merges = _merged(db, request, sought, of)
    less = _less(db, request, sought, of) if request.weighted else "select 0 as x, 0 as y, 0 as less"
    weight = "reports" if request.unit == "origin" else "weight" if not request.weighted else WEIGHED
    sql = f"""
        with counted as ({_summed(db, request, sought, of)}),
        merge as (
            select unnest($x::integer[]) as x, unnest($y::integer[]) as y,
                unnest($merged::bigint[]) as merged),
        told as (
            select x, y, weight, stories, stories - coalesce(merged, 0) as reports
            from counted left join merge using (x, y))
        select x, y, {weight} as weight, stories, reports from told left join ({less}) using (x, y)"""
    given = {name: merges[name].tolist() for name in ("x", "y", "merged")}
    return kept(db, key, sql, {**selected.parameters, **given})


def _summed(db: ArchiveReader, request: PairRequest, sought: str, of: int | None) -> str:
    """Return the rows (x, y, weight, stories) of pairs, copies and all."""
    selected = selection(db, request.criteria)
    if sought and _is_kept(db, request):  # by small numbers, and not by a condition that hashes each row
        return f"""
            select x.actor_id as x, y.actor_id as y, weight, stories from (
                select one.place as first, other.place as second, sum(sentences)::bigint as weight,
                    count(*) as stories
                from named_pair join {sought} one on one.actor_id = x
                join {sought} other on other.actor_id = y
                where {selected.within} and {_fitting(request, "", of)} group by 1, 2)
            join {sought} x on x.place = first join {sought} y on y.place = second"""
    single = _is_kept(db, request) or one_row_each(db, pairing(db, request))
    stories = "count(*)" if single else "count(distinct id)"
    return f"""
        select x, y, sum(weight)::bigint as weight, {stories} as stories
        from ({_held(db, request, sought, of, selected.within)}) group by 1, 2"""


def is_exact(db: ArchiveReader, request: PairRequest) -> bool:
    """Return whether all pairs are sought among all actors, not only among the most named."""
    if _is_kept(db, request):
        rows = db.execute(f"select sum(stories) from {stories_of(db, request.criteria)}").fetchall()
        return (rows[0][0] or 0) <= MOST_ROWS
    return _rows(db, pairing(db, request)) <= MOST_ROWS


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
            select id, {place} // 64 as chunk, bit_or(1::ubigint << ({place} % 64))::ubigint as list
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


def _sought(db: ArchiveReader, request: PairRequest, of: int | None, among: Collection[int]) -> str:
    """Return the table (actor_id, place) of the actors among whom pairs are sought; "" where all are."""
    if not among and (of is not None or is_exact(db, request)):
        return ""
    actors = tuple(sorted(among or most_named(db, request.criteria)))
    sql = f"""
        select unnest({list(actors)}::integer[]) as actor_id,
            unnest(range({len(actors)}))::usmallint as place"""
    return kept(db, ("sought", actors), sql, {})


def most_named(db: ArchiveReader, criteria: Filter) -> list[int]:
    """Return the numbers of the actors among whom pairs are sought where all would be too many."""
    sql = f"""
        select actor_id from {mentions_of(db, criteria)} join {stories_of(db, criteria)} using (actor_id)
        order by mentions desc, actor_id limit {MOST_NAMED}"""
    return [number for (number,) in db.execute(sql).fetchall()]


def _held(
    db: ArchiveReader,
    request: PairRequest,
    sought: str,
    of: int | None,
    within: str,
    source: str = "named_pair",
) -> str:
    """Return the rows (x, y, id, weight) of pairs in the selected stories that fit a condition on their id.

    A story in several chunks has several, but not where the archive keeps the pairs of each story.
    """
    if _is_kept(db, request):
        tests = f"{within} and {_fitting(request, sought, of)}"
        return f"select x, y, id, sentences as weight from {source} where {tests}"
    by_story = request.unit == "article"
    entry = "select distinct id, actor_id" if by_story else "select *"
    place = "" if by_story else "and a.chunk = b.chunk and (a.mask & b.mask) <> 0"
    return f"""
        with entry as materialized ({entry} from {_source(db, request, sought, of)} where {within})
        select {ENDS}, a.id,
            {"1" if by_story else "bit_count(a.mask & b.mask)"} as weight
        from entry a join entry b on a.id = b.id and {_ordered(of)} {place}"""


def _fitting(request: PairRequest, sought: str, of: int | None) -> str:
    """Return the condition on kept pairs that they are sought and of the filter's kinds."""
    others = sum(1 << place for place, kind in enumerate(KINDS) if kind not in request.criteria.kinds)
    tests = [f"kinds & {others} = 0"]
    tests += (
        [f"x in (select actor_id from {sought})", f"y in (select actor_id from {sought})"] if sought else []
    )
    tests += [f"(x = {of} or y = {of})"] if of is not None else []
    return " and ".join(tests)


def _source(db: ArchiveReader, request: PairRequest, sought: str, of: int | None) -> str:
    """Return the rows of names among which pairs are sought."""
    table = pairing(db, request)
    if of is not None:
        return f"(select * from {table} where id in (select id from {table} where actor_id = {of}))"
    return f"(select * from {table} where actor_id in (select actor_id from {sought}))" if sought else table


def _is_kept(db: ArchiveReader, request: PairRequest) -> bool:
    """Return whether the archive keeps the pairs of each story (lib.store.batches.numbering)."""
    return request.unit in ("sentence", "origin") and not request.weighted and is_kept(db, request.criteria)


def _ordered(of: int | None) -> str:
    """Return the condition under which two rows of names are one pair: once each, or those of an actor."""
    return "a.actor_id < b.actor_id" if of is None else f"a.actor_id = {of} and b.actor_id <> {of}"


def _merged(db: ArchiveReader, request: PairRequest, sought: str, of: int | None) -> pd.DataFrame:
    """Return of how many stories each pair (x, y) has copies that are counted already (merged)."""
    if _is_kept(db, request):  # soon asked of all pairs, and once for several requests
        return once(db, ("merged", request.criteria), lambda: _counted_twice(db, request, "", None))
    return _counted_twice(db, request, sought, of)


def _counted_twice(db: ArchiveReader, request: PairRequest, sought: str, of: int | None) -> pd.DataFrame:
    criteria = request.criteria
    repeated = copied_sentences(db, criteria)
    if not _rows(db, repeated):
        return pd.DataFrame({name: pd.Series(dtype="int64") for name in ("x", "y", "merged")})
    among = f"id in (select id from {repeated})"
    source = "copied_pair" if db.totals else "named_pair"
    entries, parameters = entries_of_copied(db, criteria, repeated)
    apart = (
        "true" if request.weighted else f"(id, sent) not in (select (id, sent) from {lists(db, criteria)})"
    )
    sql = f"""
        with held as materialized (
            select distinct x, y, id from ({_held(db, request, sought, of, among, source)})),
        place as materialized (
            select distinct id, sent, band, actor_id from ({entries}) join {repeated} using (id)
            where chunk = sent // 64 and (mask >> (sent % 64)) & 1 = 1 and {apart}
                and actor_id in (select x from held union select y from held)),
        copied as (
            select {ENDS}, a.id, a.band::varchar as key
            from place a join place b
                on a.id = b.id and a.sent = b.sent and a.band = b.band and {_ordered(of)})
        select x, y, id, key from copied join held using (x, y, id)
        union all select x, y, id, 'report ' || report from held join {copies(db, criteria)} using (id)"""
    return merged(db.frame(sql, parameters), ["x", "y"])


def _less(db: ArchiveReader, request: PairRequest, sought: str, of: int | None) -> str:
    """Return the statement for how much less than its sentences each pair (x, y) weighs for its lists."""
    names = _source(db, request, sought, of)
    return f"""
        with entry as materialized (
            select l.id, l.sent, l.names, n.actor_id from {names} n join {lists(db, request.criteria)} l
                on n.id = l.id and n.chunk = l.sent // 64 and (n.mask >> (l.sent % 64)) & 1 = 1)
        select {ENDS}, sum(1 - 1 / (a.names - 1)) as less
        from entry a join entry b on a.id = b.id and a.sent = b.sent and {_ordered(of)} group by 1, 2"""


def _rows(db: ArchiveReader, table: str) -> int:
    return int(db.execute(f"select count(*) from {table}").fetchall()[0][0])
