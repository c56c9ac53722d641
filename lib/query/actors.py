"""The actors: in how many stories they are named, and how often."""

from typing import Literal

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import Columns, ask
from lib.query.conditions import counted
from lib.query.selection import named as who
from lib.query.selection import selection
from lib.query.spelling import folded, pattern
from lib.store.archive import Reading

COLUMNS: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "stories": "count",
    "mentions": "count", "share": "share",
}  # fmt: skip
Unit = Literal["sentence", "paragraph", "article"]


def counts(
    db: Reading, wanted: Filter, *, limit: int = 50, like: str = "", unit: Unit = "article"
) -> pd.DataFrame:
    """The actors that the selected stories name by the filter's zones, roles and kinds, the most named first.

    stories counts stories, mentions the places in them; share is of the selected stories. The order is by
    stories for the unit "article", else by mentions.
    """
    order = "stories" if unit == "article" else "mentions"
    selected = selection(db, wanted)
    parameters = {**selected.parameters, "limit": limit}
    if like.strip():
        parameters["like"] = pattern(like, exact=False)
    sql = f"""
        with named as materialized (
            select actor_id, count(distinct id) as stories from {who(db, wanted)} group by 1),
        candidate as materialized (
            select n.* from named n join actor using (actor_id)
            where {f"regexp_matches({folded('name')}, $like)" if like.strip() else "true"}
            {"order by stories desc, name, key limit $limit" if order == "stories" else ""}),
        place as (
            select actor_id, count(*) as mentions from mention
            where actor_id in (select actor_id from candidate) and {counted(wanted.zones, wanted.roles)}
                and id in (select id from {selected.rows}) group by 1),
        total as (select count(*) as stories from {selected.rows})
        select key, name, kind, c.stories, mentions, c.stories / total.stories
        from candidate c join place using (actor_id) join actor using (actor_id), total
        order by {order} desc, name, key limit $limit"""
    return ask(db, sql, parameters, COLUMNS)
