"""The question which other stories print sentences of a story."""

from collections import defaultdict
from datetime import datetime

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.query.frames import OWN_TIME, PRECISION, Columns, ask_first, frame
from lib.query.one_story import row_of
from lib.store.archive import ArchiveReader

ELSEWHERE: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "published_at": "time",
    "published_precision": "text", "shared": "count", "sentences": "count", "earlier": "flag",
}  # fmt: skip


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
    ended. `attrs["of"]` counts all, whatever the limit; an empty frame has none. With as_of it is the stories
    as they were shown then.
    """
    row = row_of(db, article, revision)
    sql = "select sent, unnest([a, b, c]) from sentence_sketch where id = $row"
    sentences_of = defaultdict[int, set[int]](set)  # the sentences of each band
    for sentence, band in db.execute(sql, {"row": row}).fetchall():
        sentences_of[band].add(sentence)
    sql = "select id, band from copied_sketch where id <> $row and band in (select unnest($bands::ubigint[]))"
    shared = defaultdict[int, set[int]](set)  # the sentences of each other row
    for other, band in db.execute(sql, {"row": row, "bands": [*sentences_of]}).fetchall():
        shared[other] |= sentences_of[band]
    if not shared:
        return frame([], ELSEWHERE)  # as for most: no need to look at all stories
    shown = selection(db, Filter(as_of=as_of))
    sql = f"""
        with shared as (select unnest($shared::struct(id integer, shared integer)[], recursive := true)),
        own as (select article as story, published_at as own from article where id = $row)
        select article, headline, coalesce(name, ''), {OWN_TIME}, {PRECISION}, shared, $sentences,
            coalesce(
                case {PRECISION} when 'day' then published_at + interval 1 day <= own
                    else published_at < own end, false),
            count(*) over ()
        from shared join {shown.articles} using (id) join article_text using (id)
        left join publisher using (publisher_id), own
        where article <> story
        order by shared desc, published_at, article limit $limit"""
    parameters = {
        "row": row, "limit": limit, "sentences": len(set().union(*sentences_of.values())),
        "shared": [{"id": other, "shared": len(each)} for other, each in shared.items()],
    }  # fmt: skip
    return ask_first(db, sql, parameters, ELSEWHERE)
