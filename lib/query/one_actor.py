"""One actor: under which names it is seen, since when, and in whose words."""

from dataclasses import replace
from typing import Any

import pandas as pd

from lib.actors.speech import quoted_words
from lib.model.filter import Filter
from lib.model.mention import ROLES
from lib.query import evidence
from lib.query.columns import Columns, frame
from lib.query.conditions import counted
from lib.query.names import ids, keys
from lib.query.selection import selection
from lib.store.archive import Reading

SEEN: Columns = {"surface": "text", "role": "text", "mentions": "count", "stories": "count"}
SPAN: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "mentions": "count", "stories": "count",
    "of": "count", "first": "time", "last": "time",
}  # fmt: skip
QUOTED: Columns = {**evidence.COLUMNS, "words": "text"}
LOOKED_AT = 1_000  # sentences of an actor among which quotations are sought, the newest first


def seen(db: Reading, wanted: Filter, *, actor: str, limit: int = 40) -> pd.DataFrame:
    """The words that name the actor in the selection, and in which role, the most frequent first."""
    selected = selection(db, wanted)
    sql = f"""
        select surface, role, count(*), count(distinct id) from mention
        where actor_id in (select unnest($actors::integer[])) and {counted(wanted.zones, wanted.roles)}
            and {selected.within}
        group by all order by count(*) desc, surface, role limit $limit"""
    rows = db.execute(sql, {**selected.parameters, "actors": ids(db, "actor", [actor]), "limit": limit})
    return frame([(word, ROLES[role], *counts) for word, role, *counts in rows.fetchall()], SEEN)


def span(db: Reading, wanted: Filter, *, actor: str) -> pd.DataFrame:
    """How often, in how many of its stories, and from when to when the selection names the actor."""
    selected = selection(db, wanted)
    sql = f"""
        select key, name, kind, count(*), count(distinct m.id), (select count(*) from {selected.rows}),
            min(published_at), max(published_at)
        from mention m join actor using (actor_id) join {selected.rows} a on a.id = m.id
        where actor_id in (select unnest($actors::integer[])) and {counted(wanted.zones, wanted.roles, "m")}
        group by key, name, kind"""
    rows = db.execute(sql, {**selected.parameters, "actors": ids(db, "actor", [actor])}).fetchall()
    return frame(rows[:1], SPAN)


def quotations(db: Reading, wanted: Filter, *, actor: str, limit: int = 20) -> pd.DataFrame:
    """Sentences that quote the actor (lib.actors.speech), the newest first, with the quoted words.

    Neither a country's people nor a name inside another speaks for the actor. `attrs["total"]` counts all
    among the newest `looked_at` sentences that name the actor, of `of`.
    """
    speaking = tuple(role for role in wanted.roles if role not in ("demonym", "nested"))
    told = evidence.sentences(db, replace(wanted, roles=speaking), actor=actor, limit=LOOKED_AT)
    own = {*keys(db, actor)}
    words = [_words(row, own) for row in told.itertuples()]
    kept = told.assign(words=pd.Series(words, index=told.index, dtype="object"))
    kept = kept[kept["words"].notna()].reset_index(drop=True)
    answer = kept.head(limit)
    answer.attrs = {"total": len(kept), "looked_at": len(told), "of": told.attrs["total"]}
    return answer


def _words(row: Any, keys: set[str]) -> str | None:
    places = [(int(start), int(end)) for start, end, actor in row.spans if actor in keys]
    return quoted_words(str(row.sentence), places)
