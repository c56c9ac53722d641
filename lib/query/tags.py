"""The publishers' tags: how many stories carry them, and with what."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import Columns, ask
from lib.query.filter.selection import selection
from lib.query.filter.spelling import folded, pattern
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "tag": "text",
    "stories": "count",
    "share": "share",
    "first_day": "date",
    "last_day": "date",
}
TOGETHER: Columns = {"tag": "text", "stories": "count"}
AUTHORS: Columns = {"author": "text", "desk": "flag", "stories": "count", "share": "share"}
Listed = Literal["tag", "author"]
EXPRESSIONS = {
    "tag": "n.name",
    "author": "n.name",
    "desk": "n.desk",
    "stories": "c.stories",
    "share": "c.stories / total.stories",
    "first_day": "date '1970-01-01' + c.first",
    "last_day": "date '1970-01-01' + c.last",
}


def counts(db: ArchiveReader, criteria: Filter, *, limit: int = 50, like: str = "") -> pd.DataFrame:
    """Return the tags of the selected stories, those of most stories first.

    Share is of the selected stories.
    """
    return tally(db, criteria, "tag", COLUMNS, limit=limit, like=like)


def together(db: ArchiveReader, criteria: Filter, *, tag: str, limit: int = 20) -> pd.DataFrame:
    """Return the tags that stand within one tag, and in how many stories."""
    return tally(db, criteria, "tag", TOGETHER, limit=limit, within=Within("tag", tag))


def authors(db: ArchiveReader, criteria: Filter, *, tag: str, limit: int = 20) -> pd.DataFrame:
    """Return the authors of the stories of one tag; share is of the tag's stories."""
    return tally(db, criteria, "author", AUTHORS, limit=limit, within=Within("tag", tag))


@dataclass(frozen=True, slots=True)
class Within:
    """Only stories that carry one named tag or author."""

    dimension: Listed
    name: str


def tally(
    db: ArchiveReader,
    criteria: Filter,
    dimension: Listed,
    columns: Columns,
    *,
    limit: int,
    like: str = "",
    within: Within | None = None,
) -> pd.DataFrame:
    """Return stories of each tag or author; with `within`, among that one's stories and without itself."""
    selected = selection(db, criteria)
    parameters, tests = {**selected.parameters, "limit": limit}, ["true"]
    if like.strip():
        parameters["like"] = pattern(like, exact=False)
        tests.append(f"regexp_matches({folded('n.name')}, $like)")
    rows = selected.rows
    if within:
        parameters["within"] = within.name
        rows = f"(select * from {rows} where id in ({_ids_within(within)}))"
        tests += ["n.name <> $within"] if within.dimension == dimension else []
    sql = f"""
        with c as (
            select {dimension}_id, count(*) as stories, min(day) as first, max(day) as last
            from (select unnest({dimension}s) as {dimension}_id, day from {rows}) group by 1),
        total as (select count(*) as stories from {rows})
        select {", ".join(EXPRESSIONS[column] for column in columns)}
        from c join {dimension} n using ({dimension}_id), total
        where {" and ".join(tests)} order by c.stories desc, n.name limit $limit"""
    return ask(db, sql, parameters, columns)


def _ids_within(within: Within) -> str:
    kind = within.dimension
    ids = f"select {kind}_id from {kind} where name = $within"
    return f"select id from {kind}_article where {kind}_id in ({ids})"
