"""Counts of what stories carry in lists: their tags and authors."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import Columns, ask
from lib.query.filter.selection import selection
from lib.query.filter.spelling import folded, pattern
from lib.store.archive import ArchiveReader

Carried = Literal["tag", "author"]
EXPRESSIONS = {
    "tag": "n.name",
    "author": "n.name",
    "desk": "n.desk",
    "stories": "c.stories",
    "share": "c.stories / total.stories",
    "first_day": "date '1970-01-01' + c.first",
    "last_day": "date '1970-01-01' + c.last",
}


@dataclass(frozen=True, slots=True)
class Having:
    """Only stories that carry one named tag or author."""

    dimension: Carried
    name: str


def counts(
    db: ArchiveReader,
    criteria: Filter,
    dimension: Carried,
    columns: Columns,
    *,
    limit: int,
    like: str = "",
    beside: Having | None = None,
) -> pd.DataFrame:
    """Return stories of each tag or author; with `beside`, among that one's stories and without itself."""
    selected = selection(db, criteria)
    parameters, tests = {**selected.parameters, "limit": limit}, ["true"]
    if like.strip():
        parameters["like"] = pattern(like, exact=False)
        tests.append(f"regexp_matches({folded('n.name')}, $like)")
    rows = selected.rows
    if beside:
        parameters["beside"] = beside.name
        rows = f"(select * from {rows} where id in ({_rows(beside)}))"
        tests += ["n.name <> $beside"] if beside.dimension == dimension else []
    sql = f"""
        with c as (
            select {dimension}_id, count(*) as stories, min(day) as first, max(day) as last
            from (select unnest({dimension}s) as {dimension}_id, day from {rows}) group by 1),
        total as (select count(*) as stories from {rows})
        select {", ".join(EXPRESSIONS[column] for column in columns)}
        from c join {dimension} n using ({dimension}_id), total
        where {" and ".join(tests)} order by c.stories desc, n.name limit $limit"""
    return ask(db, sql, parameters, columns)


def _rows(beside: Having) -> str:
    kind = beside.dimension
    ids = f"select {kind}_id from {kind} where name = $beside"
    return f"select id from {kind}_article where {kind}_id in ({ids})"
