"""What a filter selects, worked out once in a reading and shared by all its questions."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from lib.model.filter import Filter
from lib.model.mention import KINDS
from lib.query.conditions import in_roles, zone_mask
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
    sql = f"""
        select id, actor_id, chunk, bit_or(smask) as smask, bit_or(pmask) as pmask from (
            select id, actor_id, chunk, smask & {zone_mask("szones", wanted.zones)} as smask,
                pmask & {zone_mask("pzones", wanted.zones)} as pmask
            from (
                select id, unnest(actors) as actor_id, unnest(roles) as role, unnest(smasks) as smask,
                    unnest(pmasks) as pmask, unnest(chunks)::integer as chunk, szones, pzones
                from {selected.articles})
            where role in ({in_roles(wanted.roles)}) {"" if every_kind else of_kind})
        where smask <> 0 group by id, actor_id, chunk"""
    kinds = {} if every_kind else {"kinds": list(wanted.kinds)}
    return kept(db, ("named", wanted), sql, {**selected.parameters, **kinds})


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
