"""What a filter selects, worked out once in a reading and shared by all its questions."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.model.ledger import kind_of
from lib.model.mention import KINDS, is_recorded
from lib.query.filter.conditions import EPOCH, counted, counts_as_kept, in_roles, zone_mask
from lib.query.filter.where import Where, compile
from lib.store.archive import ArchiveReader
from lib.store.schema import SHOWN
from lib.store.whole import LAST_DAY

RUNS = 8  # of ids that follow each other
Masks = Literal["smasks", "pmasks"]  # of sentences, of paragraphs
COLUMNS = "id, day, published_at, publisher_id, section_id, language_id, words, batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The selected stories; `rows` and `articles` stand after FROM and ask for the parameters."""

    rows: str  # with COLUMNS, which are read fast
    articles: str  # with all columns of `article`
    parameters: Mapping[str, Any]
    where: Where
    runs: str = ""  # the condition on ids of few runs, where the selected ones are such

    @property
    def whole(self) -> bool:
        """Whether these are all stories that are shown."""
        return self.where.condition == "(shown)"

    @property
    def within(self) -> str:
        """The condition on rows of other tables that their id is of a selected story."""
        return SHOWN if self.whole else self.runs or f"id in (select id from {self.rows})"


@dataclass(slots=True)
class _Worked:
    selections: dict[Filter, Selection] = field(default_factory=dict)
    tables: dict[Hashable, str] = field(default_factory=dict)
    answers: dict[Hashable, pd.DataFrame] = field(default_factory=dict)
    long_stories: bool | None = None


_WORKED: WeakKeyDictionary[ArchiveReader, _Worked] = WeakKeyDictionary()


def selection(db: ArchiveReader, criteria: Filter) -> Selection:
    """Return the stories that a filter selects."""
    worked = _WORKED.setdefault(db, _Worked())
    if criteria not in worked.selections:
        worked.selections[criteria] = _select(db, criteria)
    return worked.selections[criteria]


def named(db: ArchiveReader, criteria: Filter, *, masks: Masks = "smasks") -> str:
    """Return the table (id, actor_id, chunk, mask) of who is named in the selected stories.

    Masks hold the sentences, or with `pmasks` the paragraphs, that name the actor in the filter's zones and
    roles; actors are of the filter's kinds; each (id, actor_id, chunk) stands once.
    """

    def merged(articles: str, chunk: str) -> str:
        return f"""
            select id, actor_id, chunk, bit_or(mask) as mask
            from ({_counted_entries(articles, criteria, masks, chunk)}) group by all"""

    selected = selection(db, criteria)
    if is_kept(db, criteria):
        sql = _kept_entries(criteria, selected.within, masks)
        return kept(db, ("named", criteria, masks), sql, selected.parameters)
    if not _has_long_stories(db):
        sql = merged(selected.articles, "0")
    else:
        one_chunk, more_chunks = (
            f"(select * from {selected.articles} where len(szones) {fits} {len(ZONES)})"
            for fits in ("<=", ">")
        )
        sql = f"{merged(one_chunk, '0')} union all {merged(more_chunks, 'chunk')}"
    return kept(db, ("named", criteria, masks), sql, {**selected.parameters, **_left_out(criteria)})


def entries_of(db: ArchiveReader, criteria: Filter, articles: str) -> tuple[str, dict[str, object]]:
    """Return the SQL for rows (id, actor_id, chunk, mask) that the filter counts in some rows of `article`,
    which stand after FROM, and its parameters.
    """
    if is_kept(db, criteria):
        return _kept_entries(criteria, f"id in (select id from {articles})"), {}
    chunk = "chunk" if _has_long_stories(db) else "0"
    return _counted_entries(articles, criteria, "smasks", chunk), _left_out(criteria)


def actors_of(db: ArchiveReader, criteria: Filter) -> int:
    """Return how many actors `named` holds, without merging what a story says of each."""
    selected = selection(db, criteria)
    if is_kept(db, criteria):
        sql = f"""
            select count(distinct actor_id) from counted_name
            where {selected.within} and {kinds_of(criteria)}"""
        return int(db.execute(sql, selected.parameters).fetchall()[0][0])
    entries, parameters = entries_of(db, criteria, selected.articles)
    sql = f"select count(distinct actor_id) from ({entries})"
    rows = db.execute(sql, {**selected.parameters, **parameters}).fetchall()
    return int(rows[0][0])


def naming(db: ArchiveReader, criteria: Filter, number: int) -> str:
    """Return the statement for the ids of stories, selected or not, that name an actor by the filter's
    count.
    """
    if is_kept(db, criteria):
        return f"select id from counted_name where actor_id = {number} and {kinds_of(criteria)}"
    return f"select id from {named(db, criteria)} where actor_id = {number}"


