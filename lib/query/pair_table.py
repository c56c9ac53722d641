"""The pairs of actors that a request counts, as a temporary table: from stored pairs, else from names."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from lib.model.mention import KINDS
from lib.query.filter.selection import existing_table, memoize, temp_table
from lib.query.pairs import PairRequest
from lib.query.relations import Relations, one_of
from lib.stats.origins import merged
from lib.store import summaries

WEIGHED = "round(weight - coalesce(less, 0), 2)"
ALL_PAIRS = "a.actor_id < b.actor_id"  # of two rows of names: each pair once


def pair_table(
    relations: Relations, request: PairRequest, *, of: int | None = None, among: Collection[int] = ()
) -> str:
    """Return the name of a temporary table (x, y, weight, stories, reports) of pairs of actors, by row id.

    It has all pairs (where the names are too many, those among `most_named`), those of one actor (`of`), or
    those among some actors (`among`). weight is the number of sentences, paragraphs or stories that name
    both, as the unit and lists of the request count (reports, for the unit "origin"); stories the number of
    stories with such a place; reports that of these stories without copies of another story or of the
    sentence.
    """
    db = relations.db
    key = ("pairs", relations.criteria, request.unit, request.lists, of, tuple(sorted(among)))
    if table := existing_table(db, key):
        return table
    of_all = not among and (of is not None or relations.is_exact)
    sought = () if of_all else tuple(sorted(among or relations.most_named))
    pairs = _Pairs(relations, request, sought, of)
    if pairs.are_stored and relations.is_everything:
        return temp_table(db, key, pairs.archive_sums)
    if (of is not None or among) and relations.is_exact:  # a part of all, which are asked for too
        every = pair_table(relations, request)
        return temp_table(db, key, f"select * from {every} where {pairs.ends_condition}")
    if pairs.are_stored:  # soon asked of other pairs, and once for several requests
        twice = memoize(db, ("merged", relations.criteria), _Pairs(relations, request, (), None).merged)
    else:
        twice = pairs.merged()
    weight = WEIGHED if request.weighted else "reports" if request.unit == "origin" else "weight"
    sql = f"""
        with counted as ({pairs.sums}),
        merge as (
            select unnest($x::integer[]) as x, unnest($y::integer[]) as y,
                unnest($merged::bigint[]) as merged),
        weighed as (
            select x, y, weight, stories, stories - coalesce(merged, 0) as reports
            from counted left join merge using (x, y))
        select x, y, {weight} as weight, stories, reports
        from weighed left join ({pairs.reduction}) using (x, y)"""
    return temp_table(db, key, sql, {name: twice[name].tolist() for name in ("x", "y", "merged")})


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of actors that a request counts: all, those of one actor, or those among some."""

    relations: Relations
    request: PairRequest
    sought: tuple[int, ...]  # the actors that both ends are among; () for any
    of: int | None  # the actor at one end

    @property
    def are_stored(self) -> bool:
        """Whether the archive stores the pairs of each story as the filter counts them."""
        by_sentence = self.request.unit in ("sentence", "origin") and not self.request.weighted
        return self.relations.is_default and by_sentence

    @property
    def ends_condition(self) -> str:
        """The SQL condition on pairs (x, y): both actors are among those sought, or one is the actor `of`."""
        if self.of is not None:
            return f"(x = {self.of} or y = {self.of})"
        return f"{one_of('x', self.sought)} and {one_of('y', self.sought)}"

    @property
    def pairing(self) -> str:
        """The SQL condition that two rows of names, a and b, are a pair: each once, or one of the actor's."""
        return ALL_PAIRS if self.of is None else f"a.actor_id = {self.of} and b.actor_id <> {self.of}"

    @property
    def kinds_condition(self) -> str:
        """The SQL condition that both actors of a stored pair are of the filter's kinds."""
        kinds = self.relations.criteria.kinds
        others = sum(1 << place for place, kind in enumerate(KINDS) if kind not in kinds)
        return f"kinds & {others} = 0"

    @property
    def archive_sums(self) -> str:
        """The SQL for (x, y, weight, stories, reports) from sums stored for the whole archive."""
        weight = "reports" if self.request.unit == "origin" else "sentences"
        return f"""
            select x, y, {weight} as weight, stories, reports from whole_pair
            where {self.kinds_condition} and {self.ends_condition}"""

    @property
    def sums(self) -> str:
        """The SQL for rows (x, y, weight, stories) of pairs, copies included."""
        if self.are_stored:
            # Summing all of them once, of any kind, takes less time than scanning for those of some actors.
            of_any_kind = replace(self.relations.criteria, kinds=(), cast="all")
            table = temp_table(self.relations.db, ("kept pairs", of_any_kind), f"""
                select x, y, any_value(kinds) as kinds, sum(sentences)::bigint as weight, count(*) as stories
                from {self.relations.stories.of("named_pair")} group by x, y""")  # fmt: skip
            tests = f"{self.kinds_condition} and {self.ends_condition}"
            return f"select x, y, weight, stories from {table} where {tests}"
        table = self._pairs_by_story
        return f"""
            select x, y, sum(weight)::bigint as weight, {self.relations.counting_stories(table)} as stories
            from {table} group by 1, 2"""

    @property
    def _pairs_by_story(self) -> str:
        """The name of a temp table (x, y, id, chunk, weight): a row for each pair and chunk of a story."""
        rows, chunk, weight = self._names, "a.chunk", "bit_count(a.mask & b.mask)"
        pair = summaries.pairs_join("entry", self.pairing)
        if self.request.unit == "article":
            rows, chunk, weight = f"(select distinct id, actor_id from {rows})", "0", "1"
            pair = f"entry a join entry b on a.id = b.id and {self.pairing}"
        key = ("pairs of stories", self.request.unit, self.request.lists, self.sought, self.of)
        return self.relations.table(key, f"""
            with entry as (from {rows})
            select least(a.actor_id, b.actor_id) as x, greatest(a.actor_id, b.actor_id) as y, a.id,
                {chunk} as chunk, {weight} as weight
            from {pair}""")  # fmt: skip

    @property
    def _names(self) -> str:
        """SQL for (id, actor_id, chunk, mask): the names among which pairs are searched."""
        table = self.relations.unlisted(self.request, self.sought)
        if self.of is None:
            return table
        return f"(from {table} where id in (select id from {table} where actor_id = {self.of}))"

    def merged(self) -> pd.DataFrame:
        """Return a frame (x, y, merged): how many stories of each pair are copies of counted ones."""
        relations, copied = self.relations, self.relations.copied
        if not relations.count(copied):
            return pd.DataFrame({name: pd.Series(dtype="int64") for name in ("x", "y", "merged")})
        if self.are_stored:
            table = "copied_pair" if relations.db.totals else "named_pair"
            tests = f"{self.kinds_condition} and"
        else:
            table, tests = self._pairs_by_story, ""
        held = f"select distinct x, y, id from {table} where {tests} id in (select id from {copied})"
        unlisted = f"(id, sent) not in (select (id, sent) from {relations.lists})"
        keys = summaries.alike(
            held, relations.names_in_copies(copied), copied, relations.copies,
            apart="true" if self.request.weighted else unlisted, which=self.pairing,
        )  # fmt: skip
        return merged(relations.db.frame(keys), ["x", "y"])

    @property
    def reduction(self) -> str:
        """The SQL for (x, y, less): by how much lists reduce the weight of a pair; no row for 0."""
        if not self.request.weighted:
            return "select 0 as x, 0 as y, 0 as less"
        return f"""
            with entry as materialized (
                select l.id, l.sent, l.names, n.actor_id
                from {self._names} n join {self.relations.lists} l
                    on n.id = l.id and n.chunk = l.sent // 64 and (n.mask >> (l.sent % 64)) & 1 = 1)
            select least(a.actor_id, b.actor_id) as x, greatest(a.actor_id, b.actor_id) as y,
                sum(1 - 1 / (a.names - 1)) as less
            from entry a join entry b on a.id = b.id and a.sent = b.sent and {self.pairing} group by 1, 2"""
