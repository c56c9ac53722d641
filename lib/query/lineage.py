"""Which sentences of a story stand in other stories too, and who printed them first."""

import pandas as pd

from lib.query.columns import OWN_TIME, PRECISION, Columns, ask
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "published_at": "time",
    "published_precision": "text", "shared": "count", "sentences": "count", "earlier": "flag",
}  # fmt: skip


def elsewhere(db: ArchiveReader, article: str, *, limit: int = 8) -> pd.DataFrame:
    """Return the stories that print sentences of a story, those that print most of them first.

    shared of its sentences stand there too, of those that name somebody and are long enough to be told from
    chance (lib.store.batches.texts). earlier is true where that story was published before this one.
    """
    sql = f"""
        with chosen as (select id, published_at as own_time from article where shown and article = $article),
        own as (select sent, unnest([a, b, c]) as band from sentence_sketch join chosen using (id)),
        there as (
            select id, unnest([a, b, c]) as band from sentence_sketch
            where id not in (select id from chosen)
                and (a in (select band from own) or b in (select band from own)
                    or c in (select band from own))),
        shared as (select id, count(distinct sent) as shared from there join own using (band) group by 1)
        select article, headline, coalesce(name, ''), {OWN_TIME}, {PRECISION}, shared,
            (select count(distinct sent) from own),
            coalesce(published_at < (select own_time from chosen), false)
        from shared join article using (id) join article_text using (id)
        left join publisher using (publisher_id)
        where shown order by shared desc, published_at, article limit $limit"""
    return ask(db, sql, {"article": article, "limit": limit}, COLUMNS)
