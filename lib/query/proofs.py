"""The sentences that show who is named in a selection, for a case file."""

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.query.frames import Columns, frame
from lib.query.relations import Relations
from lib.query.stored_sentences import sentences_at
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted_condition

COLUMNS: Columns = {
    "article_id": "text", "headline": "text", "zone": "text", "block": "count", "sentence_start": "count",
    "sentence_end": "count", "sentence": "text", "actors": "list", "actor_ids": "list", "starts": "list",
    "ends": "list",
}  # fmt: skip


def proofs(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return the sentences that show who is named in the selected stories, newest story first, in COLUMNS.

    They are all sentences that name two actors that count, and of each story the first for each actor in it.
    actors, actor_ids, starts and ends are parallel lists: who is named where in `sentence`.
    """
    mine = f"(select distinct id, actor_id from {Relations(db, criteria).names})"
    sql = f"""
        with place as (
            select distinct id, sent, actor_id from mention join {mine} using (id, actor_id)
            where {counted_condition(criteria.zones, criteria.roles)}),
        quoted as (
            select *, count(*) over (partition by id, sent) as naming,
                min(sent) over (partition by id, actor_id) as first
            from place)
        select distinct id, article, headline, published_at, sent
        from quoted join {selection(db, criteria).articles} using (id) join article_text using (id)
        where naming > 1 or sent = first
        order by published_at desc nulls last, id desc, sent"""
    quoted = db.execute(sql).fetchall()
    actors = db.execute(f"select id, key, name from {mine} join actor using (actor_id)").fetchall()
    name_of = {(row, key): name for row, key, name in actors}
    sentence_at = sentences_at(db, criteria, {(row, number) for row, *_, number in quoted})
    rows = []
    for row, article, headline, _, number in quoted:
        sentence = sentence_at[row, number]
        spans = [span for span in sentence.spans if (row, span[2]) in name_of]
        starts, ends, keys = zip(*spans, strict=True)
        names = [name_of[row, key] for key in keys]
        position = (sentence.zone, sentence.block, sentence.start, sentence.end, sentence.text)
        rows.append((article, headline, *position, names, list(keys), list(starts), list(ends)))
    return frame(rows, COLUMNS)
