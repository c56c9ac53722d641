"""The index of authors, tags, publishers, sections or actors: a row a name, with its stories over time."""

from typing import Literal, get_args

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.names import other_names_sql, word_begins
from lib.query.frames import Columns, ask
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader
from lib.store.journal import joined_names

Field = Literal["tags", "authors", "publishers", "sections", "actors"]
Order = Literal["stories", "name", "kind", "first_day", "last_day"]
DIMENSIONS: dict[Field, joined_names.Field] = {  # whose names have a page of their own and can be joined
    "tags": "tag", "authors": "author", "publishers": "publisher", "sections": "section",
}  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)
BARS = 24  # equal parts of the selection's days at most, in which a row counts its stories
COLUMNS: Columns = {
    "key": "text", "name": "text", "kind": "text", "stories": "count", "first_day": "date",
    "last_day": "date", "over_time": "list", "names": "count", "desk": "flag",
}  # fmt: skip
_BY_NAME = "lower(name), name, key"  # "AP" and "ap" too have one order on every page
_ORDERS: dict[Order, str] = {
    "stories": f"stories desc, {_BY_NAME}", "name": _BY_NAME, "kind": f"kind, stories desc, {_BY_NAME}",
    "first_day": f"first nulls last, {_BY_NAME}", "last_day": f"last desc nulls last, {_BY_NAME}",
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
    """Return a page of the authors, tags, publishers, sections or actors of the selected stories, a row each.

    `like` keeps names with a word that starts with it; it is sought in the name that a publisher gives itself
    and in an actor's other spellings too. The column names counts the rows of all pages; desk says whether an
    author is a desk or an agency; key and kind are those of an actor, else the name and "". over_time lists
    the stories in up to BARS equal parts of the days from the selection's first to its last; stories without
    a date are in `stories` only.
    """
    dimension, relations = DIMENSIONS.get(field, "actor"), Relations(db, criteria)
    test, parameters = word_begins("name", like)
    if dimension == "publisher":  # which may call itself so
        own = f"select id from site_name where {test}"
        test = f"({test} or publisher_id in (select publisher_id from article where id in ({own})))"
    elif dimension == "actor" and like.strip():
        other_names, of_other_names = other_names_sql(like)
        parameters |= of_other_names
        test = f"({test} or actor_id in (select actor_id from ({other_names})))"
    own_key = "key, kind" if dimension == "actor" else "name as key, '' as kind"
    sql = f"""
        with carried as (from {relations.carried(dimension)}),
        span as (  -- the days of the selection, and in how many equal parts its stories are counted
            select min(day) as first_day, greatest(max(day) - min(day) + 1, 1) as days,
                least(days, {BARS}) as parts
            from {relations.stories.rows}),
        counted as (
            select number, count(*) as stories, min(day) as first, max(day) as last
            from carried group by number),
        page as (  -- the names that are shown
            select number, {own_key}, name, stories, first, last, count(*) over () as names,
                {"coalesce(desk, false)" if dimension == "author" else "false"} as desk
            from counted join {dimension} on {dimension}_id = number where name <> '' and {test}
            order by {_ORDERS[order]} limit $limit offset $offset),
        bar as (
            select number, (day - first_day) * parts // days as part, count(*) as stories
            from carried, span where day is not null and number in (select number from page)
            group by number, part),
        bars as (
            select number, map_from_entries(list((part, stories))) as held from bar group by number)
        select key, name, kind, stories, date '1970-01-01' + first, date '1970-01-01' + last,
            [coalesce(held[part], 0) for part in range((select coalesce(parts, 1) from span))], names, desk
        from page left join bars using (number) order by {_ORDERS[order]}"""
    return ask(db, sql, {**parameters, "limit": limit, "offset": offset}, COLUMNS)


def naming(db: ArchiveReader, criteria: Filter, *, field: Field) -> int:
    """Return how many of the selected stories have at least one name of the field, such as an author."""
    dimension, relations = DIMENSIONS.get(field, "actor"), Relations(db, criteria)
    named = f"{relations.carried(dimension)} join {dimension} on {dimension}_id = number"
    return relations.count(f"(select distinct id from {named} where name <> '')")
