"""What a filter selects, worked out once in a reading and shared by all its questions."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.model.mention import KINDS
from lib.query.conditions import counted, in_roles, zone_mask
from lib.query.where import Where, compile
from lib.store.archive import Reading

COLUMNS = (
    "id, article, day, published_at, publisher_id, section_id, language_id, form, words, tags, authors, batch"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The selected stories; `rows` stands after FROM and asks for the parameters."""

    rows: str
    articles: str  # the same with all columns of `article`
    parameters: Mapping[str, Any]
    where: Where

    @property
    def within(self) -> str:
        """The condition on rows of other tables that their id is of a selected story."""
        if self.where.condition == "(shown)":  # few rows are not
            return "id not in (select id from article where not shown)"
        return f"id in (select id from {self.rows})"


@dataclass(slots=True)
class _Worked:
    selections: dict[Filter, Selection] = field(default_factory=dict)
    tables: dict[Hashable, str] = field(default_factory=dict)


_WORKED: WeakKeyDictionary[Reading, _Worked] = WeakKeyDictionary()


def selection(db: Reading, wanted: Filter) -> Selection:
    """The stories that a filter selects."""
    worked = _WORKED.setdefault(db, _Worked())
    if wanted not in worked.selections:
        worked.selections[wanted] = _select(db, wanted)
    return worked.selections[wanted]


def named(db: Reading, wanted: Filter) -> str:
    """The table (id, actor_id, chunk, smask, pmask) of who is named in the selected stories.

    Masks hold the sentences and paragraphs that name the actor in the filter's zones and roles; actors are
    of the filter's kinds; each (id, actor_id, chunk) stands once.
    """
    selected = selection(db, wanted)
    every_kind = set(wanted.kinds) == set(KINDS)
    of_kind = "and actor_id in (select actor_id from actor where kind in (select unnest($kinds::varchar[])))"
    one_chunk = f"(select * from {selected.articles} where len(szones) <= {len(ZONES)})"
    more_chunks = f"(select * from {selected.articles} where len(szones) > {len(ZONES)})"
    sql = f"""
        select id, actor_id, chunk, bit_or(smask) as smask, bit_or(pmask) as pmask
        from ({_entries(one_chunk, wanted, "0")} union all {_entries(more_chunks, wanted, "chunk")})
        where smask <> 0 and role in ({in_roles(wanted.roles)}) {"" if every_kind else of_kind}
        group by id, actor_id, chunk"""
    kinds = {} if every_kind else {"kinds": list(wanted.kinds)}
    return kept(db, ("named", wanted), sql, {**selected.parameters, **kinds})


def stories_of(db: Reading, wanted: Filter) -> str:
    """The table (actor_id, stories) of how many selected stories name an actor, by the filter's count."""
    table = named(db, wanted)
    chunked = db.execute(f"select max(chunk) > 0 from {table}").fetchall()[0][0]
    stories = "count(distinct id)" if chunked else "count(*)"  # the first takes ten times as long
    sql = f"select actor_id, {stories} as stories from {table} group by 1"
    return kept(db, ("stories", wanted), sql, {})


def mentions_of(db: Reading, wanted: Filter) -> str:
    """The table (actor_id, mentions) of how often the selected stories name an actor, of whatever kind."""
    selected = selection(db, wanted)
    sql = f"""
        select actor_id, count(*) as mentions from mention
        where {counted(wanted.zones, wanted.roles)} and {selected.within} group by 1"""
    return kept(db, ("mentions", wanted), sql, selected.parameters)


def last_day(db: Reading, wanted: Filter) -> date | None:
    """The newest day on which a selected story was published."""
    selected = selection(db, wanted)
    sql = f"select date '1970-01-01' + max(day) from {selected.rows}"
    found: date | None = db.execute(sql, selected.parameters).fetchall()[0][0]
    return found


def kept(db: Reading, key: Hashable, sql: str, parameters: Mapping[str, Any]) -> str:
    """The temporary table that keeps the answer to a statement; asked once in a reading for each key."""
    tables = _WORKED.setdefault(db, _Worked()).tables
    if key not in tables:
        table = f"kept_{len(tables)}"
        db.execute(f"create temp table {table} as {sql}", parameters)
        tables[key] = table
    return tables[key]


def _entries(articles: str, wanted: Filter, chunk: str) -> str:
    """Where a story fits one chunk, its masks by zone are worked out once, before its list is unfolded."""
    sentences, paragraphs = (zone_mask(masks, wanted.zones, chunk) for masks in ("szones", "pzones"))
    early, late = f"{sentences} as szone, {paragraphs} as pzone", "szones, pzones"
    return f"""
        select id, actor_id, role, chunk, smask & szone as smask, pmask & pzone as pmask from (
            select *{"" if chunk == "0" else "," + early} from (
                select id, unnest(actors) as actor_id, unnest(roles) as role, unnest(smasks) as smask,
                    unnest(pmasks) as pmask, unnest(chunks)::integer as chunk,
                    {early if chunk == "0" else late}
                from {articles}))"""


def _select(db: Reading, wanted: Filter) -> Selection:
    """A condition on columns alone is cheaper asked again than kept."""
    where = compile(wanted, db)
    if "select" not in where.condition:
        rows = f"(select * from article where {where.condition})"
        return Selection(rows=rows, articles=rows, parameters=where.parameters, where=where)
    sql = f"select {COLUMNS} from article where {where.condition}"
    table = kept(db, ("selected", wanted), sql, where.parameters)
    articles = f"(select * from article where id in (select id from {table}))"
    return Selection(rows=table, articles=articles, parameters={}, where=where)
