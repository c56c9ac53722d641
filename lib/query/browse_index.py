"""The index of authors, tags, publishers or sections: one row for each name, with its stories over time."""

from typing import Literal, get_args

import pandas as pd

from lib.model.filter import Filter
from lib.model.spelling import folded, pattern
from lib.query.filter.selection import selection
from lib.query.frames import Columns, ask
from lib.store.archive import ArchiveReader
from lib.store.journal import joined_names

Field = Literal["tags", "authors", "publishers", "sections"]
Order = Literal["stories", "name", "first_day", "last_day"]
DIMENSIONS: dict[Field, joined_names.Field] = {
    "tags": "tag", "authors": "author", "publishers": "publisher", "sections": "section",
}  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)
BARS = 24  # equal parts of the selection's days at most, in which a row counts its stories
COLUMNS: Columns = {
    "name": "text", "stories": "count", "first_day": "date", "last_day": "date", "over_time": "list",
    "names": "count", "desk": "flag",
}  # fmt: skip
_ORDERS: dict[Order, str] = {
    "stories": "stories desc, lower(name)", "name": "lower(name)",
    "first_day": "first nulls last, lower(name)", "last_day": "last desc nulls last, lower(name)",
}  # fmt: skip


def names(
    db: ArchiveReader,
    criteria: Filter,
    *,
    field: Field,
    like: str = "",
    order: Order = "stories",
    limit: int = 50,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the authors, tags, publishers or sections of the selected stories.

    `like` keeps names with a word that starts with it, and publishers that call themselves so; `names` is the
    number of all names; desk says whether an author is a desk or an agency. over_time counts the stories in
    up to BARS equal parts of the days from the selection's first to its last; stories without a date are in
    `stories` only.
    """
    dimension, selected = DIMENSIONS[field], selection(db, criteria)
    parameters: dict[str, object] = {"limit": limit, "offset": offset}
    test = "name <> ''"
    if like.strip():
        parameters["like"] = pattern(like, exact=False)
        called = f"select id from site_name where regexp_matches({folded('name')}, $like)"
        by_own_name = dimension == "publisher"
        own = f" or publisher_id in (select publisher_id from article where id in ({called}))"
        test += f" and (regexp_matches({folded('name')}, $like){own if by_own_name else ''})"
    each = f"unnest({dimension}s)" if dimension in ("tag", "author") else f"{dimension}_id"
    sql = f"""
        with one as (select {each} as {dimension}_id, day from {selected.articles}),
        span as (
            select min(day) as first, greatest(max(day) - min(day) + 1, 1) as days,
                least(days, {BARS}) as parts
            from {selected.rows}),
        counted as (
            select {dimension}_id, count(*) as stories, min(day) as first, max(day) as last
            from one group by 1),
        listed as (
            select {dimension}_id, name, stories, counted.first, last, count(*) over () as names,
                {"coalesce(desk, false)" if dimension == "author" else "false"} as desk
            from counted join {dimension} using ({dimension}_id) where {test}
            order by {_ORDERS[order]} limit $limit offset $offset),
        part as (
            select {dimension}_id, (day - span.first) * parts // days as part, count(*) as stories
            from one, span where day is not null and {dimension}_id in (select {dimension}_id from listed)
            group by 1, 2),
        bars as (
            select {dimension}_id, map_from_entries(list((part, stories))) as held from part group by 1)
        select name, stories, date '1970-01-01' + first, date '1970-01-01' + last,
            [coalesce(held[x], 0) for x in range((select coalesce(parts, 1) from span))], names, desk
        from listed left join bars using ({dimension}_id) order by {_ORDERS[order]}"""
    return ask(db, sql, parameters, COLUMNS)


def naming(db: ArchiveReader, criteria: Filter, *, field: Field) -> int:
    """Return how many of the selected stories have any name of the field, such as any author."""
    dimension, selected = DIMENSIONS[field], selection(db, criteria)
    each = f"unnest({dimension}s)" if dimension in ("tag", "author") else f"{dimension}_id"
    sql = f"""
        select count(distinct id) from (select id, {each} as {dimension}_id from {selected.articles})
        join {dimension} using ({dimension}_id) where name <> ''"""
    return int(db.execute(sql).fetchall()[0][0])