def asked_for(criteria: Filter, keys: Iterable[str]) -> Filter:
    """Return the filter under which these actors count whatever their kinds.

    Who is asked for by name is counted.
    """
    keys = list(keys)
    kinds = {*criteria.kinds, *map(kind_of, keys)}
    cast = criteria.cast if all(map(is_recorded, keys)) else "all"
    return replace(criteria, kinds=tuple(kind for kind in KINDS if kind in kinds), cast=cast)


def stories_of(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (actor_id, stories) of how many selected stories name an actor, by the filter's
    count.
    """
    if is_kept(db, criteria):
        return f"(select actor_id, stories from {_named_most(db, criteria)} where {kinds_of(criteria)})"
    table = named(db, criteria)
    stories = "count(*)" if one_row_each(db, table) else "count(distinct id)"  # takes ten times as long
    sql = f"select actor_id, {stories} as stories from {table} group by 1"
    return kept(db, ("stories", criteria), sql, {})


def mentions_of(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (actor_id, mentions) of how often the selected stories name an actor, of whatever
    kind.
    """
    if counts_as_kept(db, criteria.zones, criteria.roles):
        return f"(select actor_id, mentions from {_named_most(db, criteria)})"
    selected = selection(db, criteria)
    sql = f"""
        select actor_id, count(*) as mentions from mention
        where {counted(criteria.zones, criteria.roles)} and {selected.within} group by 1"""
    return kept(db, ("mentions", criteria), sql, selected.parameters)


def _named_most(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (actor_id, kind, stories, mentions) of the names that the archive keeps, of any kind.

    The kinds and the cast of the filter do not matter.
    """
    selected = selection(db, criteria)
    if keeps_sums(db, selected):
        return "whole_name"
    stories = "count(*)" if one_row_each(db, "counted_name") else "count(distinct id)"
    sql = f"""
        select actor_id, any_value(kind) as kind, {stories} as stories, sum(mentions)::bigint as mentions
        from counted_name where {selected.within} group by 1"""
    return kept(db, ("named most", replace(criteria, kinds=(), cast="all")), sql, selected.parameters)


def days_of(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (day, stories, texts) of the selected stories' days; texts are those but briefs."""
    selected = selection(db, criteria)
    if keeps_sums(db, selected):
        return "(select day, stories, texts from whole_day where field = '')"
    sql = f"""
        select day, count(*) as stories, count(*) filter (form <> 'brief') as texts
        from {selected.articles} where day is not null group by 1"""
    return kept(db, ("days", criteria), sql, selected.parameters)


def last_day(db: ArchiveReader, criteria: Filter) -> date | None:
    """Return the newest day on which a selected story was published."""
    selected = selection(db, criteria)
    if db.totals and keeps_sums(db, selected):
        day = db.totals["numbers"][LAST_DAY]
        return None if day is None else EPOCH + timedelta(days=day)
    sql = f"select date '1970-01-01' + max(day) from {selected.rows}"
    found: date | None = db.execute(sql, selected.parameters).fetchall()[0][0]
    return found


def kept(db: ArchiveReader, key: Hashable, sql: str, parameters: Mapping[str, Any]) -> str:
    """Return the temporary table that keeps the answer to a statement.

    Asked once in a reading for each key.
    """
    tables = _WORKED.setdefault(db, _Worked()).tables
    if key not in tables:
        table = f"kept_{len(tables)}"
        db.execute(f"create temp table {table} as {sql}", parameters)
        tables[key] = table
    return tables[key]


def made(db: ArchiveReader, key: Hashable) -> str | None:
    """Return the table that `kept` has made for the key in this reading, None where it has not."""
    return _WORKED.setdefault(db, _Worked()).tables.get(key)


def once(db: ArchiveReader, key: Hashable, answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return the answer of a question that two parts of one chart ask, worked out once in a reading for
    each key.
    """
    answers = _WORKED.setdefault(db, _Worked()).answers
    if key not in answers:
        answers[key] = answer()
    return answers[key].copy()


def one_row_each(db: ArchiveReader, table: str) -> bool:
    """Return whether each story and actor has one row in a table of names: no story has several chunks."""
    return not db.execute(f"select max(chunk) > 0 from {table}").fetchall()[0][0]


def is_kept(db: ArchiveReader, criteria: Filter) -> bool:
    """Return whether the archive keeps the names that the filter counts."""
    return criteria.cast == "all" and counts_as_kept(db, criteria.zones, criteria.roles)


def keeps_sums(db: ArchiveReader, selected: Selection) -> bool:
    """Return whether the archive keeps the sums of its names and pairs over the selected stories: all."""
    return selected.whole and db.counts_names and db.totals is not None


def kinds_of(criteria: Filter) -> str:
    """Return the condition on kept names that they are of the filter's kinds."""
    return f"kind in ({', '.join(str(KINDS.index(kind)) for kind in criteria.kinds) or 'null'})"


def _has_long_stories(db: ArchiveReader) -> bool:
    """Return whether any story needs more than one chunk: few archives hold one, and most work falls away."""
    worked = _WORKED.setdefault(db, _Worked())
    if worked.long_stories is None:
        rows = db.execute(f"select coalesce(max(len(szones)), 0) > {len(ZONES)} from article").fetchall()
        worked.long_stories = bool(rows[0][0])
    return worked.long_stories


def _kept_entries(criteria: Filter, within: str, masks: Masks = "smasks") -> str:
    """Return the rows (id, actor_id, chunk, mask) of kept names that fit a condition on their stories."""
    return f"""
        select id, actor_id, chunk, {masks[:-1]} as mask from counted_name
        where {within} and {kinds_of(criteria)}"""


def _left_out(criteria: Filter) -> dict[str, object]:
    """Return the parameter of the kinds that the filter leaves out, if any."""
    unwanted = [kind for kind in KINDS if kind not in criteria.kinds]
    return {"kinds": unwanted} if unwanted else {}


def _counted_entries(articles: str, criteria: Filter, masks: Masks, chunk: str) -> str:
    """Return the rows (id, actor_id, chunk, mask) that the filter counts, one for each role of an actor."""
    left_out = ["kind in (select unnest($kinds))"] if _left_out(criteria) else []
    left_out += ["contains(key, '/~')"] if criteria.cast == "recorded" else []
    test = f"and actor_id not in (select actor_id from actor where {' or '.join(left_out)})"
    return f"""
        select id, actor_id, chunk, mask from ({_entries(articles, criteria, masks, chunk)})
        where mask <> 0 and role in ({in_roles(criteria.roles)}) {test if left_out else ""}"""


def _entries(articles: str, criteria: Filter, masks: Masks, chunk: str) -> str:
    """Return the rows of names; where a story fits one chunk its zone mask is computed before the list is
    unfolded.
    """
    zones = f"{masks[0]}zones"
    if chunk == "0":
        return f"""
            select id, actor_id, role, 0 as chunk, mask & zone as mask from (
                select id, unnest(actors) as actor_id, unnest(roles) as role, unnest({masks}) as mask,
                    {zone_mask(zones, criteria.zones, "0")} as zone
                from {articles})"""
    return f"""
        select id, actor_id, role, chunk, mask & {zone_mask(zones, criteria.zones)} as mask from (
            select id, unnest(actors) as actor_id, unnest(roles) as role, unnest({masks}) as mask,
                unnest(chunks)::integer as chunk, {zones}
            from {articles})"""


def _select(db: ArchiveReader, criteria: Filter) -> Selection:
    """Return the selection; a condition on columns alone is cheaper evaluated again than kept."""
    where = compile(criteria, db)
    if where.parameters and where.parameters.keys() <= {"since_0", "until_0"}:
        condition = where.condition
        for name, number in where.parameters.items():
            condition = condition.replace(f"${name}", str(number))
        rows = f"(select * from article where {condition})"
        return Selection(rows=rows, articles=rows, parameters={}, where=where, runs=_runs(db, rows))
    if "select" not in where.condition:
        rows = f"(select * from article where {where.condition})"
        return Selection(rows=rows, articles=rows, parameters=where.parameters, where=where)
    sql = f"select {COLUMNS} from article where {where.condition}"
    table = kept(db, ("selected", criteria), sql, where.parameters)
    articles = f"(select * from article where id in (select id from {table}))"
    return Selection(rows=table, articles=articles, parameters={}, where=where)


def _runs(db: ArchiveReader, rows: str) -> str:
    """Return the condition that ids stand in one of few runs, "" where the rows have more.

    Rows of some days are such, as a compaction sorts them. To ask so is ten times as fast as to look each up.
    """
    found = np.sort(db.execute(f"select id from {rows}").fetchnumpy()["id"])
    ends = np.flatnonzero(np.diff(found) != 1)
    if not len(found) or len(ends) >= RUNS:
        return ""
    bounds = zip(found[[0, *(ends + 1)]].tolist(), found[[*ends, -1]].tolist(), strict=True)
    return f"({' or '.join(f'id between {first} and {last}' for first, last in bounds)})"
