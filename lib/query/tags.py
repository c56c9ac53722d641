"""Queries on the publishers' tags and their numbers of stories."""

from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.model.spelling import folded, pattern
from lib.query.filter.selection import selection
from lib.query.frames import Columns, ask_first
from lib.query.workbench import ranking
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "tag": "text", "stories": "count", "share": "share", "first_day": "date", "last_day": "date",
}  # fmt: skip
Dimension = Literal["tag", "author"]  # a story has several of each, as a list
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
    """Return the tags of the selected stories, those with most stories first, in the columns of COLUMNS.

    share is of the selected stories, 0 to 1; `like` keeps names with a word that starts with it.
    """
    return tally(db, criteria, "tag", COLUMNS, limit=limit, like=like)


counts_sql = ranking("tags", "tag")


def tally(
    db: ArchiveReader, criteria: Filter, dimension: Dimension, columns: Columns, *, limit: int, like: str = ""
) -> pd.DataFrame:
    """Return the number of selected stories of each tag or author; the columns are some of EXPRESSIONS.

    `attrs["of"]` counts all, whatever the limit.
    """
    selected = selection(db, criteria)
    parameters: dict[str, object] = {"limit": limit}
    test = "true"
    if like.strip():
        parameters["like"] = pattern(like, exact=False)
        test = f"regexp_matches({folded('n.name')}, $like)"
    sql = f"""
        with c as (
            select {dimension}_id, count(*) as stories, min(day) as first, max(day) as last
            from (select unnest({dimension}s) as {dimension}_id, day from {selected.articles}) group by 1),
        total as (select count(*) as stories from {selected.rows})
        select {", ".join(EXPRESSIONS[column] for column in columns)}, count(*) over ()
        from c join {dimension} n using ({dimension}_id), total
        where {test} order by c.stories desc, n.name limit $limit"""
    return ask_first(db, sql, parameters, columns)
