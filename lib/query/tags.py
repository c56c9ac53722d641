"""Queries on the publishers' tags and their numbers of stories."""

from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.names import word_begins
from lib.query.frames import Columns, ask_first
from lib.query.relations import Relations
from lib.query.workbench import ranking
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "tag": "text", "stories": "count", "share": "share", "first_day": "date", "last_day": "date",
}  # fmt: skip
Field = Literal["tag", "author", "publisher"]
EXPRESSIONS = {  # beside the name
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
    db: ArchiveReader, criteria: Filter, field: Field, columns: Columns, *, limit: int, like: str = ""
) -> pd.DataFrame:
    """Return the number of selected stories of each name of a field; the columns are some of EXPRESSIONS.

    Most stories first; `like` keeps names with a word that starts with it; `attrs["of"]` counts all, whatever
    the limit.
    """
    relations = Relations(db, criteria)
    name_begins, parameters = word_begins("n.name", like)
    sql = f"""
        with c as (
            select number, count(*) as stories, min(day) as first, max(day) as last
            from {relations.carried(field)} group by 1),
        total as (select count(*) as stories from {relations.stories.rows})
        select {", ".join(EXPRESSIONS.get(column, "n.name") for column in columns)}, count(*) over ()
        from c join {field} n on {field}_id = number, total
        where n.name <> '' and {name_begins}
        order by c.stories desc, n.name limit $limit"""
    return ask_first(db, sql, {**parameters, "limit": limit}, columns)
