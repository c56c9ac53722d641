"""Queries on independent reports: whom most of them name, and which stories share a story's sentences."""

from collections import defaultdict
from datetime import datetime

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.query.frames import OWN_TIME, PRECISION, Columns, ask_first, frame
from lib.query.one_story import row_of
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

ELSEWHERE: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "published_at": "time",
    "published_precision": "text", "shared": "count", "sentences": "count", "earlier": "flag",
}  # fmt: skip


def most_named(db: ArchiveReader, criteria: Filter, *, limit: int) -> list[tuple[str, int]]:
    """Return the names of the actors in most independent reports, each with its number of reports."""
    sql = f"""
        select name, reports from {Relations(db, criteria).reported} join actor using (actor_id)
        order by reports desc, name, key limit $limit"""
    return [(str(name), int(number)) for name, number in db.execute(sql, {"limit": limit}).fetchall()]


def elsewhere(
    db: ArchiveReader,
    article: str,
    revision: str | None = None,
    *,
    as_of: datetime | None = None,
    limit: int = 8,
) -> pd.DataFrame:
    """Return the other stories that print sentences of a story, those with most of its sentences first.

    shared is the number of its sentences there, of those that name an actor and are long enough not to be
    alike by chance (lib.store.batches.sketches); sentences is how many of these the story has. earlier is
    true if the other story was published before this one; if its page gives only a day, if that day had
    ended. `attrs["of"]` counts all, whatever the limit. With as_of it is the stories as they were shown then.
    """
    row = row_of(db, article, revision)
    own = "select sent, unnest([a, b, c]) from sentence_sketch where id = $row"
    bearing = defaultdict[int, set[int]](set)  # the sentences of each band
    for sentence, band in db.execute(own, {"row": row}).fetchall():
        bearing[band].add(sentence)
    sql = "select id, band from copied_sketch where id <> $row and band in (select unnest($bands::ubigint[]))"
    shared = defaultdict[int, set[int]](set)
    for other, band in db.execute(sql, {"row": row, "bands": [*bearing]}).fetchall():
        shared[other] |= bearing[band]
    sentences = len(set().union(*bearing.values()))
    if not shared:
        return frame([], ELSEWHERE)  # as for most: no need to look at all stories
    shown = selection(db, Filter(as_of=as_of))
    sql = f"""
        with shared as (select unnest($found::struct(id integer, shared integer, sentences integer)[]) as s)
        select article, headline, coalesce(name, ''), {OWN_TIME}, {PRECISION}, s.shared, s.sentences,
            coalesce(
                case {PRECISION} when 'day' then published_at + interval 1 day <= own
                    else published_at < own end, false),
            count(*) over ()
        from shared join {shown.articles} a on a.id = s.id join article_text using (id)
        left join publisher using (publisher_id),
        (select article as story, published_at as own from article where id = $row)
        where article <> story
        order by s.shared desc, published_at, article limit $limit"""
    given = [{"id": other, "shared": len(each), "sentences": sentences} for other, each in shared.items()]
    parameters = {"row": row, "limit": limit, "found": given}
    return ask_first(db, sql, parameters, ELSEWHERE)
