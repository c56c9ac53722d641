"""Queries on quotations: what an actor says, and about whom."""

import pandas as pd

from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query import evidence
from lib.query.filter.names import ids
from lib.query.filter.selection import selection
from lib.query.frames import Columns, frame, frame_of
from lib.query.stored_sentences import paragraphs_at, stories_at
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted_condition

COLUMNS: Columns = {**evidence.COLUMNS, "words": "text"}
SAVED = (  # of a passage in a file
    "article_id", "headline", "publisher", "authors", "published_at", "published_precision", "zone", "block",
    "sentence_start", "sentence_end", "words", "sentence", "url",
)  # fmt: skip
NAMED: Columns = {"actor_id": "text", "actor": "text", "passages": "count"}
_IN_PASSAGE = 'm.id = q.id and m.block = q.block and m.start >= q.start and m.start < q."end"'


def _passages(db: ArchiveReader, criteria: Filter) -> str:
    """Return SQL to put after FROM: the rows of `quotation` of $actors that the filter counts."""
    return f"""(
        select * from quotation
        where actor_id in (select unnest($actors::integer[])) and {selection(db, criteria).within}
            and {counted_condition(criteria.zones, criteria.roles, "quotation")})"""


def of_actor(
    db: ArchiveReader, criteria: Filter, *, actor: str, about: str = "", limit: int = 20
) -> pd.DataFrame:
    """Return the passages that quote the actor, newest first, with the quoted words.

    `about` keeps only those that name another actor too. `sentence` is the passage, and its `spans` are the
    names in it that the filter counts. `attrs["total"]` counts all, whatever the limit.
    """
    named = f"""exists (
        from mention m where {_IN_PASSAGE} and m.actor_id in (select unnest($about::integer[])))"""
    given = {"actors": ids(db, "actor", [actor]), "limit": limit}
    sql = f"""
        select q.id, q.zone, q.block, q.start, q."end", q.words, count(*) over ()
        from {_passages(db, criteria)} q join article using (id) where {named if about else "true"}
        order by published_at desc nulls last, id desc, q.block, q.start limit $limit"""
    found = db.execute(sql, given | ({"about": ids(db, "actor", [about])} if about else {})).fetchall()
    places = {(row, block) for row, _, block, *_ in found}
    stories = stories_at(db, {row for row, _ in places})
    texts, names = paragraphs_at(db, places), _names(db, criteria, places)
    rows = []
    for row, zone, block, start, end, words, _ in found:
        spans = [
            [first - start, last - start, key]
            for first, last, key in names.get((row, block), ())
            if start <= first < end
        ]
        rows.append({
            **stories[row]._asdict(), "zone": ZONES[zone], "block": block, "sentence_start": start,
            "sentence_end": end, "sentence": texts[row, block][start:end], "spans": spans, "copies": 0,
            "words": words,
        })  # fmt: skip
    answer = frame_of(rows, COLUMNS)
    answer.attrs = {"total": found[0][-1] if found else 0}
    return answer


def others_named(db: ArchiveReader, criteria: Filter, *, actor: str, limit: int = 8) -> pd.DataFrame:
    """Return who else is named in the passages that quote the actor, in how many, most frequent first."""
    recorded = "not contains(key, '/~')" if criteria.cast == "recorded" else "true"
    sql = f"""
        with beside as (
            select distinct q.id, q.block, q.start, m.actor_id
            from {_passages(db, criteria)} q join mention m on {_IN_PASSAGE}
            where {counted_condition(criteria.zones, criteria.roles, "m")})
        select key, name, count(*) from beside join actor using (actor_id)
        where actor_id not in (select unnest($actors::integer[])) and kind in (select unnest($kinds))
            and {recorded}
        group by key, name order by count(*) desc, name, key limit $limit"""
    given = {"actors": ids(db, "actor", [actor]), "kinds": [*criteria.kinds], "limit": limit}
    return frame(db.execute(sql, given).fetchall(), NAMED)


def _names(
    db: ArchiveReader, criteria: Filter, places: set[tuple[int, int]]
) -> dict[tuple[int, int], list[tuple[int, int, str]]]:
    """Return {(row of `article`, block): names (start, end, key)} that the filter counts there."""
    sql = f"""
        select id, block, list((start, "end", key) order by start, "end", key)
        from mention join actor using (actor_id)
        where {counted_condition(criteria.zones, criteria.roles)}
            and id in (select unnest($ids::integer[])) and block in (select unnest($blocks::integer[]))
        group by id, block"""
    given = {"ids": [row for row, _ in places], "blocks": [block for _, block in places]}
    return {(row, block): names for row, block, names in db.execute(sql, given).fetchall()}
