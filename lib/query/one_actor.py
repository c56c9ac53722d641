"""Queries on one actor: the words it is named by and its days."""

import pandas as pd

from lib.model.filter import Filter
from lib.model.mention import role_of
from lib.query.filter.names import ids
from lib.query.filter.selection import selection
from lib.query.frames import Columns, frame
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted_condition

SEEN: Columns = {"surface": "text", "role": "text", "mentions": "count", "stories": "count"}
SPAN: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "mentions": "count", "stories": "count",
    "of": "count", "first": "time", "last": "time", "first_day": "date", "last_day": "date",
    "undated": "count",
}  # fmt: skip


def surfaces(db: ArchiveReader, criteria: Filter, *, actor: str, limit: int = 40) -> pd.DataFrame:
    """Return the words that name the actor, with roles, most frequent first; `attrs["of"]` counts all."""
    sql = f"""
        select surface, role, count(*), count(distinct id), count(*) over () from mention
        where actor_id in (select unnest($actors::integer[])) and {selection(db, criteria).within}
            and {counted_condition(criteria.zones, criteria.roles)}
        group by all order by count(*) desc, surface, role limit $limit"""
    parameters = {"actors": ids(db, "actor", [actor]), "limit": limit}
    rows = db.execute(sql, parameters).fetchall()
    answer = frame([(word, role_of(role), *counts) for word, role, *counts, _ in rows], SEEN)
    answer.attrs = {"of": rows[0][-1] if rows else 0}
    return answer


def span(db: ArchiveReader, criteria: Filter, *, actor: str) -> pd.DataFrame:
    """Return a row: how often and when the actor is named; no row if the selection does not name the actor.

    Of several actors with the name it is the most named.
    """
    selected = selection(db, criteria)
    sql = f"""
        select key, name, kind, count(*), count(distinct m.id), (select count(*) from {selected.rows}),
            min(published_at), max(published_at), date '1970-01-01' + min(day), date '1970-01-01' + max(day),
            count(distinct m.id) filter (day is null)
        from mention m join actor using (actor_id) join {selected.rows} a on a.id = m.id
        where actor_id in (select unnest($actors::integer[]))
            and {counted_condition(criteria.zones, criteria.roles, "m")}
        group by key, name, kind order by count(*) desc, key limit 1"""
    rows = db.execute(sql, {"actors": ids(db, "actor", [actor])}).fetchall()
    return frame(rows, SPAN)
